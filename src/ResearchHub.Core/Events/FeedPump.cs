namespace ResearchHub.Core.Events;

/// <summary>Hands entries over to readers, in order, as long as no other server does.</summary>
public sealed class FeedPump<T>(IFeedSource<T> feed, ReaderLeases leases)
    where T : IFeedEntry
{
    private const int BatchSize = 100;

    /// <summary>Hands over all there is.</summary>
    /// <returns>False when somebody is serving this reader.</returns>
    public Task<bool> RunAsync(IFeedReader<T> reader, CancellationToken cancellationToken) =>
        RunAsync(reader, async position => await feed.ReadAsync(position, BatchSize, cancellationToken), cancellationToken);

    /// <summary>Hands over all there will be, from the tail of the feed, and keeps other servers from this reader meanwhile.</summary>
    /// <returns>False when somebody is serving this reader.</returns>
    public Task<bool> ServeAsync(IFeedReader<T> reader, FeedTail<T> tail, CancellationToken cancellationToken) =>
        RunAsync(reader, async position => [.. (await tail.NextAsync(position, cancellationToken)).Take(BatchSize)], cancellationToken);

    private async Task<bool> RunAsync(
        IFeedReader<T> reader,
        Func<FeedPosition, Task<IReadOnlyList<T>>> nextAsync,
        CancellationToken cancellationToken
    )
    {
        await using var lease = await leases.TakeAsync(reader.Name, cancellationToken);
        if (lease is null)
        {
            return false;
        }
        var position = await lease.PositionAsync(cancellationToken) ?? await StartAsync(lease, reader, cancellationToken);
        while (await nextAsync(position) is { Count: > 0 } entries)
        {
            await reader.HandleAsync(entries, cancellationToken);
            position = entries[^1].Position;
            await lease.SaveAsync(position, feed.Channel, cancellationToken);
        }
        return true;
    }

    private async Task<FeedPosition> StartAsync(ReaderLease lease, IFeedReader<T> reader, CancellationToken cancellationToken)
    {
        var start = reader.StartsAtEnd ? await feed.EndAsync(cancellationToken) : FeedPosition.Start;
        await lease.SaveAsync(start, feed.Channel, cancellationToken);
        return start;
    }
}
