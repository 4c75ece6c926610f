using Npgsql;
using ResearchHub.Api.Tests.Hosting;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>A server whose PostgreSQL is its own, so that a test may let it die; it is started again when it does.</summary>
public sealed class MortalHubFixture : HubServerFixture
{
    private const int Quit = 3;
    private readonly PostgresFixture _postgres;

    public MortalHubFixture()
        : this(new PostgresFixture()) { }

    private MortalHubFixture(PostgresFixture postgres)
        : base(postgres) => _postgres = postgres;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Stops the database at once, whatever it is doing, and returns when it answers again, also to this server.</summary>
    /// <param name="token">Of somebody who is signed in.</param>
    public async Task DieAsync(string token)
    {
        var file = await Database.ScalarAsync<string>("select pg_read_file('postmaster.pid')", Cancel);
        var started = await StartedAsync();
        HubProcess.Signal(int.Parse(file!.Split('\n')[0], System.Globalization.CultureInfo.InvariantCulture), Quit);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (await StartedAsync() is not { } now || now == started || await IsRefusedAsync(token))
        {
            await Task.Delay(20, patience.Token);
        }
        // Those of the test itself have lost their database as well.
        Database.DataSource.Clear();
        NpgsqlConnection.ClearAllPools();
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    private async Task<bool> IsRefusedAsync(string token) =>
        (await this.SendAsync(token, "{ viewer { unreadCount } }")).TryGetProperty("errors", out _);

    /// <summary>Since when the database runs; null while it does not.</summary>
    private async Task<DateTime?> StartedAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(Database.ConnectionString + ";Pooling=false");
            await connection.OpenAsync(Cancel);
            await using var command = new NpgsqlCommand("select pg_postmaster_start_time()", connection);
            return (DateTime?)await command.ExecuteScalarAsync(Cancel);
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }
}
