using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ResearchHub.Core.Data.Embedded;

/// <summary>
/// A PostgreSQL server owned by this process: it ends with it, however it ends, and is started again when it ends by itself.
/// One process at a time uses a folder; others connect with <see cref="TryFindRunningAsync"/>.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const int PortAttempts = 5;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly EmbeddedPostgresOptions _options;
    private readonly PostgresCluster _cluster;
    private readonly PostgresBinaries _binaries;
    private readonly ProcessLauncher _launcher;
    private readonly FileStream _lock;
    private readonly CancellationTokenSource _stopping = new();
    private PostgresProcess _process;
    private Task _supervision = Task.CompletedTask;
    private bool _disposed;

    private EmbeddedPostgres(
        EmbeddedPostgresOptions options,
        PostgresCluster cluster,
        PostgresBinaries binaries,
        ProcessLauncher launcher,
        FileStream folderLock
    )
    {
        (_options, _cluster, _binaries, _launcher, _lock) = (options, cluster, binaries, launcher, folderLock);
        _process = null!;
        Password = "";
    }

    /// <summary>TCP port on 127.0.0.1; stays the same when the server is started again.</summary>
    public int Port { get; private set; }

    private string Password { get; set; }

    /// <summary>Npgsql connection string of the superuser for one database of the cluster.</summary>
    public string ConnectionString(string database) => ConnectionString(Port, _options.User, Password, database);

    /// <summary>Creates the cluster if needed and starts it; returns when it takes connections.</summary>
    /// <exception cref="EmbeddedPostgresException">It cannot start, or another process uses the folder.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new EmbeddedPostgresException("The embedded PostgreSQL runs on Linux and macOS; set ConnectionStrings__ResearchHub.");
        }
        var binaries = PostgresBinaries.Locate(options.BinDirectory);
        var cluster = new PostgresCluster(options.Directory);
        var folderLock =
            cluster.TryLock() ?? throw new EmbeddedPostgresException($"The data folder {cluster.Directory} is in use by another process.");
        try
        {
            var launcher = await ProcessLauncher.ForAsync(cluster.Data, cancellationToken);
            await cluster.EnsureCreatedAsync(binaries, launcher, options, cancellationToken);
            var postgres = new EmbeddedPostgres(options, cluster, binaries, launcher, folderLock);
            postgres.Password = await cluster.ReadPasswordAsync(cancellationToken);
            await postgres.StartOnAnyPortAsync(cancellationToken);
            postgres._supervision = postgres.SuperviseAsync();
            return postgres;
        }
        catch
        {
            await folderLock.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connection string of a server that another process runs on the folder; null when none is ready there.</summary>
    public static async Task<string?> TryFindRunningAsync(
        EmbeddedPostgresOptions options,
        string database,
        CancellationToken cancellationToken
    )
    {
        var cluster = new PostgresCluster(options.Directory);
        var running = await PostmasterFile.ReadAsync(cluster.Data, cancellationToken);
        if (running is not { IsReady: true })
        {
            return null;
        }
        var text = ConnectionString(running.Port, options.User, await cluster.ReadPasswordAsync(cancellationToken), database);
        try
        {
            await using var connection = new NpgsqlConnection(text);
            await connection.OpenAsync(cancellationToken);
            return text;
        }
        catch (NpgsqlException exception) when (exception is not PostgresException)
        {
            return null; // Only the file is left over.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }
        _disposed = true;
        await _stopping.CancelAsync();
        await _supervision;
        await _process.DisposeAsync();
        if (await PostmasterFile.ReadAsync(_cluster.Data, CancellationToken.None) is { } outlived)
        {
            await outlived.ClearAsync(_cluster.Data, _options.Timeout, CancellationToken.None); // Its watchdog was killed.
        }
        await _lock.DisposeAsync();
        _stopping.Dispose();
        if (_options.Throwaway)
        {
            Directory.Delete(_cluster.Directory, recursive: true);
        }
    }

    private static string ConnectionString(int port, string user, string password, string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = user,
            Password = password,
            Database = database,
        }.ConnectionString;

    private async Task StartOnAnyPortAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = _options.Port != 0 ? _options.Port : FreePort();
            try
            {
                _process = await StartServerAsync(cancellationToken);
                return;
            }
            catch (EmbeddedPostgresException exception)
                when (_options.Port == 0 && attempt < PortAttempts && exception.Message.Contains("TCP/IP", StringComparison.Ordinal))
            {
                _options.Log?.Invoke($"Port {Port} was taken at the last moment; trying another.");
            }
        }
    }

    private async Task<PostgresProcess> StartServerAsync(CancellationToken cancellationToken)
    {
        var leftover = await PostmasterFile.ReadAsync(_cluster.Data, cancellationToken);
        var stalePid = leftover is null ? null : await leftover.ClearAsync(_cluster.Data, _options.Timeout, cancellationToken);
        string[] command =
        [
            .. _launcher.Prefix,
            _binaries.Postgres,
            "-D",
            _cluster.Data,
            .. PostgresSettings.Arguments(Port, _options.Throwaway),
        ];
        var process = PostgresProcess.Start(command, stalePid, _options.Log);
        try
        {
            await ReadyAsync(process, leftover, cancellationToken);
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    private async Task ReadyAsync(PostgresProcess process, PostmasterFile? leftover, CancellationToken cancellationToken)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < _options.Timeout && !process.Ended.IsCompleted; )
        {
            var now = await PostmasterFile.ReadAsync(_cluster.Data, cancellationToken);
            if (now is { IsReady: true } && now.Port == Port && !now.IsSameStartAs(leftover))
            {
                return;
            }
            await Task.Delay(LookAgain, cancellationToken);
        }
        throw new EmbeddedPostgresException($"PostgreSQL did not start in {_cluster.Directory}: {await process.ComplaintAsync()}");
    }

    private async Task SuperviseAsync()
    {
        var pause = TimeSpan.FromMilliseconds(100);
        while (true)
        {
            try
            {
                await _process.Ended.WaitAsync(_stopping.Token);
                _options.Log?.Invoke("PostgreSQL ended by itself and is started again.");
                var next = await StartServerAsync(_stopping.Token);
                await _process.DisposeAsync();
                _process = next;
                pause = TimeSpan.FromMilliseconds(100);
                _options.Log?.Invoke("PostgreSQL is back.");
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (EmbeddedPostgresException exception)
            {
                _options.Log?.Invoke(exception.Message);
                await Task.Delay(pause, CancellationToken.None);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
