using Npgsql;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Drafts.Presence;

/// <summary>
/// Says who has a draft open, to all servers. It holds for <see cref="Lifetime"/> and is renewed before that, so that the people of a server that
/// was killed go by themselves. The clock is the database's: servers need not agree on theirs.
/// </summary>
public sealed class PresenceService(HubTransactions transactions, PresenceOptions options)
{
    /// <summary>How long it holds without being renewed.</summary>
    public TimeSpan Lifetime { get; } = TimeSpan.FromSeconds(options.PresenceSeconds);

    /// <summary>How often it is renewed: what is missed twice is not lost yet.</summary>
    public TimeSpan Beat => Lifetime / 3;

    /// <summary>
    /// Says that a connection has a draft open, for the first time or again. As whom it came it stays, named or not: a curator who lost or got their name on
    /// the day on which they were asked to review, or it was decided, would be known as the reviewer.
    /// </summary>
    public async Task StayAsync(Guid id, long output, long? user, OutputAccess access, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        await transaction.ExecuteAsync(
            """
            insert into draft_presences (id, output_id, user_id, is_named, level, opened_at, expires_at)
            values ($1, $2, $3::bigint, $4, $5, now(), now() + $6)
            on conflict (id) do update set expires_at = excluded.expires_at,
              level = case when draft_presences.is_named = excluded.is_named then excluded.level else draft_presences.level end
            """,
            [id, output, user, !access.IsUnnamed, access.Level, Lifetime],
            cancellationToken
        );
        await transaction.CommitAsync();
    }

    /// <summary>Says that a connection has the draft open no more, and forgets those that were never said to end. Twice does no harm.</summary>
    public async Task LeaveAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        await transaction.ExecuteAsync("delete from draft_presences where id = $1 or expires_at < now()", [id], cancellationToken);
        await transaction.CommitAsync();
    }

    /// <summary>As <see cref="LeaveAsync"/> at the end of a connection, which nothing may keep from ending.</summary>
    public async Task TryLeaveAsync(Guid id)
    {
        try
        {
            await LeaveAsync(id, CancellationToken.None);
        }
        catch (Exception problem) when (problem is NpgsqlException or InvalidOperationException)
        {
            // The database is going: it ends by not being renewed.
        }
    }
}

/// <summary>How long people count as present whose server says no more of them.</summary>
public sealed record PresenceOptions(int PresenceSeconds)
{
    /// <summary>What holds where nothing is configured.</summary>
    public const int DefaultSeconds = 30;
}
