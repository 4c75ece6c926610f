using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Core.Search;

/// <summary>Brings the names of the vocabularies to those that compare questions with records without the index.</summary>
public sealed class VocabularyNames(VocabularyQueries vocabularies, ISearchVocabulary names)
{
    /// <summary>Reads them unless they were read before: they come with the program and do not change while it runs.</summary>
    /// <returns>True when there are names now and were none before.</returns>
    public async Task<bool> LearnAsync(CancellationToken cancellationToken)
    {
        if (!names.IsEmpty)
        {
            return false;
        }
        var concepts = await vocabularies.AllConceptsAsync(cancellationToken);
        var places = await vocabularies.AllPlacesAsync(cancellationToken);
        names.Learn(concepts.Select(SearchConcept.Of), places.Select(SearchPlace.Of));
        return !names.IsEmpty;
    }
}
