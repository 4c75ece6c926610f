using System.Text.RegularExpressions;

namespace ResearchHub.Core.Seeding;

/// <summary>Reads "Demography 58 (1): 51–74." into journal, volume, issue and pages.</summary>
internal static partial class PublicationText
{
    public static (string? Container, string? Volume, string? Issue, string? Pages) Read(string text)
    {
        var bare = text.Trim().TrimEnd('.');
        var match = Form().Match(bare);
        if (!match.Success)
        {
            return (Note().Replace(bare, "").Trim(' ', ',', '.'), null, null, null);
        }
        return (match.Groups["journal"].Value.Trim(' ', ',', '.'), Value(match, "volume"), Value(match, "issue"), Pages(match));
    }

    private static string? Value(Match match, string group) => match.Groups[group] is { Success: true } found ? found.Value : null;

    private static string? Pages(Match match) =>
        Value(match, "pages") is { } pages ? pages.Replace("--", "–", StringComparison.Ordinal).Replace('-', '–') : null;

    [GeneratedRegex(
        @"^(?<journal>\D+?)[\s.,]+(?<volume>\d+)\s*(?:[(:,]\s*(?<issue>\d+)\)?)?(?:\s*[,:.\s]\s*(?<pages>e?\d[\d]*(?:\s*(?:--|[-–])\s*\d+)?))?$",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Form();

    [GeneratedRegex(@"\((online first|forthcoming|in press)\)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Note();
}
