using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>
/// Results of events, made once for all who ask the same at about the same time. A result shows the records as they were when its making began;
/// so it is for those alone whose stream had begun before, and for no longer than <see cref="Lifetime"/>.
/// </summary>
internal sealed class SharedResults(TimeProvider time)
{
    /// <summary>Time for which a result is given to others, from when its making began.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    /// <summary>Results that are kept: of who replays a long past, the last.</summary>
    public const int Most = 2_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<SharedEventKey, Making> _made = [];
    private readonly Queue<Making> _order = new();
    private long _count;

    /// <summary>Now, in a count that makings and streams have in common: clocks stand still for moments.</summary>
    public long Now() => Interlocked.Increment(ref _count);

    /// <summary>
    /// The result for a key; one that a fault has spoilt is kept for nobody. The work belongs to nobody alone, so nobody's leaving may cancel it.
    /// </summary>
    /// <param name="since">When the stream began that asks.</param>
    public async Task<EventResult> GetAsync(SharedEventKey key, long since, Func<Task<EventResult>> work)
    {
        var making = Find(key, since, work);
        var isGood = false;
        try
        {
            var result = await making.Result.Value;
            isGood = result.Fault is null;
            return result;
        }
        finally
        {
            if (!isGood)
            {
                Forget(making);
            }
        }
    }

    private Making Find(SharedEventKey key, long since, Func<Task<EventResult>> work)
    {
        lock (_gate)
        {
            while (_order.TryPeek(out var oldest) && (_order.Count >= Most || time.GetElapsedTime(oldest.At) > Lifetime))
            {
                _order.Dequeue();
                Remove(oldest);
            }
            if (_made.TryGetValue(key, out var making) && making.Number > since)
            {
                return making;
            }
            making = new Making(key, Now(), time.GetTimestamp(), new Lazy<Task<EventResult>>(work));
            _made[key] = making;
            _order.Enqueue(making);
            return making;
        }
    }

    private void Forget(Making making)
    {
        lock (_gate)
        {
            Remove(making);
        }
    }

    private void Remove(Making making)
    {
        if (_made.TryGetValue(making.Key, out var now) && now == making)
        {
            _made.Remove(making.Key);
        }
    }

    private sealed class Making(SharedEventKey key, long number, long at, Lazy<Task<EventResult>> result)
    {
        public SharedEventKey Key => key;
        public long Number => number;
        public long At => at;
        public Lazy<Task<EventResult>> Result => result;
    }
}
