using ResearchHub.Core.Events;

namespace ResearchHub.Core.Search;

/// <summary>The text index: a projection of PostgreSQL that can be dropped and built again. Thread-safe.</summary>
public interface ISearchIndex
{
    /// <summary>State of the index as the next search sees it.</summary>
    SearchIndexStatus Status { get; }

    /// <summary>
    /// The position up to which everything was applied, though it may not be visible yet. Goes back to that of the last commit where
    /// <see cref="RestoreAsync"/> had to give up what came after it.
    /// </summary>
    FeedPosition Applied { get; }

    /// <summary>Answers one question. Never throws for any query text.</summary>
    /// <exception cref="SearchCursorException">The cursor is not one of this index.</exception>
    /// <exception cref="IndexBehindException">The position asked for was not reached in time.</exception>
    Task<SearchResults> SearchAsync(SearchRequest request, CancellationToken cancellationToken);

    /// <summary>Completions of what was typed, best first. Any text is allowed.</summary>
    IReadOnlyList<SearchSuggestion> Suggest(string prefix, IReadOnlyList<SuggestionKind> kinds, int first);

    /// <summary>Records of the same kinds that are most like one record, best first, without it.</summary>
    Task<IReadOnlyList<SearchResult>> SimilarAsync(long id, int first, CancellationToken cancellationToken);

    /// <summary>Puts records in (or takes them out) and moves to a position of the feed, durably by the next commit.</summary>
    /// <exception cref="IOException">A write has failed, this one or one before it.</exception>
    Task ApplyAsync(
        IReadOnlyList<SearchDocument> upserts,
        IReadOnlyList<long> deletes,
        FeedPosition position,
        CancellationToken cancellationToken
    );

    /// <summary>Makes all that was applied durable and visible.</summary>
    /// <exception cref="IOException">It could not be written, as when the disk is full. Searches go on.</exception>
    Task CommitAsync(CancellationToken cancellationToken);

    /// <summary>
    /// To be called after a write has failed: goes on from the last commit, so that the caller applies again what comes after <see cref="Applied"/>. Does
    /// nothing where no write has failed.
    /// </summary>
    /// <exception cref="IOException">It still cannot be written: to be tried again later.</exception>
    Task RestoreAsync(CancellationToken cancellationToken);

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
