using Npgsql;

namespace ResearchHub.Core.Events;

/// <summary>Ends the memory of feeds. Whoever comes back with an older cursor is told CURSOR_EXPIRED, never given a gap.</summary>
public sealed class FeedTrimmer(NpgsqlDataSource source, TimeProvider time)
{
    /// <summary>
    /// Deletes the beginning of a feed, up to the first entry that is younger than <paramref name="age"/> or that a reader of it has not
    /// passed. The newest entry always stays, so that a cursor that was the newest remains good.
    /// </summary>
    /// <param name="feed">Its table, which is its channel too.</param>
    /// <returns>Number of entries deleted.</returns>
    public async Task<int> TrimAsync(string feed, TimeSpan age, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            $"""
            with bounds as (
              select transaction, sequence from {feed} where occurred_at >= $1
              union all (select transaction, sequence from {feed} order by transaction desc, sequence desc limit 1)
              union all select transaction, sequence from feed_positions where feed = $2)
            delete from {feed}
            where (transaction, sequence) < (select transaction, sequence from bounds order by transaction, sequence limit 1)
            """
        );
        command.Parameters.Add(new NpgsqlParameter { Value = (time.GetUtcNow() - age).UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter { Value = feed });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
