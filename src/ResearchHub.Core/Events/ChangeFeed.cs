using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Events;

/// <summary>An event as read from the feed.</summary>
public sealed record FeedEvent(FeedPosition Position, ChangeKind Kind, RecordKind SubjectKind, long SubjectId, DateTimeOffset OccurredAt);

/// <summary>
/// The change feed, in commit order. Only events of transactions older than every running one are seen, so nothing that commits late is
/// ever skipped; the price is that one long transaction holds the feed back.
/// </summary>
public sealed class ChangeFeed(ReadDatabase database)
{
    /// <summary>Channel that wakes readers; its messages carry nothing.</summary>
    public const string Channel = "change_events";

    /// <summary>Events after a position, in order.</summary>
    public Task<List<FeedEvent>> ReadAsync(FeedPosition after, int maximum, CancellationToken cancellationToken) =>
        database.ListAsync(
            """
            select transaction, sequence, kind, subject_kind, subject_id, occurred_at from change_events
            where (transaction, sequence) > ($1, $2) and transaction < pg_snapshot_xmin(pg_current_snapshot())
            order by transaction, sequence limit $3
            """,
            [after.Transaction, after.Sequence, maximum],
            reader => new FeedEvent(
                new FeedPosition(reader.GetFieldValue<ulong>(0), reader.GetInt64(1)),
                reader.GetEnum<ChangeKind>(2),
                reader.GetEnum<RecordKind>(3),
                reader.GetInt64(4),
                reader.GetTime(5)
            ),
            cancellationToken
        );

    /// <summary>Position of the last event that readers can see.</summary>
    public async Task<FeedPosition> EndAsync(CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                """
                select transaction, sequence from change_events
                where transaction < pg_snapshot_xmin(pg_current_snapshot()) order by transaction desc, sequence desc limit 1
                """,
                [],
                reader => new FeedPosition(reader.GetFieldValue<ulong>(0), reader.GetInt64(1)),
                cancellationToken
            )
        ).FirstOrDefault();

    /// <summary>Whether the feed still goes back to a position that it gave once; from <see cref="FeedPosition.Start"/> it gives what it keeps.</summary>
    public async Task<bool> HoldsAsync(FeedPosition position, CancellationToken cancellationToken) =>
        position == FeedPosition.Start
        || (
            await database.ListAsync(
                "select exists (select from change_events where sequence = $1 and transaction = $2)",
                [position.Sequence, position.Transaction],
                reader => reader.GetBoolean(0),
                cancellationToken
            )
        )[0];
}
