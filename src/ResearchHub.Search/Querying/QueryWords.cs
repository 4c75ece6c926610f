using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Querying;

/// <summary>The plain words of a tree, in order.</summary>
internal static class QueryWords
{
    private const int ShortestSlug = 3;
    private const int LongestSlug = 200;

    public static IEnumerable<string> Of(QueryNode node) =>
        node switch
        {
            WordNode word => [word.Word],
            ClausesNode clauses => clauses.All.Concat(clauses.Any).SelectMany(Of),
            _ => [],
        };

    /// <summary>Whether a tree asks for nothing but plain words, whatever it excludes.</summary>
    public static bool AreAll(QueryNode node) =>
        node is WordNode || (node is ClausesNode clauses && clauses.All.Concat(clauses.Any).All(AreAll));

    /// <summary>The slug that a text can be as a whole, in any of its spellings; null when it is none.</summary>
    public static string? SlugOf(string? text)
    {
        var slug = text is { Length: <= LongestSlug } ? TextFolding.Fold(text.Trim()) : "";
        return
            slug.Length is < ShortestSlug or > LongestSlug || slug.AsSpan().IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789-") >= 0
            ? null
            : slug;
    }

    /// <summary>Cuts a text into words.</summary>
    public static List<string> Split(string text)
    {
        var words = new List<string>();
        var word = new WordEnumerator(text);
        while (word.MoveNext())
        {
            words.Add(word.Word.ToString());
        }
        return words;
    }
}
