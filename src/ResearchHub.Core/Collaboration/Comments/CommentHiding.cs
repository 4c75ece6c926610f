using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>Hides comments and shows them again, in the transaction of the command.</summary>
internal static class CommentHiding
{
    /// <summary>Hides a comment, which answers all open reports of it.</summary>
    public static async Task HideAsync(
        HubTransaction transaction,
        long comment,
        string reason,
        long decider,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await SetAsync(transaction, comment, reason, now, cancellationToken);
        await DecideAsync(transaction, comment, isUpheld: true, decider, now, cancellationToken);
    }

    /// <summary>Shows a comment again.</summary>
    public static Task ShowAsync(HubTransaction transaction, long comment, CancellationToken cancellationToken) =>
        SetAsync(transaction, comment, null, null, cancellationToken);

    /// <summary>
    /// Decides all open reports of a comment, whose row is locked; they forget what it said. Tells each who reported it, but not by whom it was decided.
    /// </summary>
    public static Task DecideAsync(
        HubTransaction transaction,
        long comment,
        bool isUpheld,
        long decider,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        transaction.ExecuteAsync(
            """
            with decided as (
              update comment_reports set decided_at = $2, decided_by = $3, is_upheld = $4, body = null where comment_id = $1 and decided_at is null
              returning id, reporter_id)
            insert into activities (kind, topic_type, topic_id, subject_type, subject_id, addressed, occurred_at)
            select $5, c.subject_type, c.subject_id, $6, d.id, array[d.reporter_id], $2
            from decided d join comments c on c.id = $1 where d.reporter_id <> $3 order by d.id
            """,
            [
                comment,
                now,
                decider,
                isUpheld,
                isUpheld ? ActivityKind.CommentReportUpheld : ActivityKind.CommentReportDismissed,
                CommentReport.TypeName,
            ],
            cancellationToken
        );

    private static Task SetAsync(
        HubTransaction transaction,
        long comment,
        string? reason,
        DateTimeOffset? hiddenAt,
        CancellationToken cancellationToken
    ) =>
        transaction.ExecuteAsync(
            "update comments set hidden_at = $2, hidden_reason = $3 where id = $1",
            [comment, hiddenAt, reason],
            cancellationToken
        );
}
