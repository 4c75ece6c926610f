using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Querying;

/// <summary>What a piece of text without operators is: words, a beginning, a phrase, an identifier.</summary>
internal static class QueryLeaves
{
    public static PhraseNode? Phrase(string text) => CountWords(text) > 0 ? new PhraseNode(text.Trim(), Quoted: true) : null;

    public static QueryNode? Word(string text)
    {
        if (PastedIdentifier.Parse(text) is { } identifier)
        {
            return identifier;
        }
        var words = CountWords(text);
        if (text.EndsWith('*') && words == 1 && ((WordNode)Words(text)[0]).Word is var beginning && TextFolding.Fold(beginning).Length > 0)
        {
            return new PrefixNode(beginning);
        }
        return words switch
        {
            0 => null,
            1 => Words(text)[0],
            _ => new PhraseNode(text, Quoted: false),
        };
    }

    public static List<QueryNode> Words(string text)
    {
        var words = new List<QueryNode>();
        var word = new WordEnumerator(text);
        while (word.MoveNext() && words.Count < QueryLimits.PhraseWords)
        {
            words.Add(new WordNode(word.Word.ToString()));
        }
        return words;
    }

    private static int CountWords(string text)
    {
        var count = 0;
        var word = new WordEnumerator(text);
        while (word.MoveNext())
        {
            count++;
        }
        return count;
    }
}
