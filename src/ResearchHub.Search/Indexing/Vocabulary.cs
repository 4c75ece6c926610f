using ResearchHub.Core.Common;
using ResearchHub.Core.Search;

namespace ResearchHub.Search.Indexing;

/// <summary>What the records' concepts and places are called: the only source of synonyms, and of suggestions for topics and places.</summary>
/// <param name="Key"><c>TOPIC:remittances</c> for a concept, <c>PLACE:RS</c> for a place.</param>
internal sealed record VocabularyEntry(string Key, IReadOnlyList<LocalizedText> Labels, IReadOnlyList<LocalizedText> Synonyms)
{
    private const string PlacePrefix = "PLACE:";

    public bool IsPlace => Key.StartsWith(PlacePrefix, StringComparison.Ordinal);
    public IEnumerable<LocalizedText> Names => Labels.Concat(Synonyms);

    /// <summary>The entry of a concept; null when it has no name.</summary>
    public static VocabularyEntry? Of(SearchConcept concept) =>
        concept.Path.Count > 0 && concept.Labels.Count > 0
            ? new VocabularyEntry($"{ConstantCase.Of(concept.Scheme)}:{concept.Path[^1]}", concept.Labels, concept.Synonyms)
            : null;

    /// <summary>The entry of a place; null when it has no name.</summary>
    public static VocabularyEntry? Of(SearchPlace place) =>
        place.Path.Count > 0 && place.Labels.Count > 0 ? new VocabularyEntry(PlacePrefix + place.Path[^1], place.Labels, []) : null;
}

/// <summary>An unchanging list of entries with its index for look-ups.</summary>
internal sealed class Vocabulary(IReadOnlyCollection<VocabularyEntry> entries)
{
    private readonly Lazy<Thesaurus> thesaurus = new(() => new Thesaurus(entries));

    public static Vocabulary Empty { get; } = new([]);
    public IReadOnlyCollection<VocabularyEntry> Entries { get; } = entries;
    public Thesaurus Thesaurus => thesaurus.Value;
}
