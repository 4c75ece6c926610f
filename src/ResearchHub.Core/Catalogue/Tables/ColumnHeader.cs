using System.Text.RegularExpressions;

namespace ResearchHub.Core.Catalogue;

/// <summary>What a column's header tells.</summary>
internal static partial class ColumnHeader
{
    private const RegexOptions Rules = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    /// <summary>"country_of_origin" and "countryOfOrigin" are "Country of origin"; headers with blanks stay.</summary>
    public static string Label(string name)
    {
        if (name.Contains(' '))
        {
            return name;
        }
        var words = CamelCase().Replace(name, " ").Replace('_', ' ').Replace('.', ' ').Trim();
        words = words.Any(char.IsLower)
            ? string.Join(
                ' ',
                words
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(word => word.Skip(1).Any(char.IsUpper) ? word : word.ToLowerInvariant())
            )
            : words;
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>A unit in brackets at the end, or a known last word.</summary>
    public static string? Unit(string name)
    {
        if (Bracket().Match(name) is { Success: true } bracket)
        {
            return bracket.Groups["unit"].Value.Trim();
        }
        return name.ToLowerInvariant() switch
        {
            var header
                when header.EndsWith("_pct", StringComparison.Ordinal)
                    || header.Contains("percent", StringComparison.Ordinal)
                    || header.EndsWith('%') => "%",
            var header when header.EndsWith("_usd", StringComparison.Ordinal) => "USD",
            var header when header.EndsWith("_eur", StringComparison.Ordinal) => "EUR",
            var header when header.EndsWith("_km", StringComparison.Ordinal) => "km",
            var header when header.EndsWith("_km2", StringComparison.Ordinal) => "km²",
            var header when header is "lat" or "lon" or "lng" or "latitude" or "longitude" => "°",
            _ => null,
        };
    }

    /// <summary>Whether a header speaks of years.</summary>
    public static bool IsYear(string name) => Year().IsMatch(name);

    [GeneratedRegex(@"(?<=\p{Ll})(?=\p{Lu})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CamelCase();

    [GeneratedRegex(@"[(\[](?<unit>[^()\[\]]{1,20})[)\]]\s*$", Rules, 1000)]
    private static partial Regex Bracket();

    [GeneratedRegex(@"(^|[^a-z])(year|yr|godina|година|année|año)([^a-z]|$)", Rules, 1000)]
    private static partial Regex Year();
}
