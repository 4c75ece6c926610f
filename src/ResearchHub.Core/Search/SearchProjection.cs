using ResearchHub.Core.Events;

namespace ResearchHub.Core.Search;

/// <summary>Keeps the text index what the database says, by following the change feed. One caller at a time.</summary>
public sealed class SearchProjection(ISearchIndex index, SearchDocumentQueries documents, ChangeFeed feed)
{
    private const int BatchSize = 500;

    /// <summary>
    /// True when the index cannot be brought up to date by following: nothing usable on disk, or the feed does not have its position,
    /// as when the index is very old, or the database was restored to before it, or is another one.
    /// </summary>
    public async Task<bool> NeedsRebuildAsync(CancellationToken cancellationToken)
    {
        var position = index.Status.Sequence;
        return index.NeedsRebuild
            || (
                position == FeedPosition.Start
                    ? await feed.EndAsync(cancellationToken) != FeedPosition.Start
                    : !await feed.HoldsAsync(position, cancellationToken)
            );
    }

    /// <summary>The last event that the index has applied, which it may not show yet.</summary>
    public FeedPosition Position => index.Applied;

    /// <summary>Number of records that a rebuild puts in.</summary>
    public Task<int> CountAsync(CancellationToken cancellationToken) => documents.CountAsync(cancellationToken);

    /// <summary>Builds the index from every record. What changes meanwhile is applied by the next <see cref="CatchUpAsync"/>.</summary>
    public async Task RebuildAsync(IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var position = await feed.EndAsync(cancellationToken);
        await index.RebuildAsync(documents.AllAsync(cancellationToken), position, progress, cancellationToken);
    }

    /// <summary>Applies every event after <see cref="Position"/>, durably; returns their number.</summary>
    public async Task<int> CatchUpAsync(IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var applied = 0;
        while (await feed.ReadAsync(Position, BatchSize, cancellationToken) is { Count: > 0 } events)
        {
            await ApplyAsync(events, cancellationToken);
            applied += events.Count;
            progress?.Report(applied);
        }
        if (applied > 0)
        {
            await CommitAsync(cancellationToken);
        }
        return applied;
    }

    /// <summary>Applies the events that come after <see cref="Position"/>. They are found at once, and stay once <see cref="CommitAsync"/> has ended.</summary>
    public async Task ApplyAsync(IReadOnlyList<FeedEvent> events, CancellationToken cancellationToken)
    {
        var ids = events.Select(change => change.SubjectId).Distinct().ToArray();
        var present = await documents.ByIdAsync(ids, cancellationToken);
        var gone = ids.Except(present.Select(document => document.Id)).ToArray();
        await index.ApplyAsync(present, gone, events[^1].Position, cancellationToken);
    }

    /// <summary>Makes durable what was applied. What a crash loses before is applied again from the feed.</summary>
    public Task CommitAsync(CancellationToken cancellationToken) => index.CommitAsync(cancellationToken);

    /// <summary>After a write has failed: <see cref="Position"/> goes back to what is durable. Does nothing where none has.</summary>
    public Task RestoreAsync(CancellationToken cancellationToken) => index.RestoreAsync(cancellationToken);
}
