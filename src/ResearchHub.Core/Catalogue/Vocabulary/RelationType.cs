namespace ResearchHub.Core.Catalogue;

/// <summary>How one resource relates to another: the 39 relation types of the DataCite Metadata Schema 4.7, read "this … that".</summary>
public enum RelationType
{
    IsCitedBy,
    Cites,
    IsSupplementTo,
    IsSupplementedBy,
    IsContinuedBy,
    Continues,
    IsNewVersionOf,
    IsPreviousVersionOf,
    IsPartOf,
    HasPart,

    /// <summary>The container of a publication. DataCite names no inverse.</summary>
    IsPublishedIn,
    IsReferencedBy,
    References,
    IsDocumentedBy,
    Documents,
    IsCompiledBy,
    Compiles,
    IsVariantFormOf,
    IsOriginalFormOf,
    IsIdenticalTo,
    HasMetadata,
    IsMetadataFor,
    Reviews,
    IsReviewedBy,
    IsDerivedFrom,
    IsSourceOf,
    Describes,
    IsDescribedBy,
    HasVersion,
    IsVersionOf,
    Requires,
    IsRequiredBy,
    Obsoletes,
    IsObsoletedBy,
    Collects,
    IsCollectedBy,
    HasTranslation,
    IsTranslationOf,

    /// <summary>A relation that no other value names (new in 4.7).</summary>
    Other,
}

/// <summary>The other end of a relation.</summary>
public static class RelationTypes
{
    private static readonly (RelationType, RelationType)[] Pairs =
    [
        (RelationType.IsCitedBy, RelationType.Cites),
        (RelationType.IsSupplementTo, RelationType.IsSupplementedBy),
        (RelationType.IsContinuedBy, RelationType.Continues),
        (RelationType.IsNewVersionOf, RelationType.IsPreviousVersionOf),
        (RelationType.IsPartOf, RelationType.HasPart),
        (RelationType.IsReferencedBy, RelationType.References),
        (RelationType.IsDocumentedBy, RelationType.Documents),
        (RelationType.IsCompiledBy, RelationType.Compiles),
        (RelationType.IsVariantFormOf, RelationType.IsOriginalFormOf),
        (RelationType.HasMetadata, RelationType.IsMetadataFor),
        (RelationType.Reviews, RelationType.IsReviewedBy),
        (RelationType.IsDerivedFrom, RelationType.IsSourceOf),
        (RelationType.Describes, RelationType.IsDescribedBy),
        (RelationType.HasVersion, RelationType.IsVersionOf),
        (RelationType.Requires, RelationType.IsRequiredBy),
        (RelationType.Obsoletes, RelationType.IsObsoletedBy),
        (RelationType.Collects, RelationType.IsCollectedBy),
        (RelationType.HasTranslation, RelationType.IsTranslationOf),
    ];

    private static readonly RelationType[] Inverses = BuildInverses();

    /// <summary>
    /// Relations by which this leans on that and not the other way round: whatever becomes of this is no matter of that. All others, such as a part and
    /// its whole, concern both ends.
    /// </summary>
    public static IReadOnlyList<RelationType> Leaning { get; } =
    [
        RelationType.Cites,
        RelationType.References,
        RelationType.Continues,
        RelationType.Documents,
        RelationType.Compiles,
        RelationType.Reviews,
        RelationType.IsDerivedFrom,
        RelationType.Describes,
        RelationType.Requires,
        RelationType.Obsoletes,
        RelationType.Collects,
    ];

    /// <summary>
    /// The relation as the other resource sees it; applying it twice gives the first relation back.
    /// <see cref="RelationType.IsIdenticalTo"/> and <see cref="RelationType.Other"/> are their own inverse.
    /// <see cref="RelationType.IsPublishedIn"/> stays what it is because DataCite names no inverse:
    /// ask <see cref="HasNamedInverse"/> before showing it from the other end.
    /// </summary>
    public static RelationType Inverse(this RelationType type) => Inverses[(int)type];

    /// <summary>False only for <see cref="RelationType.IsPublishedIn"/>, whose other end DataCite does not name.</summary>
    public static bool HasNamedInverse(this RelationType type) => type != RelationType.IsPublishedIn;

    private static RelationType[] BuildInverses()
    {
        var inverses = Enum.GetValues<RelationType>();
        foreach (var (one, other) in Pairs)
        {
            inverses[(int)one] = other;
            inverses[(int)other] = one;
        }
        return inverses;
    }
}
