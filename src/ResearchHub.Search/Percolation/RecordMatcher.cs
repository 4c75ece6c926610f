using ResearchHub.Core.Search;

namespace ResearchHub.Search.Percolation;

/// <summary>One stored query for as long as it takes.</summary>
internal sealed class RecordMatcher : IRecordMatcher
{
    /// <inheritdoc />
    public bool Matches(string? query, SearchFilter? where, SearchDocument record)
    {
        var percolator = new Percolator();
        percolator.Put(0, query, where);
        return percolator.Match(record).Count > 0;
    }
}
