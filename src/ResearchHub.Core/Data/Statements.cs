using Npgsql;
using NpgsqlTypes;

namespace ResearchHub.Core.Data;

/// <summary>Small statements on a connection whose transaction is the caller's.</summary>
internal static class Statements
{
    public static async Task<int> ExecuteAsync(
        NpgsqlConnection connection,
        string sql,
        object[] values,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<List<T>> ListAsync<T>(
        NpgsqlConnection connection,
        string sql,
        object[] values,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }
        return rows;
    }

    /// <summary>New node keys, in order.</summary>
    public static async Task<Queue<long>> NewIdsAsync(NpgsqlConnection connection, int count, CancellationToken cancellationToken) =>
        new(
            await ListAsync(
                connection,
                $"select nextval('{HubDbContext.NodeIds}') from generate_series(1, $1)",
                [count],
                reader => reader.GetInt64(0),
                cancellationToken
            )
        );

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(
                value is ulong number
                    ? new NpgsqlParameter<ulong> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Xid8 }
                    : new NpgsqlParameter { Value = value }
            );
        }
        return command;
    }
}
