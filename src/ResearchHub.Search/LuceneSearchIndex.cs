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
    private readonly TimeProvider time;
    private readonly SearchMetrics metrics;
    private readonly Generations generations;
    private readonly SnapshotKeeper keeper;
    private readonly ConcurrentBag<WordCache> caches = [];

    private readonly SuggesterHolder suggester;
    private readonly IndexUpdates updates;
    private int disposed;

    /// <summary>Opens the index in <see cref="SearchOptions.Directory"/>; where there is none that can be used, an empty one.</summary>
    public LuceneSearchIndex(SearchOptions options, TimeProvider time, SearchMetrics metrics, ILogger<LuceneSearchIndex> logger)
    {
        this.time = time;
        this.metrics = metrics;
        keeper = new SnapshotKeeper(time, options.CursorLifetime);
        generations = new Generations(options, logger);
        suggester = new SuggesterHolder(time, logger);
        updates = new IndexUpdates(generations, keeper, suggester, options, time, metrics, logger);
        suggester.Update(generations.Current);
    }

    /// <inheritdoc />
    public bool NeedsRebuild => generations.NeedsRebuild;

    /// <inheritdoc />
    public SearchIndexStatus Status =>
        generations.Read(snapshot => new SearchIndexStatus(snapshot.Position, snapshot.Reader.NumDocs, snapshot.Generation));

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
                await updates.WaitForAsync(wanted, cancellationToken);
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
        return Task.FromResult(
            generations.Read(snapshot =>
            {
                var doc = snapshot.Find(id);
                return doc < 0 ? [] : WithCache(cache => new SearchExecution(snapshot, cache).Similar(doc, first));
            })
        );
    }

    /// <inheritdoc />
    public Task ApplyAsync(
        IReadOnlyList<SearchDocument> upserts,
        IReadOnlyList<long> deletes,
        FeedPosition position,
        CancellationToken cancellationToken
    ) => updates.ApplyAsync(upserts, deletes, position, cancellationToken);

    /// <inheritdoc />
    public Task CommitAsync(CancellationToken cancellationToken) => updates.CommitAsync(cancellationToken);

    /// <inheritdoc />
    public Task RestoreAsync(CancellationToken cancellationToken) => updates.RestoreAsync(cancellationToken);

    /// <inheritdoc />
    public Task RebuildAsync(
        IAsyncEnumerable<SearchDocument> documents,
        FeedPosition position,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    ) => updates.RebuildAsync(documents, position, progress, cancellationToken);

    /// <summary>Ends when the index is in as few pieces as it will be and its model of meanings is in use.</summary>
    internal Task Finished => generations.Finished;

    /// <summary>The best hits to any depth, for evaluation.</summary>
    internal IReadOnlyList<(long Id, float Score)> Rank(string text, int depth, RankingFeatures features) =>
        generations.Read(snapshot => WithCache(cache => new SearchExecution(snapshot, cache).Rank(text, depth, features)));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            await updates.StopAsync();
            await suggester.DisposeAsync();
            keeper.Release(all: true);
            await generations.DisposeAsync();
            updates.Dispose();
        }
    }

    /// <inheritdoc />
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private IndexSnapshot EnterFor(SearchRequest request)
    {
        if (request.After is { } after && SearchCursor.TryReadSnapshot(after) is { } number)
        {
            return keeper.Enter(number, request.MinSequence) ?? generations.Enter();
        }
        return generations.Enter();
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
