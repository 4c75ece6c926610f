using Microsoft.Net.Http.Headers;

namespace ResearchHub.Api.Landing;

/// <summary>The header <c>Link</c> as FAIR Signposting (level 1) has it, so that programs find their way without reading pages.</summary>
internal static class Signposts
{
    /// <summary>Most links of one relation: proxies refuse long headers. All of them stand in the JSON-LD.</summary>
    private const int Most = 20;

    public static string Of(LandingRecord record)
    {
        var links = new List<string?>
        {
            Link(record.CiteAs, "cite-as"),
            Link("https://schema.org/AboutPage", "type"),
            Link($"https://schema.org/{LandingJson.SchemaType(record.Output)}", "type"),
            Link(record.License?.Url, "license"),
        };
        links.AddRange(LandingFormat.Exports.Select(format => Link(record.AddressOf(format), "describedby", format.MediaType)));
        links.AddRange(record.Authors.Where(one => one.IsIdentified).Take(Most).Select(one => Link(one.Url, "author")));
        links.AddRange(record.Files.Take(Most).Select(file => Link(file.Url, "item", file.Row.MediaType)));
        return string.Join(", ", links.OfType<string>());
    }

    /// <summary>The way back from another form of a record.</summary>
    public static string Back(string page) => Link(page, "describes", LandingFormat.Page.MediaType) ?? "";

    private static string? Link(string? url, string relation, string? type = null) =>
        WebTarget.Of(url) is { } target
            ? $"<{target}>; rel=\"{relation}\""
                + (MediaTypeHeaderValue.TryParse(type, out var known) ? $"; type=\"{known.MediaType}\"" : "")
            : null;
}
