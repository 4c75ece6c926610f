namespace ResearchHub.Core.Search;

/// <summary>What concepts and places are called, for questions that are asked without the index. Thread-safe.</summary>
public interface ISearchVocabulary
{
    /// <summary>True until names were learnt.</summary>
    bool IsEmpty { get; }

    /// <summary>Takes these names in place of those it had. What was compiled before does not know them.</summary>
    void Learn(IEnumerable<SearchConcept> concepts, IEnumerable<SearchPlace> places);
}
