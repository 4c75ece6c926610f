using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Suggest;

/// <summary>
/// Holds the suggester in use and builds the next one in the background: at once for small indexes, for large ones not more often
/// than every few minutes.
/// </summary>
internal sealed class SuggesterHolder(TimeProvider time) : IAsyncDisposable
{
    private const int SmallIndex = 50_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private Suggester current = Suggester.Empty;
    private Task building = Task.CompletedTask;
    private DateTimeOffset notBefore;
    private Generation? next;

    public Suggester Current => Volatile.Read(ref current);

    /// <summary>Asks for a suggester of the generation's newest snapshot.</summary>
    public void Update(Generation generation)
    {
        lock (gate)
        {
            next = generation;
            if (building.IsCompleted && time.GetUtcNow() >= notBefore)
            {
                building = Task.Run(BuildAll);
            }
        }
    }

    /// <summary>Builds and waits until it is in use.</summary>
    public async Task UpdateNowAsync(Generation generation, CancellationToken cancellationToken)
    {
        Task running;
        lock (gate)
        {
            next = generation;
            building = running = building.ContinueWith(
                _ => BuildAll(),
                cancellationToken,
                TaskContinuationOptions.None,
                TaskScheduler.Default
            );
        }
        await running;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await building.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private void BuildAll()
    {
        while (!stop.IsCancellationRequested)
        {
            Generation generation;
            lock (gate)
            {
                if (next is null)
                {
                    return;
                }
                generation = next;
                next = null;
            }
            if (generation.TryEnter() is not { } snapshot)
            {
                continue;
            }
            try
            {
                Volatile.Write(ref current, Suggester.Build(snapshot));
                if (snapshot.Reader.NumDocs > SmallIndex)
                {
                    lock (gate)
                    {
                        notBefore = time.GetUtcNow() + Pause;
                        next = null;
                    }
                }
            }
            finally
            {
                snapshot.Leave();
            }
        }
    }
}
