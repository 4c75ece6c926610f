using Npgsql;

namespace ResearchHub.Core.Events;

/// <summary>Ends the memory of a feed. Whoever comes back with an older cursor is told CURSOR_EXPIRED, never given a gap.</summary>
/// <param name="readers">Those there are now: a position that one of another release left behind holds nothing back.</param>
public sealed class FeedTrimmer<T>(IFeedSource<T> feed, IEnumerable<IFeedReader<T>> readers, NpgsqlDataSource source, TimeProvider time)
    where T : IFeedEntry
{
    /// <summary>
    /// Deletes the beginning of the feed, up to the first entry that is younger than <paramref name="age"/> or that a reader of it has not
    /// passed. The newest entry always stays, so that a cursor that was the newest remains good.
    /// </summary>
    /// <returns>Number of entries deleted.</returns>
    public async Task<int> TrimAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        var table = feed.Channel;
        await using var command = source.CreateCommand(
            $"""
            with bounds as (
              select transaction, sequence from {table} where occurred_at >= $1
              union all (select transaction, sequence from {table} order by transaction desc, sequence desc limit 1)
              union all select transaction, sequence from feed_positions where reader = any($2))
            delete from {table}
            where (transaction, sequence) < (select transaction, sequence from bounds order by transaction, sequence limit 1)
            """
        );
        command.Parameters.Add(new NpgsqlParameter { Value = (time.GetUtcNow() - age).UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter { Value = readers.Select(reader => reader.Name).ToArray() });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
