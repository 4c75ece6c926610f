using System.Buffers;
using System.Globalization;
using System.Text;

namespace ResearchHub.Search.Analysis;

/// <summary>
/// One spelling for all spellings: small letters, Cyrillic as Latin, no diacritics, no signs that are not seen. <c>Ђаци</c>, <c>Đaci</c> and <c>Djaci</c> are
/// all <c>djaci</c>. The way back is not possible, which is why both sides of a search are folded.
/// </summary>
public static class TextFolding
{
    private const int TableSize = 0x2000;
    private const char FirstPresentationForm = '\uFB00';
    private const char LastPresentationForm = '\uFFEF';

    /// <summary>Letters that do not come apart into a base letter and a mark: Serbian Cyrillic, its neighbours, Latin specials.</summary>
    private static readonly (char Small, string Latin)[] Letters =
    [
        ('а', "a"),
        ('б', "b"),
        ('в', "v"),
        ('г', "g"),
        ('д', "d"),
        ('ђ', "dj"),
        ('е', "e"),
        ('ж', "z"),
        ('з', "z"),
        ('и', "i"),
        ('ј', "j"),
        ('к', "k"),
        ('л', "l"),
        ('љ', "lj"),
        ('м', "m"),
        ('н', "n"),
        ('њ', "nj"),
        ('о', "o"),
        ('п', "p"),
        ('р', "r"),
        ('с', "s"),
        ('т', "t"),
        ('ћ', "c"),
        ('у', "u"),
        ('ф', "f"),
        ('х', "h"),
        ('ц', "c"),
        ('ч', "c"),
        ('џ', "dz"),
        ('ш', "s"),
        ('й', "j"),
        ('щ', "sc"),
        ('ъ', ""),
        ('ы', "y"),
        ('ь', ""),
        ('э', "e"),
        ('ю', "ju"),
        ('я', "ja"),
        ('ё', "e"),
        ('ѓ', "dj"),
        ('ќ', "c"),
        ('ѕ', "dz"),
        ('є', "e"),
        ('і', "i"),
        ('ї', "i"),
        ('ґ', "g"),
        ('đ', "dj"),
        ('ǆ', "dz"),
        ('ǉ', "lj"),
        ('ǌ', "nj"),
        ('ß', "ss"),
        ('æ', "ae"),
        ('œ', "oe"),
        ('ø', "o"),
        ('ł', "l"),
        ('ı', "i"),
        ('ð', "d"),
        ('þ', "th"),
        ('ǅ', "dz"),
        ('ǈ', "lj"),
        ('ǋ', "nj"),
        ('İ', "i"),
    ];

    private static readonly string[] Table = BuildTable();

    /// <summary>Folds a text of any length; signs that are no letters stay.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text))
        {
            return string.Create(text.Length, text, static (small, source) => Ascii.ToLower(source, small, out _));
        }
        var folded = new StringBuilder(text.Length + 4);
        for (var at = 0; at < text.Length; at++)
        {
            var sign = text[at];
            if (sign < TableSize)
            {
                folded.Append(Table[sign]);
            }
            else if (sign is >= FirstPresentationForm and <= LastPresentationForm && Decomposed(sign) is { } letters)
            {
                folded.Append(Fold(letters));
            }
            else if (Unseen(text[at..]) is > 0 and var length)
            {
                at += length - 1;
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(char.ToLowerInvariant(sign));
            }
        }
        return folded.ToString();
    }

    /// <summary>Length of the signs that are not seen (category Cf) at the start of a text: 0 when it starts with another.</summary>
    public static int Unseen(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (
            length < text.Length
            && !char.IsAscii(text[length])
            && Rune.DecodeFromUtf16(text[length..], out var rune, out var width) == OperationStatus.Done
            && Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        )
        {
            length += width;
        }
        return length;
    }

    /// <summary>The letters that a form for print stands for, such as the <c>ﬁ</c> of texts copied from PDF files; null for other signs.</summary>
    private static string? Decomposed(char sign)
    {
        var text = sign.ToString();
        var letters = text.Normalize(NormalizationForm.FormKD);
        return string.Equals(letters, text, StringComparison.Ordinal) ? null : letters;
    }

    private static string[] BuildTable()
    {
        var table = new string[TableSize];
        for (var code = 0; code < TableSize; code++)
        {
            table[code] = WithoutMarks((char)code);
        }
        foreach (var (small, latin) in Letters)
        {
            table[small] = latin;
            table[char.ToUpperInvariant(small)] = latin;
        }
        return table;
    }

    private static string WithoutMarks(char sign)
    {
        var bare = new StringBuilder(2);
        foreach (var part in char.ToLowerInvariant(sign).ToString().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(part) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
            {
                bare.Append(part);
            }
        }
        return bare.ToString();
    }
}
