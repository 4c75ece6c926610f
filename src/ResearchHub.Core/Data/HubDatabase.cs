using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ResearchHub.Core.Data;

/// <summary>How this product opens its database.</summary>
public static class HubDatabase
{
    /// <summary>Sets a context up for a connection string.</summary>
    public static DbContextOptionsBuilder<HubDbContext> Configure(DbContextOptionsBuilder<HubDbContext> builder, string connectionString) =>
        (DbContextOptionsBuilder<HubDbContext>)builder.UseNpgsql(connectionString).UseSnakeCaseNamingConvention();

    /// <summary>Sets a context up for a data source.</summary>
    public static DbContextOptionsBuilder<HubDbContext> Configure(DbContextOptionsBuilder<HubDbContext> builder, NpgsqlDataSource source) =>
        (DbContextOptionsBuilder<HubDbContext>)builder.UseNpgsql(source).UseSnakeCaseNamingConvention();

    /// <summary>
    /// Opens a pool of connections for commands and readers of feeds. Statements that recur are prepared, and their plans are kept whatever the values: all
    /// of them go by keys, and planning those with many branches (who is told of a publication) costs more than running them.
    /// </summary>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var settings = Settings(connectionString);
        settings.Options = string.Join(' ', settings.Options, "-c plan_cache_mode=force_generic_plan").Trim();
        return NpgsqlDataSource.Create(settings);
    }

    /// <summary>
    /// Opens a pool for single statements that read and leave nothing behind in their session, so that it need not be reset after each:
    /// six statements of PostgreSQL's for one of ours.
    /// </summary>
    public static NpgsqlDataSource OpenForReads(string connectionString)
    {
        var settings = Settings(connectionString);
        settings.NoResetOnClose = true;
        return NpgsqlDataSource.Create(settings);
    }

    private static NpgsqlConnectionStringBuilder Settings(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 200, AutoPrepareMinUsages = 3 };
        if (!settings.ShouldSerialize("Maximum Pool Size"))
        {
            // A server has two pools, and PostgreSQL by default a hundred places.
            settings.MaxPoolSize = 45;
        }
        return settings;
    }

    /// <summary>Brings an existing database up to this version. Several processes may do so at once: EF takes a lock in the database.</summary>
    public static async Task MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var context = new HubDbContext(Configure(new DbContextOptionsBuilder<HubDbContext>(), connectionString).Options);
        await context.Database.MigrateAsync(cancellationToken);
    }
}
