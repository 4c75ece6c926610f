using Microsoft.EntityFrameworkCore;
using Npgsql;
using ResearchHub.Core.Data;
using ResearchHub.Core.Seeding;
using ResearchHub.Testing;

namespace ResearchHub.Core.Tests.Seeding;

/// <summary>A database with the whole seed in it.</summary>
public sealed class SeededDatabase(PostgresFixture postgres) : DatabaseFixture(postgres)
{
    public static SeedFiles Files { get; } = new(Repository.Seed);

    public Seeder Seeder => new(Database.DataSource, Files, TimeProvider.System);

    protected override async Task FillTemplateAsync(string connectionString, CancellationToken cancellationToken)
    {
        await HubDatabase.MigrateAsync(connectionString, cancellationToken);
        await using var source = NpgsqlDataSource.Create(connectionString);
        await new Seeder(source, Files, TimeProvider.System).SeedAsync(NoProgress.Instance, cancellationToken);
    }
}

/// <summary>Progress that nobody looks at.</summary>
public sealed class NoProgress : IProgress<SeedProgress>
{
    public static NoProgress Instance { get; } = new();

    public void Report(SeedProgress value) { }
}
