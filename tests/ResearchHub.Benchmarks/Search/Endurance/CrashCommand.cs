using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using ResearchHub.Benchmarks.Search.Load;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;
using ResearchHub.Search;

namespace ResearchHub.Benchmarks.Search.Endurance;

/// <summary>
/// <c>bench search-crash [--rounds N]</c>: a child process writes and commits until it is killed (SIGKILL) at a random moment; then the
/// index is opened and must stand at a position not behind what the child said was committed, with exactly the records up to there.
/// </summary>
internal static class CrashCommand
{
    private const int Batch = 5;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var at = Array.IndexOf(arguments, "--rounds");
        var rounds = at >= 0 ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : 200;
        var folder = Path.Combine(Path.GetTempPath(), "researchhub-crash-" + Guid.NewGuid().ToString("N"));
        await using (var index = Open(folder))
        {
            await index.RebuildAsync(AsyncEnumerable.Empty<SearchDocument>(), FeedPosition.Start, null, CancellationToken.None);
        }
        var random = new Random(4);
        var bad = 0;
        var last = 0L;
        for (var round = 0; round < rounds; round++)
        {
            var acknowledged = Math.Max(last, await KillWriterAsync(folder, random));
            await using var index = Open(folder);
            var status = index.Status;
            last = status.Sequence.Sequence;
            var isSound = !index.NeedsRebuild && last >= acknowledged && status.Documents == last;
            if (!isSound)
            {
                bad++;
                Console.WriteLine($"round {round}: acknowledged {acknowledged}, found {status}, needs rebuild: {index.NeedsRebuild}");
            }
        }
        Console.WriteLine($"{rounds} rounds of kill -9: {bad} bad; {last} records at the end");
        Directory.Delete(folder, recursive: true);
        return bad == 0 ? 0 : 1;
    }

    /// <summary>The child: goes on from where the index stands, says each position after its commit.</summary>
    public static async Task<int> WriteAsync(string folder)
    {
        var generated = new GeneratedRecords();
        await using var index = Open(folder);
        var position = index.Status.Sequence.Sequence;
        Console.WriteLine("ready");
        while (true)
        {
            var records = Enumerable.Range((int)position, Batch).Select(generated.Record).ToList();
            position += Batch;
            await index.ApplyAsync(records, [], new FeedPosition(1, position), CancellationToken.None);
            if (position % 3 != 0)
            {
                await index.CommitAsync(CancellationToken.None);
                Console.WriteLine(position.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static async Task<long> KillWriterAsync(string folder, Random random)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["bench", "search-crash-writer", folder])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            start.ArgumentList.Insert(0, Environment.GetCommandLineArgs()[0]);
        }
        using var writer = Process.Start(start)!;
        await writer.StandardOutput.ReadLineAsync();
        var acknowledged = 0L;
        var commits = random.Next(1, 12);
        while (await writer.StandardOutput.ReadLineAsync() is { } line)
        {
            acknowledged = long.Parse(line, CultureInfo.InvariantCulture);
            if (--commits == 0)
            {
                await Task.Delay(random.Next(0, 40));
                writer.Kill();
            }
        }
        await writer.WaitForExitAsync();
        return acknowledged;
    }

    private static LuceneSearchIndex Open(string folder) =>
        new(
            new SearchOptions { Directory = folder, WriteBufferMegabytes = 1 },
            TimeProvider.System,
            new SearchMetrics(),
            NullLogger<LuceneSearchIndex>.Instance
        );
}
