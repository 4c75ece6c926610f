using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>Reminds reviewers once, some days before their review is due, and once more, with who invited them, when the day has passed.</summary>
public sealed class ReviewReminders(HubTransactions transactions, TimeProvider time)
{
    private const int DaysAhead = 3;

    /// <summary>Reminds those whose day comes. Several servers may do so at once: each reminder is written by one.</summary>
    /// <returns>Number of reminders.</returns>
    public async Task<int> RemindAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var due = await transaction.ListAsync(
            """
            update reviews v set reminded_at = $1
            where v.reminded_at is null and v.status in ('INVITED', 'AGREED', 'REVIEWING') and v.due_on <= $2 returning v.id, v.reviewer_id
            """,
            [now, DateOnly.FromDateTime(now.UtcDateTime).AddDays(DaysAhead)],
            reader => (Id: reader.GetInt64(0), Reviewer: reader.GetInt64(1)),
            cancellationToken
        );
        foreach (var (id, reviewer) in due)
        {
            await TellAsync(transaction, ActivityKind.ReviewDue, id, [reviewer], now, cancellationToken);
        }
        // An invitation that nobody answered ends with the day by itself.
        var overdue = await transaction.ListAsync(
            """
            update reviews v set overdue_at = $1
            where v.overdue_at is null and v.status in ('AGREED', 'REVIEWING') and v.due_on < $2 returning v.id, v.reviewer_id, v.invited_by
            """,
            [now, DateOnly.FromDateTime(now.UtcDateTime)],
            reader => (Id: reader.GetInt64(0), Reviewer: reader.GetInt64(1), Editor: reader.GetLongOrNull(2)),
            cancellationToken
        );
        foreach (var (id, reviewer, editor) in overdue)
        {
            await TellAsync(
                transaction,
                ActivityKind.ReviewOverdue,
                id,
                editor is { } invited ? [reviewer, invited] : [reviewer],
                now,
                cancellationToken
            );
        }
        await transaction.CommitAsync();
        return due.Count + overdue.Count;
    }

    private static Task TellAsync(
        HubTransaction transaction,
        ActivityKind kind,
        long review,
        IReadOnlyList<long> people,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) => new Activity(kind, Review.TypeName, review) { Addressed = people }.WriteAsync(transaction, now, cancellationToken);
}
