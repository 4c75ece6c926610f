using ResearchHub.Core.Search;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Percolation;

/// <summary>The vocabularies as stored queries are compiled with.</summary>
public sealed class KnownNames : ISearchVocabulary
{
    private volatile Vocabulary current = Vocabulary.Empty;

    /// <inheritdoc />
    public bool IsEmpty => current.Entries.Count == 0;

    internal Thesaurus Thesaurus => current.Thesaurus;

    /// <inheritdoc />
    public void Learn(IEnumerable<SearchConcept> concepts, IEnumerable<SearchPlace> places) =>
        current = new Vocabulary([
            .. concepts.Select(VocabularyEntry.Of).Concat(places.Select(VocabularyEntry.Of)).OfType<VocabularyEntry>(),
        ]);
}
