using System.Data;
using Npgsql;
using NpgsqlTypes;

namespace ResearchHub.Core.Events;

/// <summary>Hands entries over to readers, in order. Of several servers one at a time serves a reader; another goes on when that one dies.</summary>
public sealed class FeedPump<T>(IFeedSource<T> feed, NpgsqlDataSource source)
    where T : IFeedEntry
{
    private const int BatchSize = 100;

    /// <summary>Hands over all there is.</summary>
    /// <returns>False when another server is serving this reader.</returns>
    public Task<bool> RunAsync(IFeedReader<T> reader, CancellationToken cancellationToken) =>
        RunAsync(reader, async position => await feed.ReadAsync(position, BatchSize, cancellationToken), cancellationToken);

    /// <summary>Hands over all there will be, from the tail of the feed, and keeps other servers from this reader meanwhile.</summary>
    /// <returns>False when another server is serving this reader.</returns>
    public Task<bool> ServeAsync(IFeedReader<T> reader, FeedTail<T> tail, CancellationToken cancellationToken) =>
        RunAsync(reader, async position => [.. (await tail.NextAsync(position, cancellationToken)).Take(BatchSize)], cancellationToken);

    private async Task<bool> RunAsync(
        IFeedReader<T> reader,
        Func<FeedPosition, Task<IReadOnlyList<T>>> nextAsync,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        // Positions need not be safe on disk: after a crash of the database the last entries are handed over again, which does no harm.
        if (
            !await ScalarAsync<bool>(
                connection,
                """
                select pg_try_advisory_lock(hashtextextended('feed-reader:' || $1, 0)) and set_config('synchronous_commit', 'off', false) = 'off'
                """,
                reader,
                cancellationToken
            )
        )
        {
            return false;
        }
        try
        {
            var position = await PositionAsync(connection, reader, cancellationToken);
            while (await nextAsync(position) is { Count: > 0 } entries)
            {
                await reader.HandleAsync(entries, cancellationToken);
                position = entries[^1].Position;
                await SaveAsync(connection, reader, position, cancellationToken);
            }
            return true;
        }
        finally
        {
            // With a connection that broke, its lock is gone.
            if (connection.State == ConnectionState.Open)
            {
                await ScalarAsync<bool>(
                    connection,
                    "select pg_advisory_unlock(hashtextextended('feed-reader:' || $1, 0))",
                    reader,
                    CancellationToken.None
                );
            }
        }
    }

    private async Task<FeedPosition> PositionAsync(NpgsqlConnection connection, IFeedReader<T> reader, CancellationToken cancellationToken)
    {
        await using (var command = new NpgsqlCommand("select transaction, sequence from feed_positions where reader = $1", connection))
        {
            command.Parameters.Add(new NpgsqlParameter { Value = reader.Name });
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            if (await row.ReadAsync(cancellationToken))
            {
                return new FeedPosition(row.GetFieldValue<ulong>(0), row.GetInt64(1));
            }
        }
        var start = reader.StartsAtEnd ? await feed.EndAsync(cancellationToken) : FeedPosition.Start;
        await SaveAsync(connection, reader, start, cancellationToken);
        return start;
    }

    private async Task SaveAsync(
        NpgsqlConnection connection,
        IFeedReader<T> reader,
        FeedPosition position,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            insert into feed_positions (reader, transaction, sequence, feed) values ($1, $2, $3, $4)
            on conflict (reader) do update set transaction = excluded.transaction, sequence = excluded.sequence, updated_at = now()
            """,
            connection
        );
        command.Parameters.Add(new NpgsqlParameter { Value = reader.Name });
        command.Parameters.Add(new NpgsqlParameter { Value = position.Transaction, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new NpgsqlParameter { Value = position.Sequence });
        command.Parameters.Add(new NpgsqlParameter { Value = feed.Channel });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<TValue> ScalarAsync<TValue>(
        NpgsqlConnection connection,
        string sql,
        IFeedReader<T> reader,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = reader.Name });
        return (TValue)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
