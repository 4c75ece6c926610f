using ResearchHub.Search.Analysis;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>Other names of the concepts and places a query names, from the vocabulary only.</summary>
internal sealed class SynonymFinder(Thesaurus thesaurus, IReadOnlyList<WordTerms> typed)
{
    /// <summary>How much a synonym counts beside the word itself; above a quarter, measured, they harm.</summary>
    public const float Weight = 0.25f;

    /// <summary>By how much the distances between the words of a name may differ.</summary>
    public const int Slop = 2;

    private static readonly TextLanguage[] Languages = Enum.GetValues<TextLanguage>();
    private Dictionary<string, List<KnownName>>? byWord;
    private readonly HashSet<string> named = new(StringComparer.Ordinal);
    private int found;

    /// <summary>Most names that are added to one query.</summary>
    public int Most { get; init; } = QueryLimits.Synonyms;

    /// <summary>Which names are of use; all unless said.</summary>
    public Predicate<KnownName> IsWanted { get; init; } = _ => true;

    /// <summary>Whether a word is a name of something, or part of one that was typed: such a word is not misspelt.</summary>
    public bool Knows(WordTerms word)
    {
        byWord ??= Find();
        return named.Contains(word.Folded);
    }

    /// <summary>Synonyms of the names that end with this word.</summary>
    public IReadOnlyList<KnownName> Of(WordTerms word) => (byWord ??= Find()).GetValueOrDefault(word.Folded) ?? [];

    private Dictionary<string, List<KnownName>> Find()
    {
        var synonyms = new Dictionary<string, List<KnownName>>(StringComparer.Ordinal);
        var words = typed.ToArray().AsSpan();
        for (var from = 0; from < words.Length; from++)
        {
            for (var length = Math.Min(Thesaurus.MostWords, words.Length - from); length > 0; length--)
            {
                var run = words.Slice(from, length);
                if (thesaurus.Find(run) is [_, ..] entries)
                {
                    Learn(run, entries, synonyms);
                    from += length - 1;
                    break;
                }
            }
        }
        return synonyms;
    }

    private void Learn(ReadOnlySpan<WordTerms> run, IReadOnlyList<KnownEntry> entries, Dictionary<string, List<KnownName>> synonyms)
    {
        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in run)
        {
            named.Add(word.Folded);
        }
        foreach (var language in Languages)
        {
            own.Add(KnownName.KeyOf(run, language));
        }
        foreach (var name in entries.SelectMany(known => known.Names))
        {
            if (found >= Most || !own.Add(name.Key) || !IsWanted(name))
            {
                continue;
            }
            found++;
            var last = run[^1].Folded;
            if (!synonyms.TryGetValue(last, out var list))
            {
                synonyms[last] = list = [];
            }
            list.Add(name);
        }
    }
}
