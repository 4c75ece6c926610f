namespace ResearchHub.Core.Events;

/// <summary>An entry of a feed.</summary>
public interface IFeedEntry
{
    FeedPosition Position { get; }
}

/// <summary>
/// A table that is only added to, read in commit order. Only entries of transactions older than every running one are seen, so nothing that
/// commits late is ever skipped; the price is that one long transaction holds the feed back.
/// </summary>
public interface IFeedSource<T>
    where T : IFeedEntry
{
    /// <summary>Channel that wakes readers; its messages carry nothing.</summary>
    string Channel { get; }

    /// <summary>Entries after a position, in order.</summary>
    Task<List<T>> ReadAsync(FeedPosition after, int maximum, CancellationToken cancellationToken);

    /// <summary>As <see cref="ReadAsync"/>, and whether there is more that is committed but held back by an older transaction that still runs.</summary>
    Task<(List<T> Entries, bool IsHeldBack)> LookAsync(FeedPosition after, int maximum, CancellationToken cancellationToken);

    /// <summary>Position of the last entry that readers can see.</summary>
    Task<FeedPosition> EndAsync(CancellationToken cancellationToken);

    /// <summary>Whether the feed still goes back to a position that it gave once; from <see cref="FeedPosition.Start"/> it gives what it keeps.</summary>
    Task<bool> HoldsAsync(FeedPosition position, CancellationToken cancellationToken);
}
