using System.Security.Cryptography;
using System.Text;
using ResearchHub.Core.Catalogue;
using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Documents;

/// <summary>
/// A name or title as one term: its words in any order, so that <c>McKenzie, David</c> is <c>David McKenzie</c>. A digest instead of the words:
/// titles are long, and nobody reads the term.
/// </summary>
internal static class WholeName
{
    private const int MostWords = 40;
    private const int DigestDigits = 16;

    /// <summary>The terms of a record's name; people are also found without their initials.</summary>
    public static IEnumerable<string> TermsOf(RecordKind kind, string name, WordCache cache)
    {
        var words = Words(name, cache);
        if (Term(words) is { } whole)
        {
            yield return whole;
        }
        if (kind == RecordKind.Researcher && WithoutInitials(words) is { } shorter)
        {
            yield return shorter;
        }
    }

    /// <summary>The terms that a text may be a name by, the whole of it first.</summary>
    public static IEnumerable<string> TermsOf(string text, WordCache cache)
    {
        var words = Words(text, cache);
        return new[] { Term(words), WithoutInitials(words) }.OfType<string>();
    }

    private static string? WithoutInitials(List<string> words)
    {
        var rest = words.FindAll(word => word.Length > 1);
        return rest.Count > 1 && rest.Count < words.Count ? Term(rest) : null;
    }

    private static List<string> Words(string text, WordCache cache)
    {
        var words = new List<string>();
        var word = new WordEnumerator(text);
        while (words.Count <= MostWords && word.MoveNext())
        {
            if (cache[word.Word] is { IsEmpty: false } met)
            {
                words.Add(met.Folded);
            }
        }
        return words;
    }

    private static string? Term(List<string> words)
    {
        if (words.Count is 0 or > MostWords)
        {
            return null;
        }
        var sorted = string.Join(' ', words.Order(StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sorted)))[..DigestDigits];
    }
}
