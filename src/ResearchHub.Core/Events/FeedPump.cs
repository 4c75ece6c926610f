using Npgsql;
using NpgsqlTypes;

namespace ResearchHub.Core.Events;

/// <summary>Somebody who follows the change feed with a position of their own, kept in the database.</summary>
public interface IFeedReader
{
    /// <summary>Names the position; never changes.</summary>
    string Name { get; }

    /// <summary>Whether only what happens from its first start on matters to it.</summary>
    bool StartsAtEnd { get; }

    /// <summary>Does its work. After a crash the same events may come again, so doing it twice must do no harm.</summary>
    Task HandleAsync(IReadOnlyList<FeedEvent> events, CancellationToken cancellationToken);
}

/// <summary>Hands events over to readers, in order. Of several servers one at a time serves a reader; another goes on when that one dies.</summary>
public sealed class FeedPump(ChangeFeed feed, NpgsqlDataSource source)
{
    private const int BatchSize = 100;

    /// <summary>Hands over all there is.</summary>
    /// <returns>False when another server is serving this reader.</returns>
    public async Task<bool> RunAsync(IFeedReader reader, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        if (
            !await ScalarAsync<bool>(
                connection,
                "select pg_try_advisory_lock(hashtextextended('feed-reader:' || $1, 0))",
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
            while (await feed.ReadAsync(position, BatchSize, cancellationToken) is { Count: > 0 } events)
            {
                await reader.HandleAsync(events, cancellationToken);
                position = events[^1].Position;
                await SaveAsync(connection, reader, position, cancellationToken);
            }
            return true;
        }
        finally
        {
            await ScalarAsync<bool>(
                connection,
                "select pg_advisory_unlock(hashtextextended('feed-reader:' || $1, 0))",
                reader,
                CancellationToken.None
            );
        }
    }

    private async Task<FeedPosition> PositionAsync(NpgsqlConnection connection, IFeedReader reader, CancellationToken cancellationToken)
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

    private static async Task SaveAsync(
        NpgsqlConnection connection,
        IFeedReader reader,
        FeedPosition position,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            insert into feed_positions (reader, transaction, sequence) values ($1, $2, $3)
            on conflict (reader) do update set transaction = excluded.transaction, sequence = excluded.sequence, updated_at = now()
            """,
            connection
        );
        command.Parameters.Add(new NpgsqlParameter { Value = reader.Name });
        command.Parameters.Add(new NpgsqlParameter { Value = position.Transaction, NpgsqlDbType = NpgsqlDbType.Xid8 });
        command.Parameters.Add(new NpgsqlParameter { Value = position.Sequence });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<T> ScalarAsync<T>(
        NpgsqlConnection connection,
        string sql,
        IFeedReader reader,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = reader.Name });
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
