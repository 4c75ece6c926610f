using System.Collections.Frozen;
using ResearchHub.Core.Common;
using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Indexing;

/// <summary>Finds the concepts and places whose name is a run of words.</summary>
internal sealed class Thesaurus
{
    /// <summary>Longest name looked up, in words.</summary>
    public const int MostWords = 5;

    private readonly FrozenDictionary<string, VocabularyEntry[]> entries;

    public Thesaurus(IReadOnlyCollection<VocabularyEntry> vocabulary)
    {
        var cache = new WordCache();
        var found = new Dictionary<string, List<VocabularyEntry>>(StringComparer.Ordinal);
        foreach (var entry in vocabulary)
        {
            foreach (var name in entry.Names)
            {
                var key = string.Join(' ', Terms(name, cache));
                if (key.Length == 0)
                {
                    continue;
                }
                if (!found.TryGetValue(key, out var list))
                {
                    found[key] = list = [];
                }
                if (!list.Contains(entry))
                {
                    list.Add(entry);
                }
            }
        }
        entries = found.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Entries whose name in this language consists of these words.</summary>
    public IReadOnlyList<VocabularyEntry> Find(IEnumerable<WordTerms> words, TextLanguage language) =>
        entries.GetValueOrDefault(string.Join(' ', words.Select(word => word.In(language)).OfType<string>())) ?? [];

    /// <summary>The index terms of a name.</summary>
    public static List<string> Terms(LocalizedText name, WordCache cache)
    {
        var terms = new List<string>();
        var language = LanguageDetector.Of(name);
        var word = new WordEnumerator(name.Text);
        while (word.MoveNext())
        {
            if (cache[word.Word].In(language) is { } term)
            {
                terms.Add(term);
            }
        }
        return terms;
    }
}
