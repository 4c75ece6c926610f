using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Seeding;

/// <summary>A record ready to be written, all references resolved to keys.</summary>
internal sealed record OutputDraft
{
    public required long Id { get; init; }
    public required RecordKind Kind { get; init; }
    public required string Slug { get; init; }
    public required IReadOnlyList<LocalizedText> Titles { get; init; }
    public IReadOnlyList<LocalizedText> Abstracts { get; init; } = [];
    public string[] Languages { get; init; } = [];
    public string? Doi { get; init; }
    public DateOnly? PublishedOn { get; init; }
    public int? Year { get; init; }
    public string? Container { get; init; }
    public string? Volume { get; init; }
    public string? Issue { get; init; }
    public string? Pages { get; init; }
    public string? Publisher { get; init; }
    public string? LicenseId { get; init; }
    public required AccessRight Access { get; init; }
    public string? Attribution { get; init; }
    public required string Source { get; init; }
    public required string SourceId { get; init; }
    public StudyType? StudyType { get; init; }
    public StudyDesign? Design { get; init; }
    public DataAccessMode? AccessMode { get; init; }
    public LearningFormat? Format { get; init; }
    public string[]? Audience { get; init; }
    public DateOnly? CoverageFrom { get; init; }
    public DateOnly? CoverageTo { get; init; }
    public IReadOnlyList<ContributorDraft> Contributors { get; init; } = [];
    public IReadOnlyList<(IdentifierType Type, string Value)> Identifiers { get; init; } = [];
    public IReadOnlyList<LinkDraft> Links { get; init; } = [];
    public IReadOnlyList<long> ConceptIds { get; init; } = [];
    public IReadOnlyList<long> PlaceIds { get; init; } = [];
    public IReadOnlyList<(string Name, long OrganizationId)> Funders { get; init; } = [];
    public IReadOnlyList<DataFileDraft> Files { get; init; } = [];
}

/// <summary>A contributor; exactly one of the keys is set.</summary>
internal sealed record ContributorDraft(
    long? ResearcherId,
    long? OrganizationId,
    string Printed,
    long? AffiliationId = null,
    string? Affiliation = null,
    string? Type = null
);

internal sealed record LinkDraft(string Url, LinkKind Kind, string? Label = null, string? MediaType = null, string? Language = null);

internal sealed record DataFileDraft(
    long Id,
    string Name,
    string MediaType,
    long Bytes,
    string Sha256,
    long? Rows,
    string StorageKey,
    IReadOnlyList<VariableDraft> Variables
);

internal sealed record VariableDraft(
    string Name,
    string? Label,
    string Type,
    string? Unit,
    string? Minimum,
    string? Maximum,
    long Missing,
    string? Categories
);

/// <summary>A relation of a record to another, or to a work that is known by its DOI alone.</summary>
internal sealed record RelationDraft(
    long SourceId,
    RelationType Type,
    long? TargetId,
    string? TargetDoi = null,
    string? TargetTitle = null
);
