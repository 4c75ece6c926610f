using System.Collections.Concurrent;
using Npgsql;
using ResearchHub.Core.Data;
using ResearchHub.Core.Data.Embedded;
using Xunit;

namespace ResearchHub.Testing;

/// <summary>
/// One throwaway PostgreSQL for a test assembly, in memory where the machine has <c>/dev/shm</c>. Register it with
/// <c>[assembly: AssemblyFixture(typeof(PostgresFixture))]</c>; it starts when the first test class asks for a database.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Lazy<Task>> _templates = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _starting = new(1);
    private EmbeddedPostgres? _server;
    private int _databases;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>
    /// A new database with what <paramref name="fill"/> put into the template of that name. The delegate runs once per assembly
    /// and gets the template's connection string; it must leave no open connection (pooling is off in the string).
    /// </summary>
    public async Task<TestDatabase> CreateDatabaseAsync(
        string template,
        Func<string, CancellationToken, Task> fill,
        CancellationToken cancellationToken
    )
    {
        var server = await ServerAsync(cancellationToken);
        await _templates
            .GetOrAdd(template, name => new Lazy<Task>(() => CreateTemplateAsync(server, name, fill, cancellationToken)))
            .Value.WaitAsync(cancellationToken);
        var name = $"{template}_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(server, $"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\" STRATEGY FILE_COPY", cancellationToken);
        return new TestDatabase(
            name,
            server.ConnectionString(name),
            drop => ExecuteAsync(server, $"DROP DATABASE \"{name}\" WITH (FORCE)", drop)
        );
    }

    /// <summary>A new database with nothing in it.</summary>
    public Task<TestDatabase> CreateEmptyDatabaseAsync(CancellationToken cancellationToken) =>
        CreateDatabaseAsync("empty", (_, _) => Task.CompletedTask, cancellationToken);

    /// <summary>A new database with the tables of this version, for programs that would spend seconds on making them.</summary>
    public Task<TestDatabase> CreateMigratedDatabaseAsync(CancellationToken cancellationToken) =>
        CreateDatabaseAsync("migrated", HubDatabase.MigrateAsync, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
        _starting.Dispose();
    }

    private async Task<EmbeddedPostgres> ServerAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            return _server ??= await EmbeddedPostgres.StartAsync(
                new EmbeddedPostgresOptions { Directory = TestFolder.NewPath("postgres"), Throwaway = true },
                cancellationToken
            );
        }
        finally
        {
            _starting.Release();
        }
    }

    private static async Task CreateTemplateAsync(
        EmbeddedPostgres server,
        string name,
        Func<string, CancellationToken, Task> fill,
        CancellationToken cancellationToken
    )
    {
        await ExecuteAsync(server, $"CREATE DATABASE \"{name}\"", cancellationToken);
        await fill(server.ConnectionString(name) + ";Pooling=false", cancellationToken);
    }

    private static async Task ExecuteAsync(EmbeddedPostgres server, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres"));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
