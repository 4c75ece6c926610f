using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ResearchHub.Testing;

namespace ResearchHub.Benchmarks.GraphQL;

/// <summary>A server in a process of its own.</summary>
internal sealed class BenchServer : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);

    private readonly Process _process;

    private BenchServer(string name, Uri address, Process process) => (Name, Address, _process) = (name, address, process);

    public string Name { get; }

    /// <summary>Where it answers GraphQL.</summary>
    public Uri Address { get; }

    /// <summary>This server as it is released, over the database; its search index goes into the folder.</summary>
    /// <param name="port">Null for any that is free.</param>
    /// <param name="seeds">Loads the seed, where it is not there yet.</param>
    public static Task<BenchServer> StartOursAsync(BenchDatabase database, string folder, string? port = null, bool seeds = false)
    {
        port ??= FreePort();
        var start = OurProgram(database, ["run", "--port", port, "--data", folder, .. seeds ? Array.Empty<string>() : ["--no-seed"]]);
        return StartAsync("ResearchHub", start, port, "ResearchHub is ready");
    }

    /// <summary>A new token of an account with every right.</summary>
    public static async Task<string> CreateTokenAsync(BenchDatabase database)
    {
        var start = OurProgram(database, "token", "create", "--as", "bench@example.org", "--role", "ADMIN");
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var token = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? token.Trim() : throw new BenchException("No token could be made.");
    }

    /// <summary>PostGraphile over the same database. Its packages are fetched the first time.</summary>
    public static async Task<BenchServer> StartPostGraphileAsync(BenchDatabase database)
    {
        var folder = Path.Combine(Repository.Root, "tests/ResearchHub.Benchmarks/postgraphile");
        if (!File.Exists(Path.Combine(folder, "node_modules/.package-lock.json")))
        {
            var install = new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
            {
                WorkingDirectory = folder,
            };
            using var npm = Process.Start(install)!;
            await npm.WaitForExitAsync();
            if (npm.ExitCode != 0)
            {
                throw new BenchException("npm ci could not install PostGraphile.");
            }
        }
        var port = FreePort();
        var start = new ProcessStartInfo("node", ["server.mjs"]) { WorkingDirectory = folder };
        start.Environment["DATABASE_URL"] = database.Address;
        start.Environment["PORT"] = port;
        start.Environment["NODE_ENV"] = "production";
        start.Environment["GRAPHILE_ENV"] = "production";
        return await StartAsync("PostGraphile", start, port, "ready");
    }

    /// <summary>Memory that the process holds, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static ProcessStartInfo OurProgram(BenchDatabase database, params string[] arguments)
    {
        var program = Path.Combine(Repository.Root, "artifacts/bin/ResearchHub.Api/release/ResearchHub.Api.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]);
        start.Environment["ConnectionStrings__ResearchHub"] = database.ConnectionString;
        return start;
    }

    private static async Task<BenchServer> StartAsync(string name, ProcessStartInfo start, string port, string sign)
    {
        start.RedirectStandardOutput = true;
        start.UseShellExecute = false;
        var process = Process.Start(start)!;
        var server = new BenchServer(name, new Uri($"http://127.0.0.1:{port}/graphql"), process);
        var ready = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null || line.Data.StartsWith(sign, StringComparison.Ordinal))
            {
                ready.TrySetResult(line.Data is not null);
            }
        };
        process.BeginOutputReadLine();
        try
        {
            if (!await ready.Task.WaitAsync(StartLimit))
            {
                throw new BenchException($"{name} ended before it was ready.");
            }
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>The measurement can't be made; the message says why in one sentence.</summary>
internal sealed class BenchException(string message) : Exception(message);
