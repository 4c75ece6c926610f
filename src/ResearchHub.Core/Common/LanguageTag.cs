using System.Text.RegularExpressions;

namespace ResearchHub.Core.Common;

/// <summary>BCP 47 language tags.</summary>
public static partial class LanguageTag
{
    /// <summary>
    /// The tag in canonical case (<c>sr-Latn-RS</c>), or null when the text is no tag. Checks the form, not the registry; at most 35
    /// characters.
    /// </summary>
    public static string? Canonical(string? text)
    {
        if (text is null || text.Length > 35 || !Form().IsMatch(text))
        {
            return null;
        }
        var parts = text.Split('-');
        parts[0] = parts[0].ToLowerInvariant();
        for (var i = 1; i < parts.Length; i++)
        {
            parts[i] = parts[i].Length switch
            {
                2 => parts[i].ToUpperInvariant(),
                4 when char.IsAsciiLetter(parts[i][0]) => char.ToUpperInvariant(parts[i][0]) + parts[i][1..].ToLowerInvariant(),
                _ => parts[i].ToLowerInvariant(),
            };
        }
        return string.Join('-', parts);
    }

    /// <summary>The next more general tag (RFC 4647 look-up); empty when there is none.</summary>
    public static string Shorten(string tag)
    {
        var dash = tag.LastIndexOf('-');
        return dash < 0 ? "" : tag[..dash];
    }

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
