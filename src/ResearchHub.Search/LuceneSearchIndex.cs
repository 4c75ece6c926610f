using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Indexing;
using ResearchHub.Search.Querying;
using ResearchHub.Search.Ranking;
using ResearchHub.Search.Suggest;

namespace ResearchHub.Search;

/// <summary>
/// The text index on Lucene. Writes go to the generation in use and become visible by a background refresh within milliseconds;
/// reads enter a snapshot and never wait for writes. After <see cref="RebuildAsync"/> the caller goes on reading the feed from the
/// position it gave there: what was applied to the old generation meanwhile is not in the new one.
/// </summary>
public sealed class LuceneSearchIndex : ISearchIndex, IAsyncDisposable, IDisposable
{
    private readonly SearchOptions options;
    private readonly TimeProvider time;
    private readonly SearchMetrics metrics;
    private readonly ILogger<LuceneSearchIndex> logger;
    private readonly Generations generations;
    private readonly SnapshotKeeper keeper;
    private readonly ConcurrentBag<WordCache> caches = [];

    /// <summary>One at a time, so that no record leaves the queue twice.</summary>
    private readonly Lock refreshing = new();
    private readonly SemaphoreSlim writing = new(1);
    private readonly SemaphoreSlim rebuilding = new(1);
    private readonly RefreshLoop refresh;
    private readonly SuggesterHolder suggester;
    private int disposed;

    /// <summary>Opens the index in <see cref="SearchOptions.Directory"/>; where there is none that can be used, an empty one.</summary>
    public LuceneSearchIndex(SearchOptions options, TimeProvider time, SearchMetrics metrics, ILogger<LuceneSearchIndex> logger)
    {
        this.options = options;
        this.time = time;
        this.metrics = metrics;
        this.logger = logger;
        keeper = new SnapshotKeeper(time, options.CursorLifetime);
        generations = new Generations(options, logger);
        suggester = new SuggesterHolder(time, logger);
        refresh = new RefreshLoop(Refresh, options.RefreshInterval, time, logger);
        suggester.Update(generations.Current);
    }

    /// <inheritdoc />
    public bool NeedsRebuild => generations.NeedsRebuild;

    /// <inheritdoc />
    public SearchIndexStatus Status
    {
        get
        {
            var snapshot = generations.Enter();
            try
            {
                return new SearchIndexStatus(snapshot.Position, snapshot.Reader.NumDocs, snapshot.Generation);
            }
            finally
            {
                snapshot.Leave();
            }
        }
    }

    /// <inheritdoc />
    public FeedPosition Applied => generations.Current.Applied;

    /// <inheritdoc />
    public async Task<SearchResults> SearchAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        if (request.MinSequence is { } wanted)
        {
            var asked = time.GetTimestamp();
            try
            {
                await WaitForAsync(wanted, cancellationToken);
            }
            finally
            {
                metrics.Waits.Record(time.GetElapsedTime(asked).TotalSeconds);
            }
        }
        cancellationToken.ThrowIfCancellationRequested();
        var started = time.GetTimestamp();
        var snapshot = EnterFor(request);
        try
        {
            var results = WithCache(cache => new SearchExecution(snapshot, cache).Run(request));
            if (results.HasNextPage)
            {
                keeper.Keep(snapshot);
            }
            var took = time.GetElapsedTime(started);
            metrics.Queries.Record(took.TotalSeconds);
            return results with { Took = took };
        }
        finally
        {
            snapshot.Leave();
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<SearchSuggestion> Suggest(string prefix, IReadOnlyList<SuggestionKind> kinds, int first)
    {
        var started = time.GetTimestamp();
        var suggestions = suggester.Suggest(prefix, kinds, first);
        metrics.Suggestions.Record(time.GetElapsedTime(started).TotalSeconds);
        return suggestions;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<SearchResult>> SimilarAsync(long id, int first, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var snapshot = generations.Enter();
        try
        {
            var doc = snapshot.Find(id);
            var similar = doc < 0 ? [] : WithCache(cache => new SearchExecution(snapshot, cache).Similar(doc, first));
            return Task.FromResult(similar);
        }
        finally
        {
            snapshot.Leave();
        }
    }

    /// <inheritdoc />
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

    /// <inheritdoc />
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

    /// <inheritdoc />
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

    /// <inheritdoc />
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
            logger.IndexRebuilt(built.Name, Status.Documents, time.GetElapsedTime(started).TotalSeconds);
        }
        finally
        {
            rebuilding.Release();
        }
    }

    /// <summary>Ends when the index is in as few pieces as it will be and its model of meanings is in use.</summary>
    internal Task Finished => generations.Finished;

    /// <summary>The best hits to any depth, for evaluation.</summary>
    internal IReadOnlyList<(long Id, float Score)> Rank(string text, int depth, RankingFeatures features)
    {
        var snapshot = generations.Enter();
        try
        {
            return WithCache(cache => new SearchExecution(snapshot, cache).Rank(text, depth, features));
        }
        finally
        {
            snapshot.Leave();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            await refresh.DisposeAsync();
            await suggester.DisposeAsync();
            keeper.Release(all: true);
            await generations.DisposeAsync();
            writing.Dispose();
            rebuilding.Dispose();
        }
    }

    /// <inheritdoc />
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

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

    private IndexSnapshot EnterFor(SearchRequest request)
    {
        if (request.After is { } after && SearchCursor.TryReadSnapshot(after) is { } number)
        {
            return keeper.Enter(number, request.MinSequence) ?? generations.Enter();
        }
        return generations.Enter();
    }

    private async Task WaitForAsync(FeedPosition wanted, CancellationToken cancellationToken)
    {
        var deadline = time.GetUtcNow() + options.MinSequenceTimeout;
        while (true)
        {
            var next = refresh.NextPublication;
            var reached = Status.Sequence;
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
                throw new IndexBehindException(wanted, Status.Sequence);
            }
        }
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

    private T WithCache<T>(Func<WordCache, T> work)
    {
        var cache = caches.TryTake(out var kept) ? kept : new WordCache();
        try
        {
            return work(cache);
        }
        finally
        {
            caches.Add(cache);
        }
    }
}
