using Lucene.Net.Index;
using Lucene.Net.Search;
using ResearchHub.Core.Common;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>Other names of the concepts and places a query names, from the vocabulary only.</summary>
internal sealed class SynonymFinder
{
    /// <summary>How much a synonym counts beside the word itself; above a quarter, measured, they harm.</summary>
    public const float Weight = 0.25f;

    private readonly TermLookup lookup;
    private readonly WordCache cache;
    private readonly Dictionary<string, List<Synonym>> byWord = new(StringComparer.Ordinal);
    private int found;

    public SynonymFinder(IndexSnapshot snapshot, WordCache cache, IReadOnlyList<WordTerms> words)
    {
        lookup = snapshot.Terms;
        this.cache = cache;
        var thesaurus = snapshot.Vocabulary.Thesaurus;
        for (var from = 0; from < words.Count; from++)
        {
            for (var length = Math.Min(Thesaurus.MostWords, words.Count - from); length > 0; length--)
            {
                var run = words.Skip(from).Take(length).ToList();
                var entries = Enum.GetValues<TextLanguage>().SelectMany(language => thesaurus.Find(run, language)).Distinct().ToList();
                if (entries.Count > 0)
                {
                    Learn(run, entries);
                    from += length - 1;
                    break;
                }
            }
        }
    }

    /// <summary>Synonyms of the names that end with this word.</summary>
    public IReadOnlyList<Synonym> Of(WordTerms word) => byWord.GetValueOrDefault(word.Folded) ?? [];

    private void Learn(List<WordTerms> run, List<VocabularyEntry> entries)
    {
        var own = Enum.GetValues<TextLanguage>()
            .Select(language => Key(run.Select(word => word.In(language)).OfType<string>()))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var name in entries.SelectMany(entry => entry.Names))
        {
            var terms = Thesaurus.Terms(name, cache);
            if (terms.Count == 0 || found >= QueryLimits.Synonyms || !own.Add(Key(terms)) || !Exist(terms))
            {
                continue;
            }
            found++;
            var last = run[^1].Folded;
            if (!byWord.TryGetValue(last, out var list))
            {
                byWord[last] = list = [];
            }
            list.Add(new Synonym(name.Text, terms, Query(terms)));
        }
    }

    private bool Exist(List<string> terms) => terms.TrueForAll(term => lookup.Has(IndexFields.All, term));

    private static string Key(IEnumerable<string> terms) => string.Join(' ', terms);

    private static Query Query(List<string> terms)
    {
        if (terms.Count == 1)
        {
            return new TermQuery(new Term(IndexFields.All, terms[0])) { Boost = Weight };
        }
        var phrase = new PhraseQuery { Boost = Weight / terms.Count, Slop = 2 };
        foreach (var term in terms)
        {
            phrase.Add(new Term(IndexFields.All, term));
        }
        return phrase;
    }
}

/// <summary>Another name, with its terms and the query that seeks it.</summary>
internal sealed record Synonym(string Name, IReadOnlyList<string> Terms, Query Query);
