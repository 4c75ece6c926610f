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
        if (text.EndsWith('*') && words == 1 && OnlyWord(text).Word is var beginning && TextFolding.Fold(beginning).Length > 0)
        {
            return new PrefixNode(beginning);
        }
        return words switch
        {
            0 => null,
            1 => OnlyWord(text),
            _ => new PhraseNode(text, Quoted: false),
        };
    }

    /// <summary>The clauses that an operand is where nothing makes it necessary or excludes it: of words that only a sign joined, each.</summary>
    public static IReadOnlyList<QueryNode> Alternatives(QueryNode node) =>
        node is PhraseNode { Quoted: false } run ? Words(run.Phrase, QueryLimits.PhraseWords) : [node];

    /// <summary>Whether a phrase has more words than are read of one.</summary>
    public static bool IsTooLong(QueryNode node) =>
        node switch
        {
            PhraseNode phrase => CountWords(phrase.Phrase) > QueryLimits.PhraseWords,
            FieldNode field => IsTooLong(field.Inner),
            _ => false,
        };

    /// <summary>The words of a text, no more than so many.</summary>
    public static List<QueryNode> Words(string text, int most)
    {
        var words = new List<QueryNode>();
        var word = new WordEnumerator(text);
        while (word.MoveNext() && words.Count < most)
        {
            words.Add(new WordNode(word.Word.ToString()));
        }
        return words;
    }

    private static WordNode OnlyWord(string text) => (WordNode)Words(text, most: 1)[0];

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
