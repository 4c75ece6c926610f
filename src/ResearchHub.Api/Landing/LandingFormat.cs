using Microsoft.Net.Http.Headers;
using ResearchHub.Core.Catalogue;

namespace ResearchHub.Api.Landing;

/// <summary>A form in which a record is sent from its address.</summary>
/// <param name="Extension">What stands behind the slug to ask for it without headers; empty for the page.</param>
/// <param name="Style">How the citation is written; null where it is none.</param>
internal sealed record LandingFormat(string Name, string Extension, string MediaType, CitationStyle? Style = null)
{
    public static readonly LandingFormat Page = new("HTML", "", "text/html");

    /// <summary>The forms for programs.</summary>
    public static readonly IReadOnlyList<LandingFormat> Exports =
    [
        new("BibTeX", "bib", "application/x-bibtex", CitationStyle.Bibtex),
        new("RIS", "ris", "application/x-research-info-systems", CitationStyle.Ris),
        new("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", CitationStyle.CslJson),
        new("JSON-LD", "jsonld", "application/ld+json"),
    ];

    private static readonly LandingFormat[] All = [Page, .. Exports];

    public static LandingFormat? Of(string extension) =>
        Exports.FirstOrDefault(format => string.Equals(format.Extension, extension, StringComparison.Ordinal));

    /// <summary>What the client likes best; the page where it likes others no better, or none of them.</summary>
    public static LandingFormat Preferred(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Count == 0 ? Page : All.MaxBy(format => format.Quality(accepted))!;
    }

    private double Quality(IEnumerable<MediaTypeHeaderValue> accepted) =>
        accepted
            .Where(range => range.MatchesMediaType(MediaType))
            .OrderBy(range =>
                range.MatchesAllTypes ? 2
                : range.MatchesAllSubTypes ? 1
                : 0
            )
            .Select(range => range.Quality ?? 1)
            .FirstOrDefault();
}
