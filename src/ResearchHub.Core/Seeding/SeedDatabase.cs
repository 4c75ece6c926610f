using System.Text.Json;
using Npgsql;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Seeding;

/// <summary>Small statements that the stages share.</summary>
internal static class SeedDatabase
{
    /// <summary>Two loaders do not run at once: the second waits. Released with the connection.</summary>
    private const long LoaderLock = 0x5EED_0001;

    public static async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, "select pg_advisory_lock($1)", [LoaderLock], cancellationToken);
        return connection;
    }

    /// <summary>Gives the lock back; without it a pooled connection would keep it.</summary>
    public static Task ReleaseAsync(NpgsqlConnection connection) =>
        ExecuteAsync(connection, "select pg_advisory_unlock($1)", [LoaderLock], CancellationToken.None);

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

    /// <summary>Texts as the columns hold them.</summary>
    public static string Texts(IEnumerable<KeyValuePair<string, string>> texts) =>
        Texts(texts.Select(text => new LocalizedText(text.Key, text.Value)));

    public static string Texts(IEnumerable<LocalizedText> texts) => JsonSerializer.Serialize(texts, ColumnConventions.Json);

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
        return command;
    }
}
