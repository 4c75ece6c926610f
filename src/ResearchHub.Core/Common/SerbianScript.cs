using System.Text;

namespace ResearchHub.Core.Common;

/// <summary>Serbian in its two scripts. From Cyrillic to Latin there is one way, letter by letter, so a text is written once.</summary>
internal static class SerbianScript
{
    private static readonly Dictionary<char, string> Letters = Pairs(
        "а a б b в v г g д d ђ đ е e ж ž з z и i ј j к k л l љ lj м m н n њ nj о o п p р r с s т t ћ ć у u ф f х h ц c ч č џ dž ш š"
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

    private static Dictionary<char, string> Pairs(string table) =>
        table.Split(' ').Chunk(2).ToDictionary(pair => pair[0][0], pair => pair[1]);
}
