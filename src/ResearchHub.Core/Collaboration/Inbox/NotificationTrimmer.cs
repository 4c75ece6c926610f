using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Inbox;

/// <summary>Forgets notifications that people are done with.</summary>
public sealed class NotificationTrimmer(HubTransactions transactions, TimeProvider time)
{
    /// <summary>
    /// Deletes archived ones of what happened longer ago than this; those that are unread or saved stay. The newest of all stays too, so that a
    /// cursor that was the newest remains good.
    /// </summary>
    /// <returns>Number of notifications deleted.</returns>
    public async Task<int> TrimAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var count = await transaction.ExecuteAsync(
            """
            delete from notifications where state = 'ARCHIVED' and occurred_at < $1
              and id <> (select id from notifications order by transaction desc, sequence desc limit 1)
            """,
            [time.GetUtcNow() - age],
            cancellationToken
        );
        await transaction.CommitAsync();
        return count;
    }
}
