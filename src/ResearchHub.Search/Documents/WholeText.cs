using System.Security.Cryptography;
using System.Text;
using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Documents;

/// <summary>
/// A name or a title as one term of <see cref="IndexFields.Whole"/>, the same for all its spellings, so that who types it finds its record on top.
/// </summary>
internal static class WholeText
{
    /// <summary>Fewest words of a title that a text is taken for: one word is a topic rather than a work.</summary>
    public const int ShortestTitle = 4;
    private const int HashBytes = 10;

    /// <summary>The term of the name of a person or an organisation: its words in any order, without initials; null when there are none.</summary>
    /// <param name="most">A text of more words is no name.</param>
    public static string? OfName(string text, WordCache cache, int most = int.MaxValue)
    {
        var words = Words(text, cache, most);
        var whole = words.FindAll(word => word.Length > 1);
        return Term('n', (whole.Count > 0 ? whole : words).Order(StringComparer.Ordinal));
    }

    /// <summary>The term of a title; null when it is too short to name a work.</summary>
    /// <param name="most">A text of more words is no title.</param>
    public static string? OfTitle(string text, WordCache cache, int most = int.MaxValue) =>
        Words(text, cache, most) is { Count: >= ShortestTitle } words ? Term('t', words) : null;

    /// <summary>Whether a term is one of <see cref="OfTitle"/>.</summary>
    public static bool IsTitle(string term) => term.StartsWith('t');

    /// <summary>The words of a text, folded; none when there are more than so many.</summary>
    private static List<string> Words(string text, WordCache cache, int most)
    {
        var words = new List<string>();
        var word = new WordEnumerator(text);
        while (word.MoveNext())
        {
            if (cache[word.Word] is { IsEmpty: false } met)
            {
                if (words.Count == most)
                {
                    return [];
                }
                words.Add(met.Folded);
            }
        }
        return words;
    }

    private static string? Term(char kind, IEnumerable<string> words)
    {
        var text = string.Join(' ', words);
        return text.Length == 0
            ? null
            : kind + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, HashBytes));
    }
}
