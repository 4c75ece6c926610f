using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Search;

/// <summary>What the index answers.</summary>
public sealed record SearchResults
{
    public required IReadOnlyList<SearchResult> Hits { get; init; }

    /// <summary>Exact number of matching records.</summary>
    public required int TotalCount { get; init; }
    public required bool HasNextPage { get; init; }
    public IReadOnlyList<FacetResult> Facets { get; init; } = [];

    /// <summary>
    /// The query with its misspelt words corrected, in the script that was typed; null when there is nothing to correct. Corrections that are
    /// not sure are in it too, though they were not searched.
    /// </summary>
    public string? DidYouMean { get; init; }

    /// <summary>How the query text was understood, in words a person can read.</summary>
    public required string InterpretedAs { get; init; }

    /// <summary>Position of the change feed this answer reflects.</summary>
    public required FeedPosition Sequence { get; init; }

    /// <summary>Time to answer, without the wait for <see cref="SearchRequest.MinSequence"/>.</summary>
    public required TimeSpan Took { get; init; }
}

/// <summary>One hit.</summary>
public sealed record SearchResult(long Id, RecordKind Kind, float Score, string Cursor)
{
    public IReadOnlyList<SearchHighlight> Highlights { get; init; } = [];
    public IReadOnlyList<MatchReason> Matched { get; init; } = [];
}

/// <summary>Passages of one field.</summary>
/// <param name="Field">Name of the field on the wire: <c>title</c>, <c>abstract</c>, <c>contributors</c>, <c>concepts</c>, <c>text</c>.</param>
public sealed record SearchHighlight(string Field, string Language, IReadOnlyList<HighlightFragment> Fragments);

/// <summary>A passage of plain text with the ranges that matched, ascending and not overlapping.</summary>
public sealed record HighlightFragment(string Text, IReadOnlyList<TextRange> Ranges);

/// <summary>A range in UTF-16 units.</summary>
public readonly record struct TextRange(int Start, int Length);

/// <summary>Why a record matched.</summary>
/// <param name="Term">The word of the query.</param>
/// <param name="Synonym">The thesaurus label that stood in for it; null when the word itself matched.</param>
public sealed record MatchReason(string Field, string Term, string? Synonym);

/// <summary>Counts of one facet.</summary>
/// <param name="OtherCount">Records in values beyond the buckets returned.</param>
/// <param name="MissingCount">Records without a value.</param>
public sealed record FacetResult(FacetField Field, IReadOnlyList<FacetValue> Values, int OtherCount, int MissingCount);

/// <summary>One bucket; the caller finds the label for the key.</summary>
public sealed record FacetValue(string Key, int Count, bool Selected, IReadOnlyList<FacetValue> Children);

/// <summary>One completion.</summary>
/// <param name="Id">Node key where the suggestion stands for a record; null for topics and places.</param>
/// <param name="Key">Scheme and notation (<c>TOPIC:…</c>) or place code where there is one.</param>
public sealed record SearchSuggestion(SuggestionKind Kind, string Text, long? Id, string? Key, float Weight);

/// <summary>State of the index.</summary>
public sealed record SearchIndexStatus(FeedPosition Sequence, int Documents, string Generation);

/// <summary>A position the index did not reach in time.</summary>
public sealed class IndexBehindException(FeedPosition wanted, FeedPosition reached)
    : Exception($"The index has reached {reached}, not yet {wanted}.")
{
    public FeedPosition Wanted { get; } = wanted;
    public FeedPosition Reached { get; } = reached;
}

/// <summary>A cursor that this index did not make, or made for another query, other filters or another order.</summary>
public sealed class SearchCursorException(string cursor) : Exception($"'{cursor}' is not a cursor of this search.");
