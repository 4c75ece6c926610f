using System.Text.RegularExpressions;

namespace ResearchHub.Search.Querying;

/// <summary>Recognises identifiers as people paste them. The canonical spelling is the index's; checks of sums are not its matter.</summary>
internal static partial class IdentifierText
{
    private const int Longest = 300;

    /// <summary>The identifier a text is as a whole; null when it is none.</summary>
    public static IdentifierNode? Parse(string text)
    {
        var typed = text.Trim();
        if (typed.Length is < 5 or > Longest || typed.AsSpan().ContainsAny(" \t\r\n\""))
        {
            return null;
        }
        if (Doi().Match(typed) is { Success: true } doi)
        {
            var value = Uri.UnescapeDataString(doi.Groups["value"].Value).TrimEnd('.', ',', ';').ToLowerInvariant();
            return new IdentifierNode("doi:" + value, typed);
        }
        if (Orcid().Match(typed) is { Success: true } orcid)
        {
            var digits = orcid.Groups["value"].Value.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
            return new IdentifierNode($"orcid:{digits[..4]}-{digits[4..8]}-{digits[8..12]}-{digits[12..]}", typed);
        }
        if (Ror().Match(typed) is { Success: true } ror)
        {
            return new IdentifierNode("ror:" + ror.Groups["value"].Value.ToLowerInvariant(), typed);
        }
        return Handle().Match(typed) is { Success: true } handle
            ? new IdentifierNode("handle:" + handle.Groups["value"].Value.ToLowerInvariant(), typed)
            : null;
    }

    [GeneratedRegex(
        @"^(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/|doi:\s*)?(?<value>10\.\d{4,9}(?:\.\d+)*(?:/|%2[fF])\S+)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        200
    )]
    private static partial Regex Doi();

    [GeneratedRegex(
        @"^(?:https?://)?(?:www\.)?(?:orcid\.org/|orcid:)?(?<value>\d{4}-?\d{4}-?\d{4}-?\d{3}[\dXx])/?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        200
    )]
    private static partial Regex Orcid();

    [GeneratedRegex(
        @"^(?:https?://)?(?:ror\.org/|ror:)(?<value>0[a-z0-9]{6}\d{2})/?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        200
    )]
    private static partial Regex Ror();

    [GeneratedRegex(
        @"^(?:(?:https?://)?hdl\.handle\.net/|hdl:|handle:)(?<value>\d+(?:\.\d+)*/\S+)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        200
    )]
    private static partial Regex Handle();
}
