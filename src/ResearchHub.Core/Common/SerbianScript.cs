using System.Text;

namespace ResearchHub.Core.Common;

/// <summary>
/// Serbian in its two scripts. From Cyrillic to Latin there is one way, letter by letter, so a text is written once. The way back is sure for
/// most words only: <c>nj</c> is nearly always one letter.
/// </summary>
public static class SerbianScript
{
    private static readonly Dictionary<char, string> Letters = Pairs(
        "а a б b в v г g д d ђ đ е e ж ž з z и i ј j к k л l љ lj м m н n њ nj о o п p р r с s т t ћ ć у u ф f х h ц c ч č џ dž ш š"
    );

    /// <summary>Cyrillic letters by their Latin spelling of one or two letters.</summary>
    private static readonly Dictionary<string, char> ByLatin = Letters.ToDictionary(
        pair => pair.Value,
        pair => pair.Key,
        StringComparer.Ordinal
    );

    /// <summary>The Latin spelling; what is no Cyrillic letter stays. A capital of two letters is written as in a sentence: <c>Nj</c>.</summary>
    public static string ToLatin(string text)
    {
        var latin = new StringBuilder(text.Length + 8);
        foreach (var letter in text)
        {
            if (!Letters.TryGetValue(char.ToLowerInvariant(letter), out var spelling))
            {
                latin.Append(letter);
            }
            else
            {
                latin.Append(char.IsUpper(letter) ? char.ToUpperInvariant(spelling[0]) + spelling[1..] : spelling);
            }
        }
        return latin.ToString();
    }

    /// <summary>A word in Cyrillic; null where a letter has none.</summary>
    public static string? ToCyrillic(string word)
    {
        var cyrillic = new StringBuilder(word.Length);
        for (var at = 0; at < word.Length; at++)
        {
            var length = at + 1 < word.Length && ByLatin.ContainsKey(word.Substring(at, 2).ToLowerInvariant()) ? 2 : 1;
            if (!ByLatin.TryGetValue(word.Substring(at, length).ToLowerInvariant(), out var letter))
            {
                if (char.IsLetter(word[at]) && !Letters.ContainsKey(char.ToLowerInvariant(word[at])))
                {
                    return null;
                }
                letter = word[at];
            }
            cyrillic.Append(char.IsUpper(word[at]) ? char.ToUpperInvariant(letter) : letter);
            at += length - 1;
        }
        return cyrillic.ToString();
    }

    private static Dictionary<char, string> Pairs(string table) =>
        table.Split(' ').Chunk(2).ToDictionary(pair => pair[0][0], pair => pair[1]);
}
