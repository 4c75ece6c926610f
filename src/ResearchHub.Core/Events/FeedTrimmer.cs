using Npgsql;

namespace ResearchHub.Core.Events;

/// <summary>Ends the feed's memory. Whoever comes back with an older cursor is told CURSOR_EXPIRED, never given a gap.</summary>
public sealed class FeedTrimmer(NpgsqlDataSource source, TimeProvider time)
{
    /// <summary>
    /// Deletes the beginning of the feed, up to the first event that is younger than <paramref name="age"/> or that a reader has not
    /// passed. The newest event always stays, so that a cursor that was the newest remains good.
    /// </summary>
    /// <returns>Number of events deleted.</returns>
    public async Task<int> TrimAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            with bounds as (
              select transaction, sequence from change_events where occurred_at >= $1
              union all (select transaction, sequence from change_events order by transaction desc, sequence desc limit 1)
              union all select transaction, sequence from feed_positions)
            delete from change_events
            where (transaction, sequence) < (select transaction, sequence from bounds order by transaction, sequence limit 1)
            """
        );
        command.Parameters.Add(new NpgsqlParameter { Value = (time.GetUtcNow() - age).UtcDateTime });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
