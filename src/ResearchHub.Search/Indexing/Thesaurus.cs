using System.Collections.Frozen;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Querying;

namespace ResearchHub.Search.Indexing;

/// <summary>Finds the concepts and places whose name is a run of words.</summary>
internal sealed class Thesaurus
{
    /// <summary>Longest name looked up, in words.</summary>
    public const int MostWords = 5;

    private static readonly TextLanguage[] Languages = Enum.GetValues<TextLanguage>();
    private readonly FrozenDictionary<string, KnownEntry[]> entries;

    public Thesaurus(IReadOnlyCollection<VocabularyEntry> vocabulary)
    {
        var cache = new WordCache();
        var found = new Dictionary<string, List<KnownEntry>>(StringComparer.Ordinal);
        foreach (var entry in vocabulary)
        {
            var names = entry.Names.Select(name => new KnownName(name, cache)).Where(name => name.Terms.Count > 0).ToArray();
            var known = new KnownEntry(entry, names);
            foreach (var key in names.Select(name => name.Key).Distinct(StringComparer.Ordinal))
            {
                if (!found.TryGetValue(key, out var list))
                {
                    found[key] = list = [];
                }
                list.Add(known);
            }
        }
        entries = found.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Entries with a name, in any language, that consists of these words.</summary>
    public IReadOnlyList<KnownEntry> Find(ReadOnlySpan<WordTerms> words)
    {
        if (entries.Count == 0)
        {
            return [];
        }
        var found = new List<KnownEntry>();
        foreach (var language in Languages)
        {
            foreach (var entry in entries.GetValueOrDefault(KnownName.KeyOf(words, language)) ?? [])
            {
                if (!found.Contains(entry))
                {
                    found.Add(entry);
                }
            }
        }
        return found;
    }

    /// <summary>Keys, each within its scheme, of the concepts or of the places that a text as a whole names.</summary>
    public IEnumerable<string> Named(string text, WordCache cache, bool places) =>
        Find([.. QueryWords.Split(text).Take(QueryLimits.PhraseWords).Select(word => cache[word])])
            .Where(known => known.Entry.IsPlace == places)
            .Select(known => known.Entry.Key[(known.Entry.Key.IndexOf(':', StringComparison.Ordinal) + 1)..]);
}
