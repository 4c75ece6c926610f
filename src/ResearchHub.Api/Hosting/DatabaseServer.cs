using ResearchHub.Core.Data;
using ResearchHub.Core.Data.Embedded;

namespace ResearchHub.Api.Hosting;

/// <summary>The database of one command: the configured one, our own PostgreSQL, or one that a running server has.</summary>
internal sealed class DatabaseServer : IAsyncDisposable
{
    private const string DatabaseName = "researchhub";
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly EmbeddedPostgres? _embedded;

    private DatabaseServer(string connectionString, EmbeddedPostgres? embedded) =>
        (ConnectionString, _embedded) = (connectionString, embedded);

    public string ConnectionString { get; }

    /// <summary>Opens the database and brings it to this version.</summary>
    /// <param name="setup">What was configured.</param>
    /// <param name="ownsFolder">True: this process holds the data folder. False: use the server that does.</param>
    /// <param name="console">Hears about a PostgreSQL that had to be started again.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public static async Task<DatabaseServer> OpenAsync(
        HubSetup setup,
        bool ownsFolder,
        HubConsole console,
        CancellationToken cancellationToken
    )
    {
        var server = await ConnectAsync(setup, ownsFolder, console, cancellationToken);
        try
        {
            await DatabaseSetup.RunAsync(server.ConnectionString, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_embedded is not null)
        {
            await _embedded.DisposeAsync();
        }
    }

    private static async Task<DatabaseServer> ConnectAsync(
        HubSetup setup,
        bool ownsFolder,
        HubConsole console,
        CancellationToken cancellationToken
    )
    {
        if (setup.ConnectionString is { } configured)
        {
            return new DatabaseServer(configured, null);
        }
        var options = new EmbeddedPostgresOptions
        {
            Directory = DataFolder.PostgresFolder(setup.Options.DataDirectory),
            Log = line =>
            {
                if (line.StartsWith("PostgreSQL ", StringComparison.Ordinal))
                {
                    console.Warn(line);
                }
            },
        };
        if (ownsFolder)
        {
            var embedded = await EmbeddedPostgres.StartAsync(options, cancellationToken);
            return new DatabaseServer(embedded.ConnectionString(DatabaseName), embedded);
        }
        return new DatabaseServer(await FindRunningAsync(options, cancellationToken), null);
    }

    private static async Task<string> FindRunningAsync(EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; waited < LongestWait; waited += LookAgain)
        {
            if (await EmbeddedPostgres.TryFindRunningAsync(options, "postgres", cancellationToken) is { } found)
            {
                return new Npgsql.NpgsqlConnectionStringBuilder(found) { Database = DatabaseName }.ConnectionString;
            }
            await Task.Delay(LookAgain, cancellationToken);
        }
        throw new HubStartException($"Another process holds the data folder, but no PostgreSQL answers in {options.Directory}.");
    }
}
