using Microsoft.Extensions.Logging;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Suggest;

/// <summary>
/// Holds the suggester in use and builds the next one in the background when there is something new: for small indexes a moment after the
/// last one, for large ones minutes after it. What is no longer called so is left out at once.
/// </summary>
internal sealed class SuggesterHolder(TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private const int SmallIndex = 50_000;
    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongPause = TimeSpan.FromMinutes(5);
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private InUse current = new(Suggester.Empty, new NewerNames());
    private long currentNumber;
    private Task building = Task.CompletedTask;
    private bool isBuilding;
    private Generation? next;

    public IReadOnlyList<SearchSuggestion> Suggest(string prefix, IReadOnlyList<SuggestionKind> kinds, int first)
    {
        var (suggester, newer) = Volatile.Read(ref current);
        return suggester.Suggest(prefix, kinds, first, newer);
    }

    /// <summary>These records changed or went away, as of a position of the feed.</summary>
    public void Note(IReadOnlyList<SearchDocument> upserts, IReadOnlyList<long> deletes, FeedPosition position)
    {
        lock (gate)
        {
            foreach (var id in deletes)
            {
                current.Newer.Note(id, position);
            }
            foreach (var record in upserts)
            {
                current.Newer.Note(record.Id, position, [.. DocumentBuilder.NamesOf(record)]);
            }
        }
    }

    /// <summary>There is something new in this generation.</summary>
    public void Update(Generation generation)
    {
        lock (gate)
        {
            next = generation;
            if (!isBuilding && !stop.IsCancellationRequested)
            {
                isBuilding = true;
                building = Task.Run(BuildAllAsync);
            }
        }
    }

    /// <summary>Builds at once and waits until it is in use.</summary>
    public Task UpdateNowAsync(Generation generation, CancellationToken cancellationToken) =>
        Task.Run(() => Build(generation), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Task running;
        lock (gate)
        {
            stop.Cancel();
            running = building;
        }
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task BuildAllAsync()
    {
        while (Next() is { } generation)
        {
            var pause = LongPause;
            try
            {
                pause = Build(generation) > SmallIndex ? LongPause : ShortPause;
            }
            catch (Exception error)
            {
                logger.SuggesterFailed(error);
            }
            await Task.Delay(pause, time, stop.Token);
        }
    }

    private Generation? Next()
    {
        lock (gate)
        {
            var generation = next;
            next = null;
            isBuilding = generation is not null;
            return generation;
        }
    }

    /// <summary>Number of records of the generation; 0 when it is closed.</summary>
    private int Build(Generation generation)
    {
        if (generation.TryEnter() is not { } snapshot)
        {
            return 0;
        }
        try
        {
            var built = Suggester.Build(snapshot);
            lock (gate)
            {
                if (snapshot.Number >= currentNumber)
                {
                    Volatile.Write(ref current, new InUse(built, current.Newer.After(snapshot.Position)));
                    currentNumber = snapshot.Number;
                }
            }
            return snapshot.Reader.NumDocs;
        }
        finally
        {
            snapshot.Leave();
        }
    }

    private sealed record InUse(Suggester Suggester, NewerNames Newer);
}
