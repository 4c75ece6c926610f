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

/// <summary>Which transactions of the feeds were committed at a moment, as PostgreSQL's <c>pg_snapshot</c> says it, moved on by <see cref="FeedEpoch"/>.</summary>
/// <param name="Oldest">All before it had ended.</param>
/// <param name="Next">It and all after it had not begun.</param>
/// <param name="Running">Those between that had not ended.</param>
public sealed record FeedSnapshot(long Oldest, long Next, IReadOnlyList<long> Running)
{
    /// <summary>What is read: three columns, one row.</summary>
    internal const string Sql = """
        select pg_snapshot_xmin(s)::text::bigint + shift, pg_snapshot_xmax(s)::text::bigint + shift,
          array(select running::text::bigint + shift from pg_snapshot_xip(s) running)
        from pg_current_snapshot() s, feed_epoch
        """;

    /// <summary>Whether a transaction had ended.</summary>
    public bool Holds(ulong transaction)
    {
        var id = (long)transaction;
        return id < Oldest || (id < Next && !Running.Contains(id));
    }
}
