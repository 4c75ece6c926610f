using System.Globalization;
using System.Text;

namespace ResearchHub.Core.Catalogue;

/// <summary>What people wrap around identifiers when they paste them, taken off again.</summary>
internal static class IdentifierText
{
    /// <summary>No identifier scheme we read needs more characters; longer text is refused before it is looked at.</summary>
    public const int MaxLength = 2048;

    private const string Quotes = "\"'`“”„‘’«»";

    /// <summary>Drops invisible characters, makes every blank a space and every dash a hyphen-minus, and takes off quotes and brackets.</summary>
    public static string Unwrap(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
        {
            return "";
        }
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (IsInvisible(c))
            {
                continue;
            }
            clean.Append(
                char.IsWhiteSpace(c) ? ' '
                : c is >= '\u2010' and <= '\u2015' or '\u2212' or '\uFE63' or '\uFF0D' ? '-'
                : c
            );
        }
        var bare = clean.ToString().Trim();
        for (
            var inner = bare.TrimEnd('.', ',', ';', ' ');
            inner.Length > 1 && IsPair(inner[0], inner[^1]);
            inner = bare.TrimEnd('.', ',', ';', ' ')
        )
        {
            bare = inner[1..^1].Trim();
        }
        return bare;
    }

    /// <summary>Takes the first of these prefixes off, ignoring case; null when none fits.</summary>
    public static string? After(string text, params ReadOnlySpan<string> prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return text[prefix.Length..];
            }
        }
        return null;
    }

    /// <summary>
    /// The path behind a host, when the text is a web address on one of these hosts (with or without scheme and www);
    /// query and fragment cut off, percent signs decoded. Null for other text.
    /// </summary>
    public static string? PathOn(string text, params ReadOnlySpan<string> hosts)
    {
        var rest = After(text, "https://", "http://", "//") ?? text;
        rest = After(rest, "www.") ?? rest;
        foreach (var host in hosts)
        {
            if (rest.Length > host.Length && rest[host.Length] == '/' && rest.StartsWith(host, StringComparison.OrdinalIgnoreCase))
            {
                var path = rest[(host.Length + 1)..].TrimStart('/');
                var end = path.AsSpan().IndexOfAny('?', '#');
                return Uri.UnescapeDataString(end < 0 ? path : path[..end]);
            }
        }
        return null;
    }

    /// <summary>The digits (and a check character X) of a number written with hyphens and spaces; null when anything else is in it.</summary>
    public static string? Digits(string text, int fewest, int most)
    {
        Span<char> digits = stackalloc char[most];
        var count = 0;
        foreach (var c in text)
        {
            if (c is '-' or ' ')
            {
                continue;
            }
            if (count == most || !(char.IsAsciiDigit(c) || c is 'x' or 'X'))
            {
                return null;
            }
            digits[count++] = char.ToUpperInvariant(c);
        }
        var lastX = digits[..count].IndexOf('X');
        return count < fewest || (lastX >= 0 && lastX != count - 1) ? null : digits[..count].ToString();
    }

    /// <summary>Takes off the full stop, comma or unmatched bracket that follows an identifier in a sentence.</summary>
    public static string WithoutTrailingPunctuation(string text)
    {
        while (text.Length > 0)
        {
            var last = text[^1];
            var opening = last switch
            {
                ')' => '(',
                ']' => '[',
                '}' => '{',
                '>' => '<',
                _ => '\0',
            };
            var drop =
                opening == '\0'
                    ? ".,;:!?… ".Contains(last) || Quotes.Contains(last)
                    : text.Count(c => c == last) > text.Count(c => c == opening);
            if (!drop)
            {
                break;
            }
            text = text[..^1];
        }
        return text;
    }

    /// <summary>Shortens hostile input before it goes into a message.</summary>
    public static string Quote(string? text)
    {
        var shown = text ?? "";
        shown = shown.Length <= 80 ? shown : string.Concat(shown.AsSpan(0, 80), "…");
        return "'" + string.Concat(shown.Select(c => char.IsControl(c) ? ' ' : c)) + "'";
    }

    /// <summary>Soft hyphens, zero-width characters, marks of writing direction, the byte order mark.</summary>
    public static bool IsInvisible(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static bool IsPair(char first, char last) =>
        (first, last) is ('<', '>') or ('(', ')') or ('[', ']') || (Quotes.Contains(first) && Quotes.Contains(last));
}
