using ResearchHub.Core.Search;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>The columns behind the orders, and the sign that brings each to "greater first".</summary>
internal static class SortKeys
{
    /// <summary>The column of an order; null for relevance.</summary>
    public static long[]? Column(SearchOrder order, Segment segment) =>
        order switch
        {
            SearchOrder.Newest or SearchOrder.Oldest => segment.Dates,
            SearchOrder.MostCited => segment.Citations,
            SearchOrder.Title => segment.Titles,
            _ => null,
        };

    /// <summary>A column's value as a key. Unknown dates come last either way.</summary>
    public static long Key(SearchOrder order, long value) =>
        order switch
        {
            SearchOrder.Oldest => value < 0 ? long.MinValue : -value,
            SearchOrder.Title => ~value,
            _ => value,
        };

    /// <summary>A score as a key; scores are never negative, so their bits keep the order.</summary>
    public static long Key(float score) => BitConverter.SingleToInt32Bits(score);

    public static float Score(long key) => BitConverter.Int32BitsToSingle((int)key);
}
