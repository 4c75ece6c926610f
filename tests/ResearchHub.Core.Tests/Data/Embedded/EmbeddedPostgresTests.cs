using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using ResearchHub.Core.Data.Embedded;
using ResearchHub.Testing;
using Xunit;

namespace ResearchHub.Core.Tests.Data.Embedded;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly ConcurrentQueue<string> _log = new();
    private readonly TaskCompletionSource _back = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keeps_its_data_when_it_is_started_again()
    {
        await using (var first = await StartAsync())
        {
            await ExecuteAsync(first.ConnectionString("postgres"), "CREATE TABLE note AS SELECT 42 AS id");
        }

        await using var second = await StartAsync();

        Assert.Equal(42, await ScalarAsync<int>(second.ConnectionString("postgres"), "SELECT id FROM note"));
    }

    [Fact]
    public async Task Is_a_real_server_with_unicode_collation_and_the_extensions_we_use()
    {
        await using var postgres = await StartAsync();
        var connection = postgres.ConnectionString("postgres");

        await ExecuteAsync(connection, "CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent");

        Assert.Equal("i", await ScalarAsync<string>(connection, "SELECT datlocprovider::text FROM pg_database WHERE datname = 'postgres'"));
        Assert.True(await ScalarAsync<bool>(connection, "SELECT 'Čačak' < 'Dom' AND 'čačak' < 'Dom'"));
    }

    [Fact]
    public async Task Asks_for_the_password_that_only_the_owner_of_the_folder_can_read()
    {
        await using var postgres = await StartAsync();
        var wrong = new NpgsqlConnectionStringBuilder(postgres.ConnectionString("postgres")) { Password = "guess", Pooling = false };

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync<int>(wrong.ConnectionString, "SELECT 1"));

        Assert.Equal("28P01", refusal.SqlState);
        Assert.Equal(
            "SCRAM-SHA-256",
            await ScalarAsync<string>(
                postgres.ConnectionString("postgres"),
                "SELECT left(rolpassword, 13) FROM pg_authid WHERE rolcanlogin"
            )
        );
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("password")));
        }
    }

    [Fact]
    public async Task A_second_start_on_the_folder_is_refused_and_finds_the_running_one_instead()
    {
        await using var first = await StartAsync();

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(StartAsync);
        var running = await EmbeddedPostgres.TryFindRunningAsync(Options, "postgres", Cancel);

        Assert.Equal($"The data folder {_folder.Path} is in use by another process.", refusal.Message);
        Assert.Equal(1, await ScalarAsync<int>(running!, "SELECT 1"));
    }

    [Fact]
    public async Task Nothing_is_found_running_after_the_end()
    {
        await (await StartAsync()).DisposeAsync();

        Assert.Null(await EmbeddedPostgres.TryFindRunningAsync(Options, "postgres", Cancel));
    }

    [Fact]
    public async Task A_server_that_is_killed_is_started_again_on_the_same_port_with_its_data()
    {
        await using var postgres = await StartAsync();
        await ExecuteAsync(postgres.ConnectionString("postgres"), "CREATE TABLE note AS SELECT 42 AS id");
        var port = postgres.Port;

        Kill(PostmasterId());
        await _back.Task.WaitAsync(Cancel);

        Assert.Equal(port, postgres.Port);
        NpgsqlConnection.ClearAllPools();
        Assert.Equal(42, await ScalarAsync<int>(postgres.ConnectionString("postgres"), "SELECT id FROM note"));
    }

    [Fact]
    public async Task A_server_that_outlives_its_watchdog_is_stopped_and_started_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Parents of processes are read from /proc.");
        await using var postgres = await StartAsync();
        using var orphan = Process.GetProcessById(PostmasterId());
        var status = await File.ReadAllLinesAsync($"/proc/{orphan.Id}/status", Cancel);
        var parent = status.Single(line => line.StartsWith("PPid:", StringComparison.Ordinal))["PPid:".Length..];

        Kill(int.Parse(parent, CultureInfo.InvariantCulture));
        await _back.Task.WaitAsync(Cancel);

        Assert.True(orphan.HasExited);
        Assert.NotEqual(orphan.Id, PostmasterId());
        NpgsqlConnection.ClearAllPools();
        Assert.Equal(1, await ScalarAsync<int>(postgres.ConnectionString("postgres"), "SELECT 1"));
    }

    [Fact]
    public async Task A_lock_file_whose_process_number_belongs_to_another_program_by_now_is_no_obstacle()
    {
        await (await StartAsync()).DisposeAsync();
        using var other = Process.Start(new ProcessStartInfo("sleep", "600"))!;
        try
        {
            await File.WriteAllTextAsync(
                _folder.File("pgdata/postmaster.pid"),
                $"{other.Id}\n{_folder.File("pgdata")}\n1700000000\n5432\n\n127.0.0.1\n  1234567         1\nready   \n",
                Cancel
            );

            await using var postgres = await StartAsync();

            Assert.Equal(1, await ScalarAsync<int>(postgres.ConnectionString("postgres"), "SELECT 1"));
            Assert.False(other.HasExited);
        }
        finally
        {
            other.Kill();
        }
    }

    [Fact]
    public async Task An_initdb_that_was_cut_off_is_begun_anew()
    {
        Directory.CreateDirectory(_folder.File("pgdata.new/base"));
        await File.WriteAllTextAsync(_folder.File("pgdata.new/PG_VERSION"), "18", Cancel);

        await using var postgres = await StartAsync();

        Assert.Equal(1, await ScalarAsync<int>(postgres.ConnectionString("postgres"), "SELECT 1"));
        Assert.False(Directory.Exists(_folder.File("pgdata.new")));
    }

    [Fact]
    public async Task A_folder_with_no_programs_is_named_in_the_error()
    {
        var options = Options with { BinDirectory = "/nowhere" };

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedPostgres.StartAsync(options, Cancel));

        Assert.Equal("The folder /nowhere holds no initdb and postgres; correct RESEARCHHUB_PG_BIN.", refusal.Message);
    }

    [Fact]
    public async Task A_database_of_another_major_version_is_refused_with_what_to_do_and_left_alone()
    {
        var programs = _folder.File("programs");
        Directory.CreateDirectory(programs);
        Directory.CreateDirectory(_folder.File("pgdata"));
        await File.WriteAllTextAsync(_folder.File("pgdata/PG_VERSION"), "18\n", Cancel);
        foreach (var program in (string[])["initdb", "postgres"])
        {
            var path = Path.Combine(programs, program);
            await File.WriteAllTextAsync(path, "#!/bin/sh\necho 'postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)'\n", Cancel);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
        }

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() =>
            EmbeddedPostgres.StartAsync(Options with { BinDirectory = programs }, Cancel)
        );

        Assert.Equal(
            $"The database in {_folder.Path} was made by PostgreSQL 18, but the one found, in {programs}, is version 15: run `npm ci --ignore-scripts` in src/postgres, or set RESEARCHHUB_PG_BIN to the programs of version 18.",
            refusal.Message
        );
        Assert.Equal(["PG_VERSION"], Directory.GetFileSystemEntries(_folder.File("pgdata")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_with_the_reason()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() =>
            EmbeddedPostgres.StartAsync(Options with { Port = port }, Cancel)
        );

        Assert.Contains("could not create any TCP/IP sockets", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_throwaway_cluster_leaves_no_folder()
    {
        var options = Options with { Directory = _folder.File("throwaway"), Throwaway = true };

        await (await EmbeddedPostgres.StartAsync(options, Cancel)).DisposeAsync();

        Assert.False(Directory.Exists(_folder.File("throwaway")));
    }

    public void Dispose() => _folder.Dispose();

    private EmbeddedPostgresOptions Options => new() { Directory = _folder.Path, Log = Note };

    private Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartAsync(Options, Cancel);

    private void Note(string line)
    {
        _log.Enqueue(line);
        if (string.Equals(line, "PostgreSQL is back.", StringComparison.Ordinal))
        {
            _back.TrySetResult();
        }
    }

    private int PostmasterId() => int.Parse(File.ReadLines(_folder.File("pgdata/postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private static void Kill(int process)
    {
        using var server = Process.GetProcessById(process);
        server.Kill();
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task<T?> ScalarAsync<T>(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancel) is T value ? value : default;
    }
}
