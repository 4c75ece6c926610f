using System.Text;
using Lucene.Net.Index;
using Lucene.Net.Util;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Search;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Facets;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Suggest;

/// <summary>Completions over all kinds, built from one snapshot. Unchanging.</summary>
internal sealed class Suggester
{
    private const int MostSuggestions = 50;
    private const int SmallIndex = 200_000;
    private const int InfixWords = 8;

    /// <summary>So many times as many completions of a kind are read as are wanted: some turn out to be one.</summary>
    private const int Spare = 2;
    private readonly Dictionary<(SuggestionKind Kind, bool IsCyrillic), SuggestTree> trees = [];

    private Suggester() { }

    public static Suggester Empty { get; } = new();

    public static Suggester Build(IndexSnapshot snapshot)
    {
        var entries = Enum.GetValues<SuggestionKind>().ToDictionary(kind => kind, _ => new List<SuggestEntry>());
        foreach (var segment in snapshot.Segments)
        {
            AddRecords(segment, entries);
        }
        foreach (var entry in snapshot.Vocabulary.Entries)
        {
            AddNames(entry, snapshot, entries);
        }
        var suggester = new Suggester();
        foreach (var (kind, list) in entries)
        {
            var infix = kind == SuggestionKind.Title && list.Count > SmallIndex ? 1 : InfixWords;
            foreach (var script in list.ToLookup(entry => entry.IsCyrillic))
            {
                suggester.trees[(kind, script.Key)] = new SuggestTree([.. script], infix);
            }
        }
        return suggester;
    }

    /// <param name="newer">What has changed since.</param>
    public IReadOnlyList<SearchSuggestion> Suggest(string prefix, IReadOnlyList<SuggestionKind> kinds, int first, NewerNames newer)
    {
        var wanted = kinds.Count == 0 ? Enum.GetValues<SuggestionKind>() : [.. kinds.Distinct()];
        var count = Math.Clamp(first, 0, MostSuggestions);
        var isCyrillic = SuggestEntry.IsInCyrillic(prefix);
        var found = Find(edits: 0);
        if (found.Count == 0)
        {
            found = Find(edits: 1);
        }
        var met = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. found
                .OrderByDescending(match => match.Texts.IsCyrillic == isCyrillic)
                .ThenByDescending(match => match.Weight)
                .ThenBy(match => match.Length)
                .ThenBy(match => match.Id)
                .Select(match => match.Entry)
                .Where(entry => entry.IsNew(met))
                .Take(count)
                .Select(entry => new SearchSuggestion(entry.Kind, entry.Text, entry.Id, entry.Key, entry.Weight)),
        ];

        List<SuggestMatch> Find(int edits) =>
            [
                .. trees
                    .Where(tree => count > 0 && wanted.Contains(tree.Key.Kind))
                    .SelectMany(tree => tree.Value.Find(prefix, count * Spare, edits, newer.Allow)),
            ];
    }

    private static void AddRecords(Segment segment, Dictionary<SuggestionKind, List<SuggestEntry>> entries)
    {
        var names = segment.Reader.GetBinaryDocValues(IndexFields.Names);
        var live = segment.LiveDocs;
        var bytes = new BytesRef();
        for (var doc = 0; names is not null && doc < segment.MaxDoc; doc++)
        {
            if (live is not null && !live.Get(doc))
            {
                continue;
            }
            names.Get(doc, bytes);
            var kind = segment.Kinds[doc] switch
            {
                RecordKind.Researcher => SuggestionKind.Person,
                RecordKind.Organization => SuggestionKind.Organization,
                _ => SuggestionKind.Title,
            };
            var weight = 1 + (int)Math.Min(CitedThenNew.Citations(segment.Citations[doc]), 100_000);
            foreach (
                var name in Encoding
                    .UTF8.GetString(bytes.Bytes, bytes.Offset, bytes.Length)
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            )
            {
                entries[kind].Add(new SuggestEntry(kind, name, segment.Ids[doc], null, weight));
            }
        }
    }

    private static void AddNames(VocabularyEntry entry, IndexSnapshot snapshot, Dictionary<SuggestionKind, List<SuggestEntry>> entries)
    {
        var kind = entry.IsPlace ? SuggestionKind.Place : SuggestionKind.Topic;
        var key = entry.Key[(entry.Key.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var field = entry.IsPlace ? FacetField.Place : FacetOf(entry.Key);
        var records = field is { } facet ? snapshot.Reader.DocFreq(new Term(FacetValues.TermField(facet), key)) : 1;
        if (records > 0)
        {
            entries[kind]
                .AddRange(entry.Names.Select(name => new SuggestEntry(kind, name.Text, null, entry.IsPlace ? key : entry.Key, records)));
        }
    }

    private static FacetField? FacetOf(string key) =>
        Core.Common.ConstantCase.TryParse<ConceptScheme>(key[..key.IndexOf(':', StringComparison.Ordinal)], out var scheme)
            ? FacetValues.FieldOf(scheme)
            : null;
}
