using System.Globalization;
using System.Text;

namespace ResearchHub.Core.Seeding;

/// <summary>Text from files as the catalogue keeps it.</summary>
internal static class CleanText
{
    // Both are part of spelling in Persian, Hindi and other languages.
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>Unicode NFC, without control and invisible characters, white space of every kind as one blank, trimmed.</summary>
    public static string Of(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (Rune.IsWhiteSpace(rune) || category == UnicodeCategory.Control)
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                {
                    clean.Append(' ');
                }
            }
            else if (category != UnicodeCategory.Format || rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner)
            {
                clean.Append(rune.ToString());
            }
        }
        return clean.ToString().TrimEnd(' ').Normalize(NormalizationForm.FormC);
    }

    /// <summary>Small letters and digits of any script, words parted by one blank: what two spellings of one title share.</summary>
    public static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                key.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark && key.Length > 0 && key[^1] != ' ')
            {
                key.Append(' ');
            }
        }
        return key.ToString().TrimEnd(' ').Normalize(NormalizationForm.FormC);
    }
}
