using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ResearchHub.Testing;
using Xunit;

namespace ResearchHub.Api.Tests.Hosting;

/// <summary>The program from outside: ready line, health, signals, and one sentence for each thing that is wrong.</summary>
public sealed class RunCommandTests(PostgresFixture postgres) : IDisposable
{
    private static readonly string[] AnyPort = ["--port", "0", "--no-seed"];
    private readonly TestFolder _folder = new();
    private readonly HttpClient _http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string[] Run => ["run", .. AnyPort, "--data", _folder.Path];

    private string PostmasterFile => _folder.File("postgres/pgdata/postmaster.pid");

    [Fact]
    public async Task Says_ready_when_it_is_and_ends_with_its_database_on_terminate()
    {
        await using var hub = new HubProcess(Run);
        var graphql = await hub.ReadyAsync(Cancel);

        var live = await _http.GetAsync(new Uri(graphql, "/health/live"), Cancel);
        var ready = await _http.GetAsync(new Uri(graphql, "/health/ready"), Cancel);
        hub.Signal(HubProcess.Terminate);
        var code = await hub.ExitAsync(Cancel);

        Assert.Equal("/graphql", graphql.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal("{\"status\":\"ready\",\"reason\":null}", await ready.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(0, code);
        Assert.False(File.Exists(PostmasterFile));
        AssertQuiet(hub);
    }

    [Fact]
    public async Task Starts_again_on_the_same_data_after_interrupt()
    {
        await using (var first = new HubProcess(Run))
        {
            await first.ReadyAsync(Cancel);
            first.Signal(HubProcess.Interrupt);
            Assert.Equal(0, await first.ExitAsync(Cancel));
        }

        await using var second = new HubProcess(Run);

        await second.ReadyAsync(Cancel);
        AssertQuiet(second);
    }

    [Fact]
    public async Task Its_database_ends_with_it_when_it_is_killed_and_the_next_start_recovers()
    {
        await using (var first = new HubProcess(Run))
        {
            await first.ReadyAsync(Cancel);
            using var server = System.Diagnostics.Process.GetProcessById(PostmasterId());

            first.Signal(HubProcess.KillNow);
            await first.ExitAsync(Cancel);

            await server.WaitForExitAsync(Cancel);
        }

        await using var second = new HubProcess(Run);

        await second.ReadyAsync(Cancel);
    }

    [Fact]
    public async Task A_second_server_on_the_data_folder_is_refused()
    {
        await using var first = new HubProcess(Run);
        await first.ReadyAsync(Cancel);

        await AssertRefusedAsync(Run, $"The data folder {_folder.Path} is in use by another ResearchHub process");
    }

    [Fact]
    public async Task A_taken_port_is_refused_before_anything_is_created()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        await AssertRefusedAsync(["run", "--port", port, "--data", _folder.Path], $"Port {port} is in use by another program");

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public Task A_folder_that_cannot_be_written_is_refused() =>
        AssertRefusedAsync(["run", .. AnyPort, "--data", "/proc/researchhub"], "The data folder /proc/researchhub cannot be written");

    [Fact]
    public Task An_unreachable_database_is_refused_without_its_password() =>
        AssertRefusedAsync(
            Run,
            "The database hub at 127.0.0.1:1 cannot be reached: Connection refused.",
            ("ConnectionStrings__ResearchHub", "Host=127.0.0.1;Port=1;Username=hub;Password=secret;Database=hub")
        );

    [Fact]
    public Task A_connection_string_that_is_none_is_refused() =>
        AssertRefusedAsync(
            Run,
            "The connection string is not one that Npgsql understands.",
            ("ConnectionStrings__ResearchHub", "Hots=secret")
        );

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_left_alone()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(Cancel);
        await database.ExecuteAsync(
            """
            CREATE TABLE "__EFMigrationsHistory" (migration_id varchar(150) PRIMARY KEY, product_version varchar(32) NOT NULL);
            INSERT INTO "__EFMigrationsHistory" VALUES ('29991231000000_FromTheFuture', '99.0.0')
            """,
            Cancel
        );

        await AssertRefusedAsync(Run, "29991231000000_FromTheFuture", ("ConnectionStrings__ResearchHub", database.ConnectionString));

        Assert.Equal(1L, await database.ScalarAsync<long>("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", Cancel));
    }

    [Fact]
    public async Task Several_servers_can_start_at_once_on_one_database()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(Cancel);
        var connection = ("ConnectionStrings__ResearchHub", database.ConnectionString);

        await using var first = new HubProcess(["run", .. AnyPort, "--data", _folder.File("a")], connection);
        await using var second = new HubProcess(["run", .. AnyPort, "--data", _folder.File("b")], connection);
        var addresses = await Task.WhenAll(first.ReadyAsync(Cancel), second.ReadyAsync(Cancel));

        Assert.NotEqual(addresses[0].Port, addresses[1].Port);
        Assert.False(Directory.Exists(_folder.File("a/postgres")));
    }

    [Theory]
    [InlineData("--bogus", "--bogus is not an option or command; see ./hub help.")]
    [InlineData("frobnicate", "frobnicate is not an option or command; see ./hub help.")]
    [InlineData("run --port x", "--port takes a number from 0 to 65535, not x; see ./hub help.")]
    public async Task What_is_not_understood_is_said_in_one_line(string arguments, string sentence)
    {
        await using var hub = new HubProcess(arguments.Split(' '));

        Assert.Equal(2, await hub.ExitAsync(Cancel));
        Assert.Equal([sentence], hub.Errors);
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private static async Task AssertRefusedAsync(string[] arguments, string sentence, params (string, string)[] environment)
    {
        await using var hub = new HubProcess(arguments, environment);

        Assert.Equal(1, await hub.ExitAsync(Cancel));
        Assert.Contains(sentence, Assert.Single(hub.Errors), StringComparison.Ordinal);
        Assert.Empty(hub.Output);
    }

    private static void AssertQuiet(HubProcess hub) => Assert.True(hub.Errors.Count == 0, string.Join('\n', hub.Errors));

    private int PostmasterId() => int.Parse(File.ReadLines(PostmasterFile).First(), CultureInfo.InvariantCulture);
}
