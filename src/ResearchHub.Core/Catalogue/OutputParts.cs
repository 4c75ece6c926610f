namespace ResearchHub.Core.Catalogue;

/// <summary>One contributor of an output, at a place in the order: a person or an organisation, exactly one.</summary>
public sealed class Contribution
{
    public long OutputId { get; init; }

    /// <summary>0 for the first.</summary>
    public int Position { get; init; }
    public long? ResearcherId { get; init; }
    public long? OrganizationId { get; init; }

    /// <summary>The name as this output prints it.</summary>
    public required string NameAsPrinted { get; init; }

    /// <summary>UPPER_CASE CRediT roles.</summary>
    public string[] CreditRoles { get; init; } = [];

    /// <summary>UPPER_CASE DataCite contributor type; null for a creator (author).</summary>
    public string? ContributorType { get; init; }

    /// <summary>Organisation the person wrote from at the time.</summary>
    public long? AffiliationId { get; init; }

    /// <summary>That affiliation as printed.</summary>
    public string? AffiliationAsPrinted { get; init; }
}

/// <summary>An identifier of an output in canonical spelling. No two records hold the same.</summary>
public sealed class OutputIdentifier
{
    public long OutputId { get; init; }

    /// <summary>UPPER_CASE <see cref="IdentifierType"/>.</summary>
    public required string Type { get; init; }
    public required string Value { get; init; }
}

/// <summary>A relation from one output to another, or to a work that is not here. Stored once; read from both ends.</summary>
public sealed class OutputRelation
{
    public long Id { get; init; }
    public long SourceId { get; init; }

    /// <summary>UPPER_CASE <see cref="RelationType"/>, always the canonical one of a pair of inverses.</summary>
    public required string Type { get; init; }
    public long? TargetId { get; init; }

    /// <summary>UPPER_CASE identifier type of a target that is not in the catalogue.</summary>
    public string? TargetIdentifierType { get; init; }
    public string? TargetIdentifier { get; init; }
    public string? TargetTitle { get; init; }
}

/// <summary>Who paid for the work (DataCite fundingReference).</summary>
public sealed class FundingReference
{
    public long OutputId { get; init; }
    public int Position { get; init; }
    public long? OrganizationId { get; init; }
    public required string FunderName { get; init; }
    public string? AwardNumber { get; init; }
    public string? AwardTitle { get; init; }
    public string? AwardUri { get; init; }
}

/// <summary>An address where the work or a document of it can be read.</summary>
public sealed class OutputLink
{
    public long OutputId { get; init; }
    public int Position { get; init; }
    public required string Url { get; init; }

    /// <summary>What a reader finds there.</summary>
    public LinkKind Kind { get; init; }
    public string? Label { get; init; }
    public string? MediaType { get; init; }
    public string? Language { get; init; }
}

/// <summary>A concept assigned to an output.</summary>
public sealed class OutputConcept
{
    public long OutputId { get; init; }
    public long ConceptId { get; init; }
    public int Position { get; init; }
}

/// <summary>A place an output speaks of.</summary>
public sealed class OutputPlace
{
    public long OutputId { get; init; }
    public long PlaceId { get; init; }
    public int Position { get; init; }
}

/// <summary>A file of a dataset.</summary>
public sealed class DataFile
{
    public long Id { get; init; }
    public long OutputId { get; init; }
    public int Position { get; init; }
    public required string Name { get; init; }

    /// <summary>Type of the bytes a client gets, without compression: <c>text/csv</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>Size of the file as downloaded (uncompressed).</summary>
    public long Bytes { get; init; }

    /// <summary>SHA-256 of the file as downloaded, hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Data rows without the header; null where the file is no table.</summary>
    public long? Rows { get; init; }

    /// <summary>Where the bytes are: <c>seed:datasets/x.csv.gz</c> in the shipped seed, else <c>blob:sha256</c>.</summary>
    public required string StorageKey { get; init; }
}

/// <summary>A column of a data file.</summary>
public sealed class Variable
{
    public long Id { get; init; }
    public long DataFileId { get; init; }
    public int Position { get; init; }
    public required string Name { get; init; }
    public string? Label { get; init; }

    public VariableType Type { get; init; }
    public string? Unit { get; init; }

    /// <summary>Smallest value as written; null for strings.</summary>
    public string? Minimum { get; init; }

    /// <summary>Largest value as written; null for strings.</summary>
    public string? Maximum { get; init; }
    public long MissingCount { get; init; }

    /// <summary>JSON array of <c>{"value","count"}</c>, most frequent first, where there are few; else null.</summary>
    public string? Categories { get; init; }
}

/// <summary>A licence of the SPDX list.</summary>
public sealed class License
{
    /// <summary>SPDX id, or <c>LicenseRef-…</c> for one that SPDX does not list.</summary>
    public required string Id { get; init; }
    public required string Name { get; init; }
    public string? Url { get; init; }
}
