using ResearchHub.Core.Events;

namespace ResearchHub.Core.Search;

/// <summary>The text index: a projection of PostgreSQL that can be dropped and built again. Thread-safe.</summary>
public interface ISearchIndex
{
    /// <summary>State of the index as the next search sees it.</summary>
    SearchIndexStatus Status { get; }

    /// <summary>Answers one question. Never throws for any query text.</summary>
    /// <exception cref="SearchCursorException">The cursor is not one of this index.</exception>
    /// <exception cref="IndexBehindException">The position asked for was not reached in time.</exception>
    Task<SearchResults> SearchAsync(SearchRequest request, CancellationToken cancellationToken);

    /// <summary>Completions of what was typed, best first. Any text is allowed.</summary>
    IReadOnlyList<SearchSuggestion> Suggest(string prefix, IReadOnlyList<SuggestionKind> kinds, int first);

    /// <summary>Records of the same kinds that are most like one record, best first, without it.</summary>
    Task<IReadOnlyList<SearchResult>> SimilarAsync(long id, int first, CancellationToken cancellationToken);

    /// <summary>Puts records in (or takes them out) and moves to a position of the feed, durably by the next commit.</summary>
    Task ApplyAsync(
        IReadOnlyList<SearchDocument> upserts,
        IReadOnlyList<long> deletes,
        FeedPosition position,
        CancellationToken cancellationToken
    );

    /// <summary>Makes all that was applied durable and visible.</summary>
    Task CommitAsync(CancellationToken cancellationToken);

    /// <summary>True when nothing usable was found on disk: the caller rebuilds from the database with <see cref="RebuildAsync"/>.</summary>
    bool NeedsRebuild { get; }

    /// <summary>Builds a new generation beside the old one from every record, then swaps. Searches go on meanwhile.</summary>
    Task RebuildAsync(
        IAsyncEnumerable<SearchDocument> documents,
        FeedPosition position,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    );
}
