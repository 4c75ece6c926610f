using System.Globalization;
using Npgsql;
using ResearchHub.Core.Data;
using ResearchHub.Core.Data.Embedded;
using ResearchHub.Testing;

namespace ResearchHub.Benchmarks.GraphQL;

/// <summary>The database that both servers read: our tables, filled with generated records, the same in every run.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private const string DatabaseName = "researchhub";

    private readonly EmbeddedPostgres _server;

    private BenchDatabase(EmbeddedPostgres server) => _server = server;

    public string ConnectionString => _server.ConnectionString(DatabaseName);

    /// <summary>The address that PostgreSQL's own libraries understand.</summary>
    public string Address
    {
        get
        {
            var parts = new NpgsqlConnectionStringBuilder(ConnectionString);
            var user = $"{Uri.EscapeDataString(parts.Username!)}:{Uri.EscapeDataString(parts.Password ?? "")}";
            return string.Create(CultureInfo.InvariantCulture, $"postgres://{user}@{parts.Host}:{parts.Port}/{parts.Database}");
        }
    }

    /// <summary>Starts a PostgreSQL of its own and makes the records: studies, a fifth as many people, three authorships a study.</summary>
    /// <param name="folder">Kept, and used again with what is in it; null makes one that is deleted at the end.</param>
    public static async Task<BenchDatabase> StartAsync(string? folder, int studies)
    {
        var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { Directory = folder ?? TestFolder.NewPath("bench-postgres"), Throwaway = folder is null },
            CancellationToken.None
        );
        var database = new BenchDatabase(server);
        await DatabaseSetup.RunAsync(database.ConnectionString, CancellationToken.None);
        await database.FillAsync(studies);
        return database;
    }

    /// <summary>Slugs of studies, spread over all.</summary>
    public async Task<IReadOnlyList<string>> SlugsAsync(int count)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand("select slug from research_outputs order by hashint8(id), id limit $1");
        command.Parameters.Add(new NpgsqlParameter { Value = count });
        await using var reader = await command.ExecuteReaderAsync();
        var slugs = new List<string>();
        while (await reader.ReadAsync())
        {
            slugs.Add(reader.GetString(0));
        }
        return slugs;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task FillAsync(int studies)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Command Timeout=600;Pooling=false");
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand("select count(*)::int from research_outputs", connection);
        if ((int)(await count.ExecuteScalarAsync())! == studies)
        {
            return;
        }
        await using var fill = new NpgsqlCommand(GeneratedCatalogue.Sql(studies), connection);
        await fill.ExecuteNonQueryAsync();
        await using var vacuum = new NpgsqlCommand("vacuum analyze", connection);
        await vacuum.ExecuteNonQueryAsync();
    }
}
