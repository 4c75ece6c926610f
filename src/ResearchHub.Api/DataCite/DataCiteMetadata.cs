using System.Globalization;
using System.Text.Json.Nodes;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Publishing.PersistentIds;

namespace ResearchHub.Api.DataCite;

/// <summary>Records as attributes of DataCite's REST API (schema 4).</summary>
internal static class DataCiteMetadata
{
    private const string OrcidScheme = "https://orcid.org";
    private const string RorScheme = "https://ror.org";

    public static JsonObject Attributes(PersistentIdRecord record, string url)
    {
        var output = record.Output;
        var names = StudyTypeMapping.Of(output.Kind, output.StudyType);
        var authors = record.Contributors.Where(one => one.ContributorType is null).ToArray();
        return new JsonObject
        {
            ["doi"] = record.Identifier.Value,
            ["url"] = url,
            ["titles"] = Array(output.Titles, title => new JsonObject { ["title"] = title.Text, ["lang"] = title.Language }),
            // DataCite asks for a creator and a publisher; ":unkn" is its own mark for what is not known.
            ["creators"] = authors.Length > 0 ? Array(authors, Name) : new JsonArray(new JsonObject { ["name"] = ":unkn" }),
            ["contributors"] = Array(
                record.Contributors.Where(one => one.ContributorType is not null),
                one =>
                {
                    var name = Name(one);
                    name["contributorType"] = Core.Common.ConstantCase.Parse<ContributorType>(one.ContributorType!).ToString();
                    return name;
                }
            ),
            ["publisher"] = output.Publisher ?? "ResearchHub",
            ["publicationYear"] = output.PublishedYear ?? output.UpdatedAt.Year,
            ["types"] = new JsonObject { ["resourceTypeGeneral"] = names.DataCite, ["resourceType"] = names.CoarLabel },
            ["language"] = output.Languages.FirstOrDefault(),
            ["version"] = output.Version.ToString(CultureInfo.InvariantCulture),
            ["dates"] = Dates(output),
            ["descriptions"] = Array(
                record.Abstracts,
                text => new JsonObject
                {
                    ["description"] = text.Text,
                    ["descriptionType"] = "Abstract",
                    ["lang"] = text.Language,
                }
            ),
            ["subjects"] = Array(
                record.Concepts,
                concept => new JsonObject { ["subject"] = concept.Labels.Best("en")?.Text ?? concept.Notation }
            ),
            ["rightsList"] = record.License is { } license
                ? new JsonArray(
                    new JsonObject
                    {
                        ["rights"] = license.Name,
                        ["rightsUri"] = license.Url,
                        ["rightsIdentifier"] = license.Id,
                        ["rightsIdentifierScheme"] = "SPDX",
                    }
                )
                : new JsonArray(),
            ["fundingReferences"] = Array(record.Funding, Funding),
            ["relatedIdentifiers"] = Array(
                record.Relations,
                one => new JsonObject
                {
                    ["relationType"] = one.Type.ToString(),
                    ["relatedIdentifier"] = one.Identifier.Value,
                    ["relatedIdentifierType"] = one.Identifier.Type.DataCiteName(),
                }
            ),
            ["formats"] = Array(
                record.Files.Select(file => file.MediaType).Distinct(StringComparer.Ordinal),
                type => JsonValue.Create(type)
            ),
            ["sizes"] = Array(record.Files, file => JsonValue.Create(string.Create(CultureInfo.InvariantCulture, $"{file.Bytes} bytes"))),
            ["schemaVersion"] = "http://datacite.org/schema/kernel-4",
        };
    }

    private static JsonObject Name(ContributionRow one)
    {
        var name = new JsonObject { ["name"] = one.NameAsPrinted, ["nameType"] = one.Organization is null ? "Personal" : "Organizational" };
        var (identifier, scheme, uri) =
            one.Researcher?.Orcid is { } orcid ? (orcid, "ORCID", OrcidScheme)
            : one.Organization?.Ror is { } ror ? (ror, "ROR", RorScheme)
            : (null, "", "");
        if (identifier is not null)
        {
            name["nameIdentifiers"] = new JsonArray(
                new JsonObject
                {
                    ["nameIdentifier"] = $"{uri}/{identifier}",
                    ["nameIdentifierScheme"] = scheme,
                    ["schemeUri"] = uri,
                }
            );
        }
        if (one.AffiliationAsPrinted is { } affiliation)
        {
            name["affiliation"] = new JsonArray(new JsonObject { ["name"] = affiliation });
        }
        return name;
    }

    private static JsonObject Funding(FundingRow one)
    {
        var funding = new JsonObject { ["funderName"] = one.FunderName };
        if (one.Funder?.Ror is { } ror)
        {
            funding["funderIdentifier"] = $"{RorScheme}/{ror}";
            funding["funderIdentifierType"] = "ROR";
        }
        Add("awardNumber", one.AwardNumber);
        Add("awardTitle", one.AwardTitle);
        Add("awardUri", one.AwardUri);
        return funding;

        void Add(string field, string? value)
        {
            if (value is not null)
            {
                funding[field] = value;
            }
        }
    }

    private static JsonArray Dates(OutputRow output)
    {
        var dates = new JsonArray();
        if (output.PublishedOn is { } day)
        {
            dates.Add(Date(day, "Issued"));
        }
        if (output.EmbargoUntil is { } open)
        {
            dates.Add(Date(open, "Available"));
        }
        return dates;
    }

    private static JsonObject Date(DateOnly day, string type) =>
        new() { ["date"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["dateType"] = type };

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode> map) => [.. items.Select(map)];
}
