using ResearchHub.Core.Search;

namespace ResearchHub.Search.Percolation;

/// <summary>One stored query for as long as it takes.</summary>
internal sealed class RecordMatcher(KnownNames names) : IRecordMatcher
{
    /// <inheritdoc />
    public bool Matches(string? query, SearchFilter? where, SearchDocument record)
    {
        var percolator = new Percolator(names);
        percolator.Put(0, query, where);
        return percolator.Match(record).Count > 0;
    }
}
