using Npgsql;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.People.Reading;

/// <summary>A researcher as read.</summary>
public sealed record ResearcherRow(
    long Id,
    string Slug,
    string Name,
    string? GivenName,
    string? FamilyName,
    string? Orcid,
    Sector Sector,
    string? Url,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string[] Languages,
    string[] OpenTo,
    ProfileVisibility Visibility,
    int Revision
)
{
    internal const int ColumnCount = 14;
    internal const string Columns =
        "r.id, r.slug, r.name, r.given_name, r.family_name, r.orcid, r.sector, r.url, r.created_at, r.updated_at, "
        + "r.languages, r.open_to, r.restricted, r.revision";

    internal static ResearcherRow Read(NpgsqlDataReader reader) => Read(reader, 0);

    internal static ResearcherRow Read(NpgsqlDataReader reader, int at) =>
        new(
            reader.GetInt64(at),
            reader.GetString(at + 1),
            reader.GetString(at + 2),
            reader.GetStringOrNull(at + 3),
            reader.GetStringOrNull(at + 4),
            reader.GetStringOrNull(at + 5),
            reader.GetEnum<Sector>(at + 6),
            reader.GetStringOrNull(at + 7),
            reader.GetTime(at + 8),
            reader.GetTime(at + 9),
            reader.GetFieldValue<string[]>(at + 10),
            reader.GetFieldValue<string[]>(at + 11),
            ProfileVisibility.Parse(reader.GetString(at + 12)),
            reader.GetInt32(at + 13)
        );
}

/// <summary>An organisation as read.</summary>
/// <param name="Names">By language, <paramref name="Name"/> among them; never empty.</param>
/// <param name="AlternativeNames">Other names that it is known by, without the acronym.</param>
public sealed record OrganizationRow(
    long Id,
    string Slug,
    string Name,
    string? Acronym,
    Sector Sector,
    string? Ror,
    long? PlaceId,
    string? Url,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    LocalizedTexts Names,
    LocalizedTexts AlternativeNames
)
{
    internal const int ColumnCount = 12;
    internal const string Columns =
        "g.id, g.slug, g.name, g.acronym, g.sector, g.ror, g.place_id, g.url, g.created_at, g.updated_at, g.names, g.alternative_names";

    internal static OrganizationRow Read(NpgsqlDataReader reader) => Read(reader, 0);

    internal static OrganizationRow Read(NpgsqlDataReader reader, int at) =>
        new(
            reader.GetInt64(at),
            reader.GetString(at + 1),
            reader.GetString(at + 2),
            reader.GetStringOrNull(at + 3),
            reader.GetEnum<Sector>(at + 4),
            reader.GetStringOrNull(at + 5),
            reader.GetLongOrNull(at + 6),
            reader.GetStringOrNull(at + 7),
            reader.GetTime(at + 8),
            reader.GetTime(at + 9),
            LocalizedTexts.FromJson(reader.GetString(at + 10)) is var names && names != LocalizedTexts.None
                ? names
                : new LocalizedTexts([new LocalizedText("und", reader.GetString(at + 2))]),
            LocalizedTexts.FromJson(reader.GetString(at + 11))
        );
}

/// <summary>A person's place in an organisation.</summary>
public sealed record AffiliationRow(long ResearcherId, OrganizationRow Organization, string? Role, DateOnly? StartedOn, DateOnly? EndedOn);

/// <summary>A person who contributed to outputs together with another.</summary>
public sealed record CoauthorRow(ResearcherRow Researcher, int SharedOutputs);
