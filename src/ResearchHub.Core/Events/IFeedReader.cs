namespace ResearchHub.Core.Events;

/// <summary>Somebody who follows a feed with a position of their own, kept in the database.</summary>
public interface IFeedReader<T>
    where T : IFeedEntry
{
    /// <summary>Names the position; never changes.</summary>
    string Name { get; }

    /// <summary>Whether only what happens from its first start on matters to it.</summary>
    bool StartsAtEnd { get; }

    /// <summary>Does its work. After a crash the same entries may come again, so doing it twice must do no harm.</summary>
    Task HandleAsync(IReadOnlyList<T> entries, CancellationToken cancellationToken);
}
