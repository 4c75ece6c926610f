namespace ResearchHub.Core.Search;

/// <summary>Says of one question and one record, which need not be in the index, whether the one finds the other, as <see cref="ISavedQueryMatcher"/> does.</summary>
public interface IRecordMatcher
{
    bool Matches(string? query, SearchFilter? where, SearchDocument record);
}

/// <summary>
/// Search turned round: keeps many questions in memory and says which of them a record answers. Thread-safe. A question means what it means
/// to the index, with the synonyms of <see cref="ISearchVocabulary"/>, but without what depends on which words other records have, and so
/// changes while it is kept: whether a word is misspelt, whether one that stands nowhere is passed over, and whether operators in small letters
/// find anything at all.
/// </summary>
public interface ISavedQueryMatcher
{
    /// <summary>Number of questions kept.</summary>
    int Count { get; }

    /// <summary>Keeps a question, in place of an earlier one of the same key.</summary>
    void Put(long key, string? query, SearchFilter? where);

    /// <summary>Forgets a question.</summary>
    void Remove(long key);

    /// <summary>Keys of the questions that a record answers, in no order.</summary>
    IReadOnlyList<long> Match(SearchDocument record);
}
