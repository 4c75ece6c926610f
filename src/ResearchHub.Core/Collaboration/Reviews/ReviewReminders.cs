using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>Reminds reviewers once, some days before their review is due.</summary>
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
            await new Activity(ActivityKind.ReviewDue, Review.TypeName, id) { Addressed = [reviewer] }.WriteAsync(
                transaction,
                now,
                cancellationToken
            );
        }
        await transaction.CommitAsync();
        return due.Count;
    }
}
