using System.Text.Json;
using System.Text.Json.Nodes;

namespace ResearchHub.Core.Collaboration.Drafts;

/// <summary>Where the fields of a revision stand in the database.</summary>
/// <param name="Listed">Its columns, besides the key of the output.</param>
/// <param name="Key">Column with the key of the output.</param>
/// <param name="Which">Holds for the rows that the field is about.</param>
internal sealed record RestoredParts(string Field, string Table, string Listed, string Key = "output_id", string Which = "true")
{
    /// <summary>Columns of the output's own row, by field.</summary>
    public static IReadOnlyDictionary<string, string> Columns { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["titles"] = "titles",
            ["abstracts"] = "abstracts",
            ["languages"] = "languages",
            ["doi"] = "doi",
            ["publishedOn"] = "published_on",
            ["publishedYear"] = "published_year",
            ["containerTitle"] = "container_title",
            ["volume"] = "volume",
            ["issue"] = "issue",
            ["pages"] = "pages",
            ["publisher"] = "publisher",
            ["license"] = "license_id",
            ["access"] = "access",
            ["attribution"] = "attribution",
            ["type"] = "study_type",
            ["design"] = "study_design",
            ["accessMode"] = "access_mode",
            ["coverageFrom"] = "coverage_from",
            ["coverageTo"] = "coverage_to",
            ["format"] = "learning_format",
            ["audience"] = "audience",
            ["durationMinutes"] = "duration_minutes",
        };

    /// <summary>Lists, which have tables of their own.</summary>
    public static IReadOnlyList<RestoredParts> All { get; } =
    [
        new("identifiers", "output_identifiers", "type, value", Which: "type <> 'DOI'"),
        new(
            "contributors",
            "contributions",
            "position, researcher_id, organization_id, name_as_printed, credit_roles, contributor_type, affiliation_id, affiliation_as_printed"
        ),
        new("concepts", "output_concepts", "concept_id, position"),
        new("places", "output_places", "place_id, position"),
        new("links", "output_links", "position, url, kind, label, media_type, language"),
        new("funding", "funding_references", "position, organization_id, funder_name, award_number, award_title, award_uri"),
        new(
            "relations",
            "output_relations",
            "type, target_id, target_identifier_type, target_identifier, target_title",
            "source_id",
            "type <> 'IS_NEW_VERSION_OF'"
        ),
    ];

    /// <summary>Keys of the records that a revision related to.</summary>
    public static IReadOnlyList<long> Targets(IReadOnlyDictionary<string, JsonElement> content) =>
        [.. Relations(content).Select(TargetOf).OfType<long>()];

    /// <summary>Takes relations to these records out of what a revision said.</summary>
    /// <returns>A text for each, with its type and no title.</returns>
    public static IReadOnlyList<string> LeaveOut(Dictionary<string, JsonElement> content, long[] targets)
    {
        if (targets.Length == 0)
        {
            return [];
        }
        var gone = Relations(content).ToLookup(one => TargetOf(one) is { } target && targets.Contains(target));
        content["relations"] = JsonSerializer.SerializeToElement(gone[false]);
        return [.. gone[true].Select(one => one.GetProperty("shown").GetString()!)];
    }

    private static IEnumerable<JsonElement> Relations(IReadOnlyDictionary<string, JsonElement> content) =>
        content.TryGetValue("relations", out var relations) && relations.ValueKind == JsonValueKind.Array ? relations.EnumerateArray() : [];

    private static long? TargetOf(JsonElement relation) =>
        relation.TryGetProperty("target_id", out var target) && target.ValueKind == JsonValueKind.Number ? target.GetInt64() : null;

    /// <summary>Identifiers, by type and value, by which a revision related to others.</summary>
    public static IEnumerable<(string Type, string Value)> Named(IReadOnlyDictionary<string, JsonElement> content) =>
        Relations(content)
            .Where(one => one.TryGetProperty("target_identifier", out var value) && value.ValueKind == JsonValueKind.String)
            .Select(one => (one.GetProperty("target_identifier_type").GetString()!, one.GetProperty("target_identifier").GetString()!));

    /// <summary>Identifiers that a revision had, as an array of type and value.</summary>
    public static JsonArray Identifiers(IReadOnlyDictionary<string, JsonElement> content)
    {
        var all = content.TryGetValue("identifiers", out var identifiers) ? JsonNode.Parse(identifiers.GetRawText())!.AsArray() : [];
        if (content.TryGetValue("doi", out var doi) && doi.ValueKind == JsonValueKind.String)
        {
            all.Add(new JsonObject { ["type"] = "DOI", ["value"] = doi.GetString() });
        }
        return all;
    }
}
