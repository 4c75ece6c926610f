using System.Globalization;
using System.Text;

namespace ResearchHub.Core.Catalogue;

/// <summary>Small rules of punctuation that the styles share.</summary>
internal static class CitationText
{
    /// <summary>One line without control characters, marks of direction and broken surrogates; never null.</summary>
    public static string Clean(string? text)
    {
        var clean = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                {
                    clean.Append(' ');
                }
            }
            else if (
                rune != Rune.ReplacementChar
                && (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format || rune.Value is 0x200C or 0x200D)
            )
            {
                clean.Append(rune.ToString());
            }
        }
        return clean.ToString().TrimEnd().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Ends a part with a full stop, unless it already ends a sentence.</summary>
    public static string Stop(string part)
    {
        var text = part.TrimEnd(' ', ',', ';');
        var last = text.TrimEnd('”', '"', ')', '’', '»').TrimEnd();
        return text.Length == 0 ? ""
            : last.Length > 0 && (last[^1] is '?' or '!' or '…' || (last[^1] == '.' && text[^1] is not ')')) ? text
            : text + ".";
    }

    /// <summary>Parts with a blank between, empty ones left out.</summary>
    public static string Join(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(text.Length > 0 && part.Length > 0 ? " " : "").Append(part);
        }
        return text.ToString();
    }

    /// <summary>A title in quotation marks, its full stop inside.</summary>
    public static string Quoted(string title) => title.Length == 0 ? "" : "“" + Stop(title) + "”";

    public static string Prefix(string before, string text, string after = "") => text.Length == 0 ? "" : before + text + after;

    /// <summary>"Guy J." is "G. J.", "Jean-François" is "J.-F.".</summary>
    public static string Initials(string given) =>
        string.Join(
            ' ',
            given
                .Split([' ', '.'], StringSplitOptions.RemoveEmptyEntries)
                .Select(word => string.Join('-', word.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(part => First(part) + ".")))
                .Where(initial => initial.Length > 0)
        );

    /// <summary>"Guy J." is "GJ", "Jean-François" is "JF".</summary>
    public static string BareInitials(string given) =>
        string.Concat(given.Split([' ', '.', '-'], StringSplitOptions.RemoveEmptyEntries).Select(First));

    public static string EnDash(string pages) => Clean(pages).Replace("--", "–", StringComparison.Ordinal).Replace('-', '–');

    public static string Family(CitationName name) => Join(Clean(name.Particle), Clean(name.Family));

    private static string First(string word) => word.EnumerateRunes().First().ToString().ToUpperInvariant();
}
