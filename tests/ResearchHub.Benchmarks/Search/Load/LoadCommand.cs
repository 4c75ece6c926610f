using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;
using ResearchHub.Search;

namespace ResearchHub.Benchmarks.Search.Load;

/// <summary>
/// <c>./hub bench search [--records N] [--compare N]</c>: speed over generated records, beside Lucene.Net as it comes and PostgreSQL
/// full text over the same data. <c>--compare</c> limits the records of those two (0 leaves them out); the ratios then compare with
/// this search over as many.
/// </summary>
internal static class LoadCommand
{
    private const int Questions = 300;
    private static readonly FacetRequest[] SixFacets =
    [
        new(FacetField.Type),
        new(FacetField.Year, 40),
        new(FacetField.Language),
        new(FacetField.Access),
        new(FacetField.Topic),
        new(FacetField.Place),
    ];

    private static readonly string[] StockFacets = ["type", "year", "language", "access", "topic", "place"];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var count = Option(arguments, "--records", 1_000_000);
        var compared = Option(arguments, "--compare", count);
        var targets = new Targets();
        var generated = new GeneratedRecords();
        var folder = Path.Combine(Path.GetTempPath(), "researchhub-bench-" + Guid.NewGuid().ToString("N"));
        try
        {
            var ours = await OursAsync(generated, count, Path.Combine(folder, "ours"), targets);
            if (compared > 0)
            {
                await CompareAsync(generated, compared, count, folder, ours);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        Console.WriteLine();
        return targets.Print() ? 0 : 1;
    }

    private static async Task<List<Latencies>> OursAsync(GeneratedRecords generated, int count, string folder, Targets? targets)
    {
        using var metrics = new SearchMetrics();
        var options = new SearchOptions { Directory = folder };
        await using var index = new LuceneSearchIndex(options, TimeProvider.System, metrics, NullLogger<LuceneSearchIndex>.Instance);
        using var process = Process.GetCurrentProcess();
        var watch = Stopwatch.StartNew();
        var processor = process.TotalProcessorTime;
        await index.RebuildAsync(generated.Records(count), new FeedPosition(1, count), null, CancellationToken.None);
        var seconds = watch.Elapsed.TotalSeconds;
        process.Refresh();
        var busy = (process.TotalProcessorTime - processor).TotalSeconds;
        Print($"{count} records indexed and swapped in {seconds:F1} s, {count / seconds:F0} records/s; {busy:F1} s of processor time");
        await index.Trained;
        Print($"model of meanings trained after {watch.Elapsed.TotalSeconds:F1} s; folder {FolderSize(folder) >> 20} MiB");

        var measured = await MeasureAsync(generated, index);
        measured.ForEach(latency => latency.Print());
        process.Refresh();
        Print($"resident {process.WorkingSet64 >> 20} MiB, managed {GC.GetTotalMemory(forceFullCollection: false) >> 20} MiB");
        targets?.AtLeast("records indexed a second", count / seconds, 7_000, "/s");
        targets?.AtMost("full rebuild", seconds, 240, "s");
        targets?.AtMost("three words with exact count, p99", measured[0].P99, 20, "ms");
        targets?.AtMost("with six facets, p99", measured[1].P99, 60, "ms");
        targets?.AtMost("newest first over everything, p99", measured[2].P99, 10, "ms");
        targets?.AtMost("suggest, p99", measured[3].P99, 1, "ms");
        targets?.AtMost("resident memory", process.WorkingSet64 / 1073741824.0, 1.5, "GiB");
        return measured;
    }

    private static async Task<List<Latencies>> MeasureAsync(GeneratedRecords generated, LuceneSearchIndex index)
    {
        var random = new Random(7);
        var queries = Enumerable.Range(0, Questions).Select(_ => generated.Query(random, 3)).ToList();
        var prefixes = queries.ConvertAll(query => query[..(2 + random.Next(5))]);
        return
        [
            await Latencies.MeasureAsync(
                "three words, exact count",
                queries,
                query => index.SearchAsync(new SearchRequest { Query = query }, default)
            ),
            await Latencies.MeasureAsync(
                "three words, six facets",
                queries,
                query => index.SearchAsync(new SearchRequest { Query = query, Facets = SixFacets }, default)
            ),
            await Latencies.MeasureAsync(
                "newest first over everything",
                queries,
                _ => index.SearchAsync(new SearchRequest { Order = SearchOrder.Newest }, default)
            ),
            await Latencies.MeasureAsync("suggest", prefixes, prefix => Task.FromResult(index.Suggest(prefix, [], 8))),
            await Latencies.MeasureAsync(
                "six facets over everything",
                queries,
                _ => index.SearchAsync(new SearchRequest { Facets = SixFacets }, default)
            ),
            await Latencies.MeasureAsync(
                "three words, highlights",
                queries,
                query => index.SearchAsync(new SearchRequest { Query = query, Highlights = true }, default)
            ),
            await Latencies.MeasureAsync("similar", queries, query => index.SimilarAsync(1 + (query.Length * 37), 10, default)),
        ];
    }

    private static async Task CompareAsync(GeneratedRecords generated, int compared, int count, string folder, List<Latencies> ours)
    {
        var mine = compared == count ? ours : await OursAsync(generated, compared, Path.Combine(folder, "ours-compared"), null);
        var random = new Random(7);
        var queries = Enumerable.Range(0, Questions).Select(_ => generated.Query(random, 3)).ToList();
        var records = Enumerable.Range(0, compared).Select(generated.Record);
        Print($"building the same {compared} records the stock way");
        using var stock = new StockLucene(Path.Combine(folder, "stock"), records);
        var stockWords = await Latencies.MeasureAsync("stock three words", queries, query => Task.FromResult(stock.Search(query)));
        var stockFacets = await Latencies.MeasureAsync(
            "stock six facets",
            [.. queries.Take(60)],
            query => Task.FromResult(stock.SearchWithFacets(query, StockFacets))
        );
        var stockNewest = await Latencies.MeasureAsync("stock newest", [.. queries.Take(60)], _ => Task.FromResult(stock.Newest()));
        Print($"loading the same {compared} records into PostgreSQL");
        await using var postgres = await PostgresFullText.StartAsync(records);
        var postgresWords = await Latencies.MeasureAsync("PostgreSQL three words", [.. queries.Take(40)], postgres.SearchAsync);
        var postgresFacets = await Latencies.MeasureAsync("PostgreSQL one facet", [.. queries.Take(40)], postgres.SearchWithFacetsAsync);
        Print($"how much longer the others take, over {compared} records:");
        mine[0].Print(stockWords, postgresWords);
        mine[1].Print(stockFacets, postgresFacets);
        mine[2].Print(stockNewest);
    }

    private static long FolderSize(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static int Option(string[] arguments, string name, int otherwise)
    {
        var at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
