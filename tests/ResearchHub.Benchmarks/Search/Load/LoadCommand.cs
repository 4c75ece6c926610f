using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;
using ResearchHub.Search;

namespace ResearchHub.Benchmarks.Search.Load;

/// <summary>
/// <c>./hub bench search [--records N] [--compare N] [--folder DIR] [--questions N]</c>: speed over generated records, beside Lucene.Net as it comes and
/// PostgreSQL full text over the same data. <c>--compare</c> limits the records of those two (0 leaves them out); the ratios then compare
/// with this search over as many. <c>--folder</c> keeps the index there; found again, it is only asked, not filled. <c>--questions</c> of each
/// kind: 300.
/// </summary>
internal static class LoadCommand
{
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
        var queries = Queries(generated, Option(arguments, "--questions", 300));
        var folder = Path.Combine(Path.GetTempPath(), "researchhub-bench-" + Guid.NewGuid().ToString("N"));
        try
        {
            var ours = await OursAsync(generated, count, queries, Folder(arguments) ?? Path.Combine(folder, "ours"), targets);
            if (compared > 0)
            {
                await CompareAsync(generated, compared, count, queries, folder, ours);
            }
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        Console.WriteLine();
        return targets.Print() ? 0 : 1;
    }

    private static List<string> Queries(GeneratedRecords generated, int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ => generated.Query(random, 3))];
    }

    private static async Task<List<Latencies>> OursAsync(
        GeneratedRecords generated,
        int count,
        List<string> queries,
        string folder,
        Targets? targets
    )
    {
        using var metrics = new SearchMetrics();
        var options = new SearchOptions { Directory = folder };
        await using var index = new LuceneSearchIndex(options, TimeProvider.System, metrics, NullLogger<LuceneSearchIndex>.Instance);
        var isFilled = index.Status.Documents != count;
        if (isFilled)
        {
            await FillAsync(index, generated, count, targets);
        }
        var watch = Stopwatch.StartNew();
        await index.Finished;
        Print($"model of meanings trained after {watch.Elapsed.TotalSeconds:F1} s more; folder {FolderSize(folder) >> 20} MiB");
        var indexed = Memory.Now();
        Print($"after {(isFilled ? "indexing" : "opening")}: {indexed}");

        var measured = await MeasureAsync(queries, index);
        measured.ForEach(latency => latency.Print());
        var asked = Memory.Now();
        Print($"after the questions: {asked}; managed {GC.GetTotalMemory(forceFullCollection: false) >> 20} MiB");
        targets?.AtMost("three words with exact count, p99", measured[0].P99, 20, "ms");
        targets?.AtMost("with six facets, p99", measured[1].P99, 60, "ms");
        targets?.AtMost("newest first over everything, p99", measured[2].P99, 10, "ms");
        targets?.AtMost("suggest, p99", measured[3].P99, 1, "ms");
        targets?.AtMost($"resident memory after {(isFilled ? "indexing" : "opening")}", indexed.ResidentGibibytes, 1.5, "GiB");
        targets?.AtMost("resident memory after the questions", asked.ResidentGibibytes, 1.5, "GiB");
        return measured;
    }

    private static async Task FillAsync(LuceneSearchIndex index, GeneratedRecords generated, int count, Targets? targets)
    {
        using var texts = new TextFile(Enumerable.Range(0, count).Select(generated.Texts));
        var watch = Stopwatch.StartNew();
        var spent = Environment.CpuUsage.TotalTime;
        await index.RebuildAsync(generated.Records(texts), new FeedPosition(1, count), null, CancellationToken.None);
        var seconds = watch.Elapsed.TotalSeconds;
        var processor = (Environment.CpuUsage.TotalTime - spent).TotalSeconds;
        Print($"{count} records indexed and swapped in {seconds:F1} s, {count / seconds:F0} records/s; {processor:F1} s of processor time");
        targets?.AtLeast("records indexed a second", count / seconds, 7_000, "/s");
        targets?.AtMost("full rebuild", seconds, 240, "s");
    }

    private static async Task<List<Latencies>> MeasureAsync(List<string> queries, LuceneSearchIndex index)
    {
        var random = new Random(7);
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

    private static async Task CompareAsync(
        GeneratedRecords generated,
        int compared,
        int count,
        List<string> queries,
        string folder,
        List<Latencies> ours
    )
    {
        var mine = compared == count ? ours : await OursAsync(generated, compared, queries, Path.Combine(folder, "ours-compared"), null);
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
        stockWords.Print();
        stockFacets.Print();
        stockNewest.Print();
        Print($"loading the same {compared} records into PostgreSQL");
        await using var postgres = await PostgresFullText.StartAsync(records);
        var postgresWords = await Latencies.MeasureAsync("PostgreSQL three words", [.. queries.Take(40)], postgres.SearchAsync);
        var postgresFacets = await Latencies.MeasureAsync("PostgreSQL one facet", [.. queries.Take(40)], postgres.SearchWithFacetsAsync);
        postgresWords.Print();
        postgresFacets.Print();
        Print($"how much longer the others take, over {compared} records:");
        mine[0].Print(stockWords, postgresWords);
        mine[1].Print(stockFacets, postgresFacets);
        mine[2].Print(stockNewest);
    }

    private static long FolderSize(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static string? Folder(string[] arguments)
    {
        var at = Array.IndexOf(arguments, "--folder");
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }

    private static int Option(string[] arguments, string name, int otherwise)
    {
        var at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
