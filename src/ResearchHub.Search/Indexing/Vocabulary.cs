using ResearchHub.Core.Common;

namespace ResearchHub.Search.Indexing;

/// <summary>What the records' concepts and places are called: the only source of synonyms, and of suggestions for topics and places.</summary>
/// <param name="Key"><c>TOPIC:remittances</c> for a concept, <c>PLACE:RS</c> for a place.</param>
internal sealed record VocabularyEntry(string Key, IReadOnlyList<LocalizedText> Labels, IReadOnlyList<LocalizedText> Synonyms)
{
    public const string PlacePrefix = "PLACE:";

    public bool IsPlace => Key.StartsWith(PlacePrefix, StringComparison.Ordinal);
    public IEnumerable<LocalizedText> Names => Labels.Concat(Synonyms);
}

/// <summary>An unchanging list of entries with its index for look-ups.</summary>
internal sealed class Vocabulary(IReadOnlyCollection<VocabularyEntry> entries)
{
    private readonly Lazy<Thesaurus> thesaurus = new(() => new Thesaurus(entries));

    public static Vocabulary Empty { get; } = new([]);
    public IReadOnlyCollection<VocabularyEntry> Entries { get; } = entries;
    public Thesaurus Thesaurus => thesaurus.Value;
}
