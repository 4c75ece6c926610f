using Npgsql;

namespace ResearchHub.Testing;

/// <summary>One database of the <see cref="PostgresFixture"/>; dropped when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<CancellationToken, Task> _drop;
    private readonly Lazy<NpgsqlDataSource> _dataSource;

    internal TestDatabase(string name, string connectionString, Func<CancellationToken, Task> drop)
    {
        (Name, ConnectionString, _drop) = (name, connectionString, drop);
        _dataSource = new(() => NpgsqlDataSource.Create(connectionString));
    }

    public string Name { get; }

    public string ConnectionString { get; }

    /// <summary>Connections for the test's own statements.</summary>
    public NpgsqlDataSource DataSource => _dataSource.Value;

    /// <summary>Records every statement sent to this database from now until disposed, from whichever thread or server.</summary>
    public SqlCapture CaptureSql() => new(Name);

    /// <summary>Runs statements without parameters and returns the number of rows changed.</summary>
    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = DataSource.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The first column of the first row.</summary>
    public async Task<T?> ScalarAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using var command = DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync(cancellationToken) is T value ? value : default;
    }

    public async ValueTask DisposeAsync()
    {
        if (_dataSource.IsValueCreated)
        {
            await _dataSource.Value.DisposeAsync();
        }
        await _drop(CancellationToken.None);
    }
}
