using Xunit;

namespace ResearchHub.Testing;

/// <summary>
/// One cloned database for a test class: derive, say how the template is filled, and use the type as an
/// <c>IClassFixture</c>. The template of a type is filled once per assembly.
/// </summary>
public abstract class DatabaseFixture(PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase? _database;

    public TestDatabase Database => _database ?? throw new InvalidOperationException("The fixture is not initialized yet.");

    /// <summary>Migrates or fills the template; the connection string has pooling off.</summary>
    protected abstract Task FillTemplateAsync(string connectionString, CancellationToken cancellationToken);

    /// <summary>Runs after the class's own database is there, for example to start a server over it.</summary>
    protected virtual Task DatabaseReadyAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        _database = await postgres.CreateDatabaseAsync(GetType().Name.ToLowerInvariant(), FillTemplateAsync, cancellationToken);
        await DatabaseReadyAsync(cancellationToken);
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
        GC.SuppressFinalize(this);
    }
}
