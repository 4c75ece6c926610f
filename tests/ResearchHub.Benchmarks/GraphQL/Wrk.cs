using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ResearchHub.Benchmarks.GraphQL;

/// <summary>The load generator wrk: one thread, 32 connections, each sending its next request when the last is answered.</summary>
internal sealed class Wrk(string folder)
{
    private const int Connections = 32;

    /// <summary>Fails with advice when wrk is not there; as root on Debian it is installed.</summary>
    public static async Task EnsureInstalledAsync()
    {
        if (await ExistsAsync())
        {
            return;
        }
        if (Environment.UserName == "root" && File.Exists("/usr/bin/apt-get"))
        {
            Console.WriteLine("Installing wrk");
            await RunAsync("apt-get", ["update", "-qq"]);
            await RunAsync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "wrk"]);
        }
        if (!await ExistsAsync())
        {
            throw new BenchException("wrk is needed: install the package wrk (apt-get install wrk, brew install wrk).");
        }
    }

    /// <summary>Requests per second of one question to one server.</summary>
    /// <exception cref="BenchException">A request failed.</exception>
    public async Task<double> MeasureAsync(BenchServer server, BenchQuery query, string document, IReadOnlyList<string> slugs, int seconds)
    {
        var script = Path.Combine(folder, "requests.lua");
        await File.WriteAllTextAsync(script, Script(document, query.BySlug ? slugs : []));
        var time = string.Create(CultureInfo.InvariantCulture, $"-d{seconds}s");
        var connections = string.Create(CultureInfo.InvariantCulture, $"-c{Connections}");
        var report = await RunAsync("wrk", ["-t1", connections, time, "--timeout", "10s", "-s", script, server.Address.ToString()]);
        var lines = report.Split('\n', StringSplitOptions.TrimEntries);
        if (
            lines.FirstOrDefault(line =>
                line.StartsWith("Non-2xx", StringComparison.Ordinal) || line.StartsWith("Socket errors", StringComparison.Ordinal)
            ) is
            { } failure
        )
        {
            throw new BenchException($"{server.Name}, {query.Name}: {failure}");
        }
        var rate = lines.FirstOrDefault(line => line.StartsWith("Requests/sec:", StringComparison.Ordinal));
        return rate is null
            ? throw new BenchException($"wrk did not say how many requests {server.Name} answered: {report}")
            : double.Parse(rate["Requests/sec:".Length..], CultureInfo.InvariantCulture);
    }

    private static string Script(string document, IReadOnlyList<string> slugs)
    {
        var script = new StringBuilder("local bodies = {");
        foreach (var body in slugs.Count == 0 ? [BenchClient.Body(document, null)] : slugs.Select(slug => BenchClient.Body(document, slug)))
        {
            script.Append("\n  ").Append(JsonSerializer.Serialize(body, BenchClient.Plain)).Append(',');
        }
        return script
            .Append("\n}\n")
            .Append(
                """
                local requests, last = {}, 0
                function init()
                  for place, body in ipairs(bodies) do
                    requests[place] = wrk.format("POST", nil, { ["Content-Type"] = "application/json", ["Accept"] = "application/json" }, body)
                  end
                end
                function request()
                  last = last % #requests + 1
                  return requests[last]
                end
                """
            )
            .ToString();
    }

    private static async Task<bool> ExistsAsync()
    {
        try
        {
            await RunAsync("wrk", ["-v"], mayFail: true);
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static async Task<string> RunAsync(string program, string[] arguments, bool mayFail = false)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 || mayFail ? output : throw new BenchException($"{program} failed: {output}");
    }
}
