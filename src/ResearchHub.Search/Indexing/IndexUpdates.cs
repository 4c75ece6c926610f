using Microsoft.Extensions.Logging;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;
using ResearchHub.Search.Suggest;

namespace ResearchHub.Search.Indexing;

/// <summary>
/// Changes to the index: records are applied to the generation in use, become visible by a refresh in the background, and durable by a commit. Stopped
/// before what it writes to.
/// </summary>
internal sealed class IndexUpdates : IDisposable
{
    private readonly SearchOptions options;
    private readonly TimeProvider time;
    private readonly SearchMetrics metrics;
    private readonly ILogger logger;
    private readonly Generations generations;
    private readonly SnapshotKeeper keeper;
    private readonly SuggesterHolder suggester;

    /// <summary>One at a time, so that no record leaves the queue twice.</summary>
    private readonly Lock refreshing = new();
    private readonly SemaphoreSlim writing = new(1);
    private readonly SemaphoreSlim rebuilding = new(1);
    private readonly RefreshLoop refresh;

    public IndexUpdates(
        Generations generations,
        SnapshotKeeper keeper,
        SuggesterHolder suggester,
        SearchOptions options,
        TimeProvider time,
        SearchMetrics metrics,
        ILogger logger
    )
    {
        this.options = options;
        this.time = time;
        this.metrics = metrics;
        this.logger = logger;
        this.generations = generations;
        this.keeper = keeper;
        this.suggester = suggester;
        refresh = new RefreshLoop(Refresh, options.RefreshInterval, time, logger);
    }

    /// <inheritdoc cref="ISearchIndex.ApplyAsync" />
    public async Task ApplyAsync(
        IReadOnlyList<SearchDocument> upserts,
        IReadOnlyList<long> deletes,
        FeedPosition position,
        CancellationToken cancellationToken
    )
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            var generation = generations.Current;
            foreach (var id in deletes)
            {
                generation.Delete(id);
            }
            foreach (var record in upserts)
            {
                generation.Put(record);
            }
            generation.MoveTo(position);
            suggester.Note(upserts, deletes, position);
            metrics.Enqueue(upserts.Count + deletes.Count);
        }
        finally
        {
            writing.Release();
        }
        refresh.Signal();
    }

    /// <inheritdoc cref="ISearchIndex.CommitAsync" />
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            var started = time.GetTimestamp();
            generations.Current.Commit();
            metrics.Commits.Record(time.GetElapsedTime(started).TotalSeconds);
        }
        finally
        {
            writing.Release();
        }
        Refresh();
    }

    /// <inheritdoc cref="ISearchIndex.RestoreAsync" />
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            lock (refreshing)
            {
                if (!generations.Restore())
                {
                    return;
                }
                metrics.Dequeue(metrics.Waiting);
            }
            keeper.Release(all: true);
        }
        finally
        {
            writing.Release();
        }
        refresh.Publish();
        suggester.Update(generations.Current);
    }

    /// <inheritdoc cref="ISearchIndex.RebuildAsync" />
    public async Task RebuildAsync(
        IAsyncEnumerable<SearchDocument> documents,
        FeedPosition position,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    )
    {
        await rebuilding.WaitAsync(cancellationToken);
        try
        {
            var started = time.GetTimestamp();
            var built = await generations.BuildAsync(documents, position, progress, cancellationToken);
            try
            {
                await SwapAsync(built, cancellationToken);
            }
            catch
            {
                generations.Discard(built);
                throw;
            }
            logger.IndexRebuilt(built.Name, Count(), time.GetElapsedTime(started).TotalSeconds);
        }
        finally
        {
            rebuilding.Release();
        }
    }

    /// <summary>Ends when the index has reached a position.</summary>
    /// <exception cref="IndexBehindException">It was not reached in time.</exception>
    public async Task WaitForAsync(FeedPosition wanted, CancellationToken cancellationToken)
    {
        var deadline = time.GetUtcNow() + options.MinSequenceTimeout;
        while (true)
        {
            var next = refresh.NextPublication;
            var reached = Reached();
            if (reached >= wanted)
            {
                return;
            }
            var left = deadline - time.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                throw new IndexBehindException(wanted, reached);
            }
            try
            {
                await next.WaitAsync(left, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                throw new IndexBehindException(wanted, Reached());
            }
        }
    }

    /// <summary>Nothing more becomes visible.</summary>
    public ValueTask StopAsync() => refresh.DisposeAsync();

    public void Dispose()
    {
        writing.Dispose();
        rebuilding.Dispose();
    }

    private async Task SwapAsync(Generation built, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            generations.Use(built);
            keeper.Release(all: true);
        }
        finally
        {
            writing.Release();
        }
        refresh.Publish();
        await suggester.UpdateNowAsync(built, cancellationToken);
        generations.Finish(built);
    }

    private void Refresh()
    {
        var started = time.GetTimestamp();
        Generation current;
        bool isNew;
        lock (refreshing)
        {
            var pending = metrics.Waiting;
            current = generations.Current;
            isNew = current.Refresh();
            metrics.Dequeue(pending);
            generations.Grow(current);
        }
        if (isNew)
        {
            metrics.Refreshes.Record(time.GetElapsedTime(started).TotalSeconds);
            suggester.Update(current);
        }
        keeper.Release(all: false);
        refresh.Publish();
    }

    private FeedPosition Reached() => generations.Read(snapshot => snapshot.Position);

    private int Count() => generations.Read(snapshot => snapshot.Reader.NumDocs);
}
