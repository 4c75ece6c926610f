using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>
/// Reminds once, some days before its day, those who are asked for a correction that waits, and once more, with who asked, when the day has passed.
/// </summary>
public sealed class CorrectionReminders(HubTransactions transactions, RequestSql requests, TimeProvider time)
{
    private const int DaysAhead = 3;
    private const string Creator = "union select r.creator_id where r.creator_id is not null";

    /// <summary>Reminds those whose day comes or has passed. Several servers may do so at once: each reminder is written by one.</summary>
    /// <returns>Number of reminders.</returns>
    public async Task<int> RemindAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var due = await TellAsync(
            transaction,
            ActivityKind.RequestDue,
            "reminded_at",
            "",
            today.AddDays(DaysAhead),
            now,
            cancellationToken
        );
        var overdue = await TellAsync(
            transaction,
            ActivityKind.RequestOverdue,
            "overdue_at",
            Creator,
            today.AddDays(-1),
            now,
            cancellationToken
        );
        await transaction.CommitAsync();
        return due + overdue;
    }

    /// <param name="mark">Column that says when it was told.</param>
    /// <param name="besides">Who is told besides those who are asked; SQL.</param>
    /// <param name="latest">The last day of which it is told.</param>
    private Task<int> TellAsync(
        HubTransaction transaction,
        ActivityKind kind,
        string mark,
        string besides,
        DateOnly latest,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        transaction.ExecuteAsync(
            $"""
            with r as (
              update requests q set {mark} = $1
              where q.kind = 'CORRECTION' and q.status = 'SUBMITTED' and q.{mark} is null and q.due_on <= $2
              returning q.id, q.creator_id, q.receiver_kind, q.receiver_id)
            insert into activities (kind, topic_type, topic_id, addressed, occurred_at)
            select $3, $4, r.id, array(
              select v.user_id from {requests.Receivers} v where v.user_id is distinct from r.creator_id {besides}), $1
            from r order by r.id
            """,
            [now, latest, kind, RequestRow.TypeName],
            cancellationToken
        );
}
