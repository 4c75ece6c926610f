using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ResearchHub.Core.Common;

/// <summary>Cyrillic and accented Latin letters as plain ASCII, for addresses and comparison keys; never for display.</summary>
public static class Transliteration
{
    private const string Cyrillic =
        "а a б b в v г g д d ђ dj ѓ gj е e ё e є e ж z з z ѕ dz и i і i ї i й j ј j к k ќ kj л l љ lj м m н n њ nj о o п p р r с s т t ћ c у u ў u "
        + "ф f х h ц c ч c џ dz ш s щ s ъ _ ы y ь _ э e ю ju я ja ґ g";

    private const string Latin = "đ dj ß ss æ ae œ oe ø o ł l ð d þ th ħ h ı i ŋ n ŧ t ĸ k ſ s ə e";

    private static readonly FrozenDictionary<char, string> Letters = Pairs(Cyrillic + " " + Latin).ToFrozenDictionary();

    /// <summary>
    /// Replaces letters by their ASCII spelling: Serbian Cyrillic letter by letter (<c>њ</c> is <c>nj</c>), <c>đ</c> as <c>dj</c>,
    /// accents dropped, so that <c>Ђорђевић</c>, <c>Đorđević</c> and <c>Djordjevic</c> agree. Characters without a spelling stay.
    /// </summary>
    public static string ToAscii(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }
        var ascii = new StringBuilder(text.Length + 8);
        foreach (var c in text.Normalize(NormalizationForm.FormC))
        {
            if (Letters.TryGetValue(char.ToLowerInvariant(c), out var spelling))
            {
                ascii.Append(char.IsUpper(c) && spelling.Length > 0 ? char.ToUpperInvariant(spelling[0]) + spelling[1..] : spelling);
            }
            else
            {
                ascii.Append(c);
            }
        }
        return WithoutMarks(ascii.ToString());
    }

    /// <summary>ASCII small letters and digits only; equal for spellings that differ in case, accents, script, blanks or punctuation.</summary>
    public static string Fold(string text) => string.Concat(ToAscii(text).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    private static string WithoutMarks(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
        {
            if (char.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
            {
                bare.Append(c);
            }
        }
        return bare.ToString();
    }

    private static IEnumerable<KeyValuePair<char, string>> Pairs(string table) =>
        table.Split(' ').Chunk(2).Select(pair => KeyValuePair.Create(pair[0][0], pair[1] == "_" ? "" : pair[1]));
}
