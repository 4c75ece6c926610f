using ResearchHub.Core.Data;

namespace ResearchHub.Testing;

/// <summary>An empty database with the tables of this version, for one test class.</summary>
public class HubDatabaseFixture(PostgresFixture postgres) : DatabaseFixture(postgres)
{
    /// <inheritdoc />
    protected override Task FillTemplateAsync(string connectionString, CancellationToken cancellationToken) =>
        HubDatabase.MigrateAsync(connectionString, cancellationToken);
}
