using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ResearchHub.Benchmarks.Search.Load;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;
using ResearchHub.Search;

namespace ResearchHub.Benchmarks.Search.Endurance;

/// <summary>
/// <c>bench search-fuzz [--strings N] [--records N]</c>: hostile query texts from a fixed seed, every fourth with highlights, every tenth with facets; none may
/// throw or take a second. Before them <see cref="DearTexts"/>.
/// </summary>
internal static class FuzzCommand
{
    private const int Dearest = 12;
    private static readonly FacetRequest[] Facets = [.. Enum.GetValues<FacetField>().Select(field => new FacetRequest(field))];
    private const string Signs = "abc \"()[]{}~^*?:\\/+-!&|<>=.,'’АБшđ0 \t\u0000\ud83d\ude00\u0301漢";

    private static readonly string[] Pieces =
    [
        "AND",
        "OR",
        "NOT",
        "И",
        "ИЛИ",
        "НЕ",
        "NE",
        "ILI",
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
        "c*",
        "м*",
        "s* ",
        "author:p*",
        "title:m*",
        "10.1234/(x)",
        "0000-0002-1825-0097",
        "migration",
        "дознаке",
        "ъ",
        "Ь",
        "ь*",
        "\u00ad",
        "\u0301",
        "\u200d",
        "\ufe0f",
    ];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var strings = Number(arguments, "--strings", 1_000_000);
        var records = Number(arguments, "--records", 2_000);
        var folder = Path.Combine(Path.GetTempPath(), "researchhub-fuzz-" + Guid.NewGuid().ToString("N"));
        using var metrics = new SearchMetrics();
        await using var index = new LuceneSearchIndex(
            new SearchOptions { Directory = folder },
            TimeProvider.System,
            metrics,
            NullLogger<LuceneSearchIndex>.Instance
        );
        var generated = new GeneratedRecords();
        await index.RebuildAsync(generated.Records(records), FeedPosition.Start, null, CancellationToken.None);
        await index.Finished;
        await SpentAsync(index, generated.Query(new Random(7), 3), highlights: true, facets: true);
        var slowestMade = 0.0;
        foreach (var (name, text) in DearTexts.Of(generated))
        {
            var started = Stopwatch.GetTimestamp();
            await SpentAsync(index, text, highlights: true, facets: true);
            var spent = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name, -44} {spent, 7:F1} ms"));
            slowestMade = Math.Max(slowestMade, spent);
        }
        var (failures, slowest, dearest) = await FuzzAsync(index, strings);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{strings} query texts over {records} records: {failures} exceptions, the slowest took {slowest:F1} ms"
            )
        );
        while (dearest.TryDequeue(out var text, out var spent))
        {
            var again = await SpentAsync(index, text, highlights: true, facets: true);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{spent, 7:F1} ms of processor time, {again, 7:F1} ms when asked again: {JsonSerializer.Serialize(text)}"
                )
            );
        }
        Directory.Delete(folder, recursive: true);
        return failures == 0 && Math.Max(slowest, slowestMade) < 1000 ? 0 : 1;
    }

    private static int Number(string[] arguments, string option, int otherwise)
    {
        var at = Array.IndexOf(arguments, option);
        return at >= 0 ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }

    private static async Task<(int Failures, double Slowest, PriorityQueue<string, double> Dearest)> FuzzAsync(
        LuceneSearchIndex index,
        int strings
    )
    {
        var random = new Random(9);
        var dearest = new PriorityQueue<string, double>();
        var (failures, slowest) = (0, 0.0);
        for (var i = 0; i < strings; i++)
        {
            var text = MakeText(random);
            var started = Stopwatch.GetTimestamp();
            try
            {
                dearest.Enqueue(text, await SpentAsync(index, text, highlights: i % 4 == 0, facets: i % 10 == 0));
            }
            catch (Exception error) when (failures++ < 10)
            {
                await Console.Error.WriteLineAsync(
                    $"{error.GetType().Name} {error.Message} for {Convert.ToHexString(Encoding.Unicode.GetBytes(text))}"
                );
            }
            slowest = Math.Max(slowest, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (dearest.Count > Dearest)
            {
                dearest.Dequeue();
            }
        }
        return (failures, slowest, dearest);
    }

    /// <summary>Milliseconds of processor time of one search; what else the process does meanwhile is among them.</summary>
    private static async Task<double> SpentAsync(LuceneSearchIndex index, string text, bool highlights, bool facets)
    {
        var before = Environment.CpuUsage.TotalTime;
        var request = new SearchRequest
        {
            Query = text,
            First = 3,
            Highlights = highlights,
            Facets = facets ? Facets : [],
        };
        await index.SearchAsync(request, CancellationToken.None);
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
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
