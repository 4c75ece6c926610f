using Npgsql;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Catalogue.Reading;

/// <summary>An output as read: everything that stands in its own row but the abstracts.</summary>
public sealed record OutputRow
{
    public required long Id { get; init; }
    public required RecordKind Kind { get; init; }
    public required string Slug { get; init; }
    public required PublicationState State { get; init; }
    public required int Version { get; init; }
    public required string Title { get; init; }

    /// <summary>All titles, the original first.</summary>
    public required LocalizedTexts Titles { get; init; }
    public required string[] Languages { get; init; }
    public string? Doi { get; init; }
    public DateOnly? PublishedOn { get; init; }
    public int? PublishedYear { get; init; }
    public string? ContainerTitle { get; init; }
    public string? Volume { get; init; }
    public string? Issue { get; init; }
    public string? Pages { get; init; }
    public string? Publisher { get; init; }
    public string? LicenseId { get; init; }
    public required AccessRight Access { get; init; }
    public string? Attribution { get; init; }
    public required string Source { get; init; }
    public required int CitationCount { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public StudyType? StudyType { get; init; }
    public StudyDesign? StudyDesign { get; init; }
    public DataAccessMode? AccessMode { get; init; }
    public DateOnly? CoverageFrom { get; init; }
    public DateOnly? CoverageTo { get; init; }
    public LearningFormat? LearningFormat { get; init; }
    public string[]? Audience { get; init; }
    public int? DurationMinutes { get; init; }

    /// <summary>Account that made the draft; null for records that were loaded.</summary>
    public long? OwnerId { get; init; }
    public required int Revision { get; init; }
    public string? StateReason { get; init; }

    /// <summary>The first version; null for the first itself.</summary>
    public long? FirstVersionId { get; init; }

    /// <summary>The latest version; null for the latest itself.</summary>
    public long? LatestVersionId { get; init; }
    public DateOnly? EmbargoUntil { get; init; }

    /// <summary>Whether what would tell who made it is left out: see <see cref="Blinded"/>.</summary>
    public bool IsBlind { get; private init; }

    /// <summary>The output without anything in its row that tells who made it.</summary>
    public OutputRow Blinded() =>
        this with
        {
            IsBlind = true,
            Doi = null,
            ContainerTitle = null,
            Publisher = null,
            Attribution = null,
            StateReason = null,
            OwnerId = null,
            FirstVersionId = null,
            LatestVersionId = null,
        };

    /// <summary>Number of columns that <see cref="Columns"/> selects.</summary>
    internal const int ColumnCount = 38;

    /// <summary>The select list over alias <c>o</c>. Titles travel as JSON only where there is more than one.</summary>
    internal const string Columns = """
        o.id, o.kind, o.slug, o.state, o.version, o.title, o.titles->0->>'language',
        case when jsonb_array_length(o.titles) > 1 then o.titles::text end,
        o.languages, o.doi, o.published_on, o.published_year, o.container_title, o.volume, o.issue, o.pages, o.publisher,
        o.license_id, o.access, o.attribution, o.source, o.citation_count, o.created_at, o.updated_at,
        o.study_type, o.study_design, o.access_mode, o.coverage_from, o.coverage_to, o.learning_format, o.audience, o.duration_minutes,
        o.owner_id, o.revision, o.state_reason, o.first_version_id, o.latest_version_id, o.embargo_until
        """;

    /// <summary>
    /// What lists and searches show: the latest versions in these states. Withdrawn outputs are reached by look-up alone, as tombstones;
    /// earlier versions by look-up and from the latest.
    /// </summary>
    internal const string Listed = "o.state in ('PUBLISHED', 'EMBARGOED', 'RETRACTED') and o.latest_version_id is null";

    /// <summary>States that everybody may see.</summary>
    internal const string Public = "o.state in ('PUBLISHED', 'EMBARGOED', 'RETRACTED', 'WITHDRAWN')";

    internal static OutputRow Read(NpgsqlDataReader reader) =>
        new()
        {
            Id = reader.GetInt64(0),
            Kind = reader.GetEnum<RecordKind>(1),
            Slug = reader.GetString(2),
            State = reader.GetEnum<PublicationState>(3),
            Version = reader.GetInt32(4),
            Title = reader.GetString(5),
            Titles = LocalizedTexts.Of(reader.GetString(6), reader.GetString(5), reader.GetStringOrNull(7)),
            Languages = reader.GetFieldValue<string[]>(8),
            Doi = reader.GetStringOrNull(9),
            PublishedOn = reader.GetDateOrNull(10),
            PublishedYear = reader.GetIntOrNull(11),
            ContainerTitle = reader.GetStringOrNull(12),
            Volume = reader.GetStringOrNull(13),
            Issue = reader.GetStringOrNull(14),
            Pages = reader.GetStringOrNull(15),
            Publisher = reader.GetStringOrNull(16),
            LicenseId = reader.GetStringOrNull(17),
            Access = reader.GetEnum<AccessRight>(18),
            Attribution = reader.GetStringOrNull(19),
            Source = reader.GetString(20),
            CitationCount = reader.GetInt32(21),
            CreatedAt = reader.GetTime(22),
            UpdatedAt = reader.GetTime(23),
            StudyType = reader.GetEnumOrNull<StudyType>(24),
            StudyDesign = reader.GetEnumOrNull<StudyDesign>(25),
            AccessMode = reader.GetEnumOrNull<DataAccessMode>(26),
            CoverageFrom = reader.GetDateOrNull(27),
            CoverageTo = reader.GetDateOrNull(28),
            LearningFormat = reader.GetEnumOrNull<LearningFormat>(29),
            Audience = reader.IsDBNull(30) ? null : reader.GetFieldValue<string[]>(30),
            DurationMinutes = reader.GetIntOrNull(31),
            OwnerId = reader.GetLongOrNull(32),
            Revision = reader.GetInt32(33),
            StateReason = reader.GetStringOrNull(34),
            FirstVersionId = reader.GetLongOrNull(35),
            LatestVersionId = reader.GetLongOrNull(36),
            EmbargoUntil = reader.GetDateOrNull(37),
        };
}
