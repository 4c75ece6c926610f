using Npgsql;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Vocabularies.Reading;

/// <summary>A concept as read.</summary>
public sealed record ConceptRow(
    long Id,
    ConceptScheme Scheme,
    string Notation,
    LocalizedTexts Labels,
    LocalizedTexts AltLabels,
    LocalizedTexts Definitions,
    long? BroaderId,
    string[] Path,
    long[] RelatedIds,
    string[] ExactMatches
)
{
    internal const int ColumnCount = 10;
    internal const string Columns =
        "k.id, k.scheme, k.notation, k.labels::text, k.alt_labels::text, k.definitions::text, k.broader_id, k.path, k.related_ids, k.exact_matches";

    internal static ConceptRow Read(NpgsqlDataReader reader) => Read(reader, 0);

    internal static ConceptRow Read(NpgsqlDataReader reader, int at) =>
        new(
            reader.GetInt64(at),
            reader.GetEnum<ConceptScheme>(at + 1),
            reader.GetString(at + 2),
            LocalizedTexts.FromJson(reader.GetString(at + 3)),
            LocalizedTexts.FromJson(reader.GetString(at + 4)),
            LocalizedTexts.FromJson(reader.GetString(at + 5)),
            reader.GetLongOrNull(at + 6),
            reader.GetFieldValue<string[]>(at + 7),
            reader.GetFieldValue<long[]>(at + 8),
            reader.GetFieldValue<string[]>(at + 9)
        );
}

/// <summary>A place as read.</summary>
public sealed record PlaceRow(
    long Id,
    string Code,
    PlaceKind Kind,
    LocalizedTexts Labels,
    long? ParentId,
    string[] Path,
    string? Alpha3,
    string? M49
)
{
    internal const string Columns = "l.id, l.code, l.kind, l.labels::text, l.parent_id, l.path, l.alpha3, l.m49";

    internal static PlaceRow Read(NpgsqlDataReader reader) => Read(reader, 0);

    internal static PlaceRow Read(NpgsqlDataReader reader, int at) =>
        new(
            reader.GetInt64(at),
            reader.GetString(at + 1),
            reader.GetEnum<PlaceKind>(at + 2),
            LocalizedTexts.FromJson(reader.GetString(at + 3)),
            reader.GetLongOrNull(at + 4),
            reader.GetFieldValue<string[]>(at + 5),
            reader.GetStringOrNull(at + 6),
            reader.GetStringOrNull(at + 7)
        );
}
