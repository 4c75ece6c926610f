using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration;

/// <summary>What an account did lately, counted in the audit log: what was taken back meanwhile counts too.</summary>
internal static class CountedActs
{
    /// <summary>When the oldest of the last so many acts was; null when there were not so many in the time. The row of the account is locked, so that no two count side by side.</summary>
    /// <param name="actions">Names of mutations.</param>
    public static Task<DateTimeOffset?> OldestAsync(
        HubTransaction transaction,
        long user,
        string[] actions,
        DateTimeOffset since,
        int many,
        CancellationToken cancellationToken
    ) =>
        transaction.FirstAsync(
            """
            select occurred_at from audit_events where actor_id = $1 and occurred_at > $2 and action = any($3)
            order by occurred_at desc, id desc offset $4 limit 1
            """,
            [user, since, actions, many - 1],
            reader => (DateTimeOffset?)reader.GetTime(0),
            cancellationToken
        );
}
