using Npgsql;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>A server whose connections to its database a test may cut off.</summary>
public sealed class MortalHubFixture(PostgresFixture postgres) : HubServerFixture(postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Ends every connection to the database at once, whatever it is doing; returns when the server listens to it again.</summary>
    public async Task CutOffAsync()
    {
        await using var connection = new NpgsqlConnection(Database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(
            // Who waits for a lock first: with the one who holds it, it would go on.
            """
            select pg_terminate_backend(pid, 60000) from (
              select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
              order by wait_event_type = 'Lock' desc nulls last) s
            """,
            connection
        );
        await ListensAsync(connection);
        await command.ExecuteNonQueryAsync(Cancel);
        Database.DataSource.Clear();
        await ListensAsync(connection);
        // The first read that fails empties the pool of reads.
        while ((await AskAsync("{ studies { totalCount } }")).TryGetProperty("errors", out _)) { }
    }

    private static async Task ListensAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "select exists (select from pg_stat_activity where datname = current_database() and query like 'LISTEN %')",
            connection
        );
        while (await command.ExecuteScalarAsync(Cancel) is not true)
        {
            await Task.Delay(20, Cancel);
        }
    }
}
