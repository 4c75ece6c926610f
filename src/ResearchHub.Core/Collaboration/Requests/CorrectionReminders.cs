using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>Reminds once, some days before its day, those who are asked for a correction that waits.</summary>
public sealed class CorrectionReminders(HubTransactions transactions, RequestSql requests, TimeProvider time)
{
    private const int DaysAhead = 3;

    /// <summary>Reminds those whose day comes or has passed. Several servers may do so at once: each reminder is written by one.</summary>
    /// <returns>Number of requests of which somebody was reminded.</returns>
    public async Task<int> RemindAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var due = await transaction.ExecuteAsync(
            $"""
            with r as (
              update requests q set reminded_at = $1
              where q.kind = 'CORRECTION' and q.status = 'SUBMITTED' and q.reminded_at is null and q.due_on <= $2
              returning q.id, q.creator_id, q.receiver_kind, q.receiver_id)
            insert into activities (kind, topic_type, topic_id, addressed, occurred_at)
            select $3, $4, r.id, array(select v.user_id from {requests.Receivers} v where v.user_id is distinct from r.creator_id), $1
            from r order by r.id
            """,
            [now, DateOnly.FromDateTime(now.UtcDateTime).AddDays(DaysAhead), ActivityKind.RequestDue, RequestRow.TypeName],
            cancellationToken
        );
        await transaction.CommitAsync();
        return due;
    }
}
