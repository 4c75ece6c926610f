using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using ResearchHub.Core.Data;

namespace ResearchHub.Testing;

/// <summary>An empty database with the tables of this version, for one test class.</summary>
public class HubDatabaseFixture(PostgresFixture postgres) : DatabaseFixture(postgres)
{
    /// <summary>Takes the database back to a migration, or forth to the last.</summary>
    public async Task MigrateAsync(string? target, CancellationToken cancellationToken)
    {
        await using var context = new HubDbContext(
            HubDatabase.Configure(new DbContextOptionsBuilder<HubDbContext>(), Database.ConnectionString).Options
        );
        await context.GetService<IMigrator>().MigrateAsync(target, cancellationToken);
    }

    /// <inheritdoc />
    protected override Task FillTemplateAsync(string connectionString, CancellationToken cancellationToken) =>
        HubDatabase.MigrateAsync(connectionString, cancellationToken);
}
