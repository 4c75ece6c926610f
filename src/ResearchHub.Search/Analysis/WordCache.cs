namespace ResearchHub.Search.Analysis;

/// <summary>
/// Words met lately with their terms, so that each is folded and stemmed once and its strings are shared. Bounded. One instance
/// belongs to one thread at a time.
/// </summary>
internal sealed class WordCache
{
    private const int ManyWords = 200_000;
    private readonly int mostWords;
    private readonly Dictionary<string, WordTerms> words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WordTerms>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public WordCache(int mostWords = ManyWords)
    {
        this.mostWords = mostWords;
        lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public WordTerms this[ReadOnlySpan<char> word]
    {
        get
        {
            if (lookup.TryGetValue(word, out var terms))
            {
                return terms;
            }
            if (words.Count >= mostWords)
            {
                words.Clear();
            }
            var key = word.ToString();
            return words[key] = new WordTerms(key);
        }
    }
}
