using ResearchHub.Core.Common;

namespace ResearchHub.Core.Catalogue;

/// <summary>
/// Anything in the catalogue that can be cited. The row holds the current version; every published version also stands, unchangeable,
/// in <see cref="OutputVersion"/>. Once published, content changes only together with <see cref="Version"/> (a trigger holds this).
/// </summary>
public abstract class ResearchOutput
{
    /// <summary>Node key, from the sequence that all nodes share.</summary>
    public long Id { get; init; }
    public RecordKind Kind { get; protected init; }

    /// <summary>Readable part of an address; lower case ASCII, unique.</summary>
    public required string Slug { get; init; }
    public PublicationState State { get; private set; } = PublicationState.Draft;

    /// <summary>1 for the first version; counts up with each new version.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Main title, as sorted and filtered: the first of <see cref="Titles"/>.</summary>
    public required string Title { get; init; }
    public required IReadOnlyList<LocalizedText> Titles { get; init; }
    public IReadOnlyList<LocalizedText> Abstracts { get; init; } = [];

    /// <summary>BCP 47 tags of the languages the work is in.</summary>
    public string[] Languages { get; init; } = [];

    /// <summary>Canonical DOI; unique.</summary>
    public string? Doi { get; init; }

    /// <summary>Day of publication as printed; null when only the year is known.</summary>
    public DateOnly? PublishedOn { get; init; }
    public int? PublishedYear { get; init; }

    /// <summary>Key of newest-first: the day, else 1 January of the year, else minus infinity. Computed by the database.</summary>
    public DateOnly PublishedSort { get; private set; }

    /// <summary>Journal, series or book the work appeared in.</summary>
    public string? ContainerTitle { get; init; }
    public string? Volume { get; init; }
    public string? Issue { get; init; }
    public string? Pages { get; init; }
    public string? Publisher { get; init; }

    /// <summary>SPDX id.</summary>
    public string? LicenseId { get; init; }
    public AccessRight Access { get; init; }

    /// <summary>Words that the licence asks users to cite.</summary>
    public string? Attribution { get; init; }

    /// <summary>Where the record came from; with <see cref="SourceId"/> the natural key of loading twice.</summary>
    public required string Source { get; init; }
    public required string SourceId { get; init; }

    /// <summary>Number of records here that cite this one.</summary>
    public int CitationCount { get; private set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Account that made the draft; null for records that were loaded.</summary>
    public long? OwnerId { get; init; }

    /// <summary>Counts up with each change of the draft or of its state; guards against lost updates.</summary>
    public int Revision { get; private set; } = 1;

    /// <summary>Why it was withdrawn or retracted, or which changes were asked for.</summary>
    public string? StateReason { get; private set; }

    /// <summary>The first version of this work; null for the first itself.</summary>
    public long? FirstVersionId { get; init; }

    /// <summary>The latest version that lists show; null for the latest itself. Changes when a newer one is published or withdrawn.</summary>
    public long? LatestVersionId { get; private set; }

    /// <summary>Day on which the files of an embargoed output open, at 00:00 UTC.</summary>
    public DateOnly? EmbargoUntil { get; private set; }

    /// <summary>PostgreSQL's row version: guards against lost updates.</summary>
    public uint RowVersion { get; private set; }
}

/// <summary>A publication that reports research.</summary>
public sealed class Study : ResearchOutput
{
    public Study() => Kind = RecordKind.Study;

    public StudyType Type { get; init; }
    public StudyDesign? Design { get; init; }
}

/// <summary>Data that can be cited and, where its terms allow, downloaded.</summary>
public sealed class Dataset : ResearchOutput
{
    public Dataset() => Kind = RecordKind.Dataset;

    public DataAccessMode AccessMode { get; init; }

    /// <summary>First day that the data speak of.</summary>
    public DateOnly? CoverageFrom { get; init; }

    /// <summary>Last day that the data speak of.</summary>
    public DateOnly? CoverageTo { get; init; }
}

/// <summary>Something to learn from: a course, a guide, a recorded webinar.</summary>
public sealed class LearningResource : ResearchOutput
{
    public LearningResource() => Kind = RecordKind.LearningResource;

    public LearningFormat Format { get; init; }
    public string[] Audience { get; init; } = [];
    public int? DurationMinutes { get; init; }
}

/// <summary>A published version as it was published. Never updated, never deleted.</summary>
public sealed class OutputVersion
{
    public long OutputId { get; init; }
    public int Version { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>The whole record as JSON.</summary>
    public required string Snapshot { get; init; }

    /// <summary>SHA-256 of the snapshot as PostgreSQL prints it, hexadecimal.</summary>
    public required string Sha256 { get; init; }
}
