using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ResearchHub.Benchmarks.Search.Load;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;
using ResearchHub.Search;

namespace ResearchHub.Benchmarks.Search.Endurance;

/// <summary><c>bench search-fuzz [--strings N]</c>: hostile query texts from a fixed seed; none may throw or take a second.</summary>
internal static class FuzzCommand
{
    private const int Records = 2_000;
    private const string Signs = "abc \"()[]{}~^*?:\\/+-!&|<>=.,'’АБшđ0 \t\u0000\ud83d\ude00\u0301漢";

    private static readonly string[] Pieces =
    [
        "AND",
        "OR",
        "NOT",
        "И",
        "ИЛИ",
        "НЕ",
        "\"",
        "(",
        ")",
        "*",
        "title:",
        "author:",
        "year:2015..",
        "topic:",
        "place:RS",
        "type:",
        "doi:10.1/x",
        "orcid:",
        "-",
        "+",
        "\\",
        "[a TO b]",
        "~2",
        "^5",
        "*:*",
        "&&",
        "||",
        "migr*",
        "a*",
        "10.1234/(x)",
        "0000-0002-1825-0097",
        "migration",
        "дознаке",
    ];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var at = Array.IndexOf(arguments, "--strings");
        var strings = at >= 0 ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Path.Combine(Path.GetTempPath(), "researchhub-fuzz-" + Guid.NewGuid().ToString("N"));
        using var metrics = new SearchMetrics();
        await using var index = new LuceneSearchIndex(
            new SearchOptions { Directory = folder },
            TimeProvider.System,
            metrics,
            NullLogger<LuceneSearchIndex>.Instance
        );
        await index.RebuildAsync(new GeneratedRecords().Records(Records), FeedPosition.Start, null, CancellationToken.None);
        await index.Finished;
        var (failures, slowest, busiest) = await FuzzAsync(index, strings);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{strings} query texts: {failures} exceptions, the slowest took {slowest:F1} ms, the dearest {busiest:F1} ms of processor time"
            )
        );
        Directory.Delete(folder, recursive: true);
        return failures == 0 && slowest < 1000 ? 0 : 1;
    }

    private static async Task<(int Failures, double Slowest, double Busiest)> FuzzAsync(LuceneSearchIndex index, int strings)
    {
        var random = new Random(9);
        var (failures, slowest, busiest) = (0, 0.0, 0.0);
        for (var i = 0; i < strings; i++)
        {
            var text = MakeText(random);
            var spent = Environment.CpuUsage.TotalTime;
            var started = Stopwatch.GetTimestamp();
            try
            {
                await index.SearchAsync(
                    new SearchRequest
                    {
                        Query = text,
                        First = 3,
                        Highlights = i % 4 == 0,
                    },
                    CancellationToken.None
                );
            }
            catch (Exception error) when (failures++ < 10)
            {
                await Console.Error.WriteLineAsync(
                    $"{error.GetType().Name} {error.Message} for {Convert.ToHexString(Encoding.Unicode.GetBytes(text))}"
                );
            }
            slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            busiest = Math.Max(busiest, (Environment.CpuUsage.TotalTime - spent).TotalMilliseconds);
        }
        return (failures, slowest, busiest);
    }

    private static string MakeText(Random random)
    {
        var text = new StringBuilder();
        var length = random.Next(100) == 0 ? random.Next(2000) : random.Next(1, 16);
        for (var i = 0; i < length; i++)
        {
            text.Append(random.Next(2) == 0 ? Pieces[random.Next(Pieces.Length)] : Signs[random.Next(Signs.Length)].ToString());
            text.Append(random.Next(2) == 0 ? " " : "");
        }
        return text.ToString();
    }
}
