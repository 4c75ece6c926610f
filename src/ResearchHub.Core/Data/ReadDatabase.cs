using Npgsql;
using NpgsqlTypes;

namespace ResearchHub.Core.Data;

/// <summary>Runs the SQL of reads. Every call is one statement on a connection of its own, so reads of one request may run side by side.</summary>
/// <remarks>Statements are prepared by Npgsql once they recur (Max Auto Prepare), so texts must not carry values.</remarks>
public sealed class ReadDatabase(NpgsqlDataSource source) : IAsyncDisposable
{
    /// <summary>Closes the pool.</summary>
    public ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>All rows of a statement, in its order.</summary>
    public async Task<List<T>> ListAsync<T>(
        string sql,
        IReadOnlyList<object> parameters,
        Func<NpgsqlDataReader, T> map,
        CancellationToken cancellationToken
    )
    {
        using var turn = await StatementTurns.TakeAsync(cancellationToken);
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(map(reader));
        }
        return rows;
    }

    /// <summary>The first column of the only row.</summary>
    public async Task<T> ScalarAsync<T>(string sql, IReadOnlyList<object> parameters, CancellationToken cancellationToken)
    {
        using var turn = await StatementTurns.TakeAsync(cancellationToken);
        await using var command = Command(sql, parameters);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private NpgsqlCommand Command(string sql, IReadOnlyList<object> parameters)
    {
        var command = source.CreateCommand(sql);
        for (var i = 0; i < parameters.Count; i++)
        {
            command.Parameters.Add(
                parameters[i] switch
                {
                    long value => new NpgsqlParameter<long> { TypedValue = value },
                    int value => new NpgsqlParameter<int> { TypedValue = value },
                    string value => new NpgsqlParameter<string> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text },
                    long[] value => new NpgsqlParameter<long[]> { TypedValue = value },
                    string[] value => new NpgsqlParameter<string[]>
                    {
                        TypedValue = value,
                        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
                    },
                    DateOnly value => new NpgsqlParameter<DateOnly> { TypedValue = value },
                    DateTimeOffset value => new NpgsqlParameter<DateTime>
                    {
                        TypedValue = value.UtcDateTime,
                        NpgsqlDbType = NpgsqlDbType.TimestampTz,
                    },
                    ulong value => new NpgsqlParameter<ulong> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Xid8 },
                    var value => new NpgsqlParameter { Value = value },
                }
            );
        }
        return command;
    }
}
