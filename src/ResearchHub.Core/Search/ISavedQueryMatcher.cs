namespace ResearchHub.Core.Search;

/// <summary>Says of one question and one record, which need not be in the index, whether the one finds the other, as <see cref="ISavedQueryMatcher"/> does.</summary>
public interface IRecordMatcher
{
    bool Matches(string? query, SearchFilter? where, SearchDocument record);
}

/// <summary>
/// Search turned round: keeps many questions in memory and says which of them a record answers. Thread-safe. A question means what it means
/// to the index, without what depends on other records: corrected spelling, synonyms of the vocabularies, slugs.
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
