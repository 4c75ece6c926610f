using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Search;

/// <summary>Facets of a search.</summary>
public enum FacetField
{
    Kind,
    Type,
    Year,
    Language,
    GcmObjective,
    SdgTarget,
    Topic,
    Place,
    Population,
    Design,
    Access,
    License,
    Funder,
    Contributor,
    Source,
}

/// <summary>Orders of a search. Ties are broken by id, so each is total.</summary>
public enum SearchOrder
{
    Relevance,
    Newest,
    Oldest,
    Title,
    MostCited,
}

/// <summary>Kinds of suggestions.</summary>
public enum SuggestionKind
{
    Title,
    Person,
    Organization,
    Topic,
    Place,
}

/// <summary>One question to the index.</summary>
public sealed record SearchRequest
{
    /// <summary>What a person typed; any text at all; null or blank matches everything.</summary>
    public string? Query { get; init; }

    /// <summary>Only these kinds; empty: all.</summary>
    public IReadOnlyList<RecordKind> Kinds { get; init; } = [];
    public SearchFilter? Where { get; init; }

    /// <summary>The filter as it was given, when it stands for another one by now: cursors go with it, so that pages join across a merge. Null: <see cref="Where"/>.</summary>
    public SearchFilter? WhereAsGiven { get; init; }

    /// <summary>Only these records, a few; empty: all.</summary>
    public IReadOnlyList<long> Ids { get; init; } = [];
    public SearchOrder Order { get; init; }

    /// <summary>1 to 100; 0 when only counts are wanted.</summary>
    public int First { get; init; } = 20;

    /// <summary>Cursor of the hit after which to go on.</summary>
    public string? After { get; init; }

    /// <summary>Facets to count over the whole result.</summary>
    public IReadOnlyList<FacetRequest> Facets { get; init; } = [];

    /// <summary>Compute highlights and matched reasons for each hit.</summary>
    public bool Highlights { get; init; }

    /// <summary>Also look for feedback terms in the best hits ("more recall").</summary>
    public bool ExpandQuery { get; init; }

    /// <summary>Wait until the index has reached this position.</summary>
    public FeedPosition? MinSequence { get; init; }
}

/// <summary>A facet to count.</summary>
/// <param name="First">Buckets wanted, 1 to 100, by count then key (years: by key).</param>
public sealed record FacetRequest(FacetField Field, int First = 10);

/// <summary>
/// A filter: all set fields must hold. What it selects of a facet, alone or in <see cref="And"/>, does not narrow that facet's counts
/// (drill-sideways); a range of years is a selection of years.
/// </summary>
public sealed record SearchFilter
{
    /// <summary>Any of these values of a facet; one entry a field. Keys as in buckets.</summary>
    public IReadOnlyList<FacetSelection> Facets { get; init; } = [];
    public int? YearFrom { get; init; }
    public int? YearTo { get; init; }
    public DateOnly? PublishedFrom { get; init; }
    public DateOnly? PublishedTo { get; init; }
    public IReadOnlyList<SearchFilter> And { get; init; } = [];
    public IReadOnlyList<SearchFilter> Or { get; init; } = [];
    public SearchFilter? Not { get; init; }
}

/// <summary>Values of one facet, any of which matches. Hierarchical facets (topic, place) match descendants too.</summary>
public sealed record FacetSelection(FacetField Field, IReadOnlyList<string> Keys);
