using System.Globalization;
using System.Text.Json.Nodes;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;

namespace ResearchHub.Api.Landing;

/// <summary>Records as JSON-LD in the words of schema.org.</summary>
internal static class LandingJson
{
    /// <summary>The text, which may stand within a script element: everything that could end it is escaped.</summary>
    public static string Write(LandingRecord record)
    {
        var output = record.Output;
        var json = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = SchemaType(output),
            ["@id"] = record.CiteAs,
            ["url"] = record.Page,
            ["name"] = record.Title.Text,
            ["author"] = Array(record.Authors, Person),
            ["inLanguage"] = Array(output.Languages, tag => JsonValue.Create(tag)),
            ["version"] = output.Version.ToString(CultureInfo.InvariantCulture),
            ["conditionsOfAccess"] = output.Access.Label(),
        };
        Add("identifier", record.Identifier);
        Add("description", record.Abstract?.Text);
        Add("datePublished", output.PublishedOn is { } day ? Date(day) : output.PublishedYear?.ToString(CultureInfo.InvariantCulture));
        Add("license", WebTarget.Of(record.License?.Url) ?? record.License?.Name);
        Add("creativeWorkStatus", record.IsRetracted ? "Retracted" : null);
        if (output.Publisher is { } publisher)
        {
            json["publisher"] = new JsonObject { ["@type"] = "Organization", ["name"] = publisher };
        }
        if (record.Contributors.Count > 0)
        {
            json["contributor"] = Array(record.Contributors, Person);
        }
        if (output.CoverageFrom is not null || output.CoverageTo is not null)
        {
            json["temporalCoverage"] = $"{End(output.CoverageFrom)}/{End(output.CoverageTo)}";
        }
        if (record.Files.Count > 0)
        {
            var isData = output.Kind == RecordKind.Dataset;
            json[isData ? "distribution" : "encoding"] = Array(record.Files, file => File(file, isData ? "DataDownload" : "MediaObject"));
        }
        return json.ToJsonString();

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                json[name] = value;
            }
        }
    }

    /// <summary>The class of schema.org, without its address.</summary>
    public static string SchemaType(OutputRow output) => StudyTypeMapping.Of(output.Kind, output.StudyType).SchemaOrg;

    private static JsonObject Person(LandingPerson person)
    {
        var json = new JsonObject { ["@type"] = person.IsOrganization ? "Organization" : "Person", ["name"] = person.Name };
        if (person.Url is { } url)
        {
            json[person.IsIdentified ? "@id" : "url"] = url;
        }
        return json;
    }

    private static JsonObject File(LandingFile file, string type) =>
        new()
        {
            ["@type"] = type,
            ["name"] = file.Row.Name,
            ["contentUrl"] = file.Url,
            ["encodingFormat"] = file.Row.MediaType,
            ["contentSize"] = string.Create(CultureInfo.InvariantCulture, $"{file.Row.Bytes} B"),
            ["sha256"] = file.Row.Sha256,
        };

    private static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string End(DateOnly? day) => day is { } known ? Date(known) : "..";

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode> map) => [.. items.Select(map)];
}
