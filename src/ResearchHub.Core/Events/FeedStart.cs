namespace ResearchHub.Core.Events;

/// <summary>
/// Where a listener starts. A place alone would not say what is new: entries that were committed before may stand behind it, where an older
/// transaction still holds them back or nobody has read them yet.
/// </summary>
/// <param name="Position">Nothing new stands before it.</param>
/// <param name="Before">What is old behind it; null where all of it is to be heard.</param>
public sealed record FeedStart(FeedPosition Position, FeedSnapshot? Before)
{
    /// <summary>Whether an entry behind the place was not there when the listener came.</summary>
    public bool IsNews(FeedPosition entry) => Before?.Holds(entry.Transaction) != true;
}

/// <summary>Which transactions of the feeds had ended at a moment, as PostgreSQL's <c>pg_snapshot</c> says it, moved on by <see cref="FeedEpoch"/>.</summary>
/// <param name="Oldest">All before it had ended.</param>
/// <param name="Next">Neither it nor any after it had ended.</param>
/// <param name="Running">Those between that had not ended.</param>
public sealed record FeedSnapshot(long Oldest, long Next, IReadOnlyList<long> Running)
{
    /// <summary>Whether a transaction had ended.</summary>
    public bool Holds(ulong transaction)
    {
        var id = (long)transaction;
        return id < Oldest || (id < Next && !Running.Contains(id));
    }
}
