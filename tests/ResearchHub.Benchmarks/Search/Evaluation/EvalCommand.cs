using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using ResearchHub.Core.Events;
using ResearchHub.Search;
using ResearchHub.Search.Ranking;
using ResearchHub.Testing;

namespace ResearchHub.Benchmarks.Search.Evaluation;

/// <summary><c>./hub eval [--collection NAME] [--folder DIR]</c>: relevance of this search beside Lucene's defaults, in one run.</summary>
internal static class EvalCommand
{
    private const int Depth = 1000;
    private static readonly string[] Shared = ["scifact-train", "cranfield", "cisi", "cacm"];
    private const string Own = "researchhub";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var wanted = Option(arguments, "--collection");
        var folders = Find(Option(arguments, "--folder")).Where(folder => wanted is null || Path.GetFileName(folder) == wanted).ToList();
        if (folders.Count == 0)
        {
            await Console.Error.WriteLineAsync(wanted is null ? "No collection was found." : $"There is no collection named {wanted}.");
            return 2;
        }
        if (arguments.Contains("--pool", StringComparer.Ordinal))
        {
            return await PoolCommand.RunAsync(folders[0]);
        }
        Console.WriteLine("collection      ranking                        nDCG@10    MAP  R@100    vs Lucene        p");
        var ratios = new List<(string Collection, double Ndcg, double Plain, double Typo)>();
        foreach (var folder in folders)
        {
            ratios.Add(await EvaluateAsync(await TestCollection.LoadAsync(folder)));
        }
        return Verdict(ratios.Where(ratio => Shared.Contains(ratio.Collection, StringComparer.Ordinal)).ToList());
    }

    private static async Task<(string, double, double, double)> EvaluateAsync(TestCollection collection)
    {
        using var english = PlainLucene.English(collection);
        using var standard = PlainLucene.Standard(collection);
        var plain = TrecMeasures.Compute(collection, english.Search);
        Print(collection, "Lucene: English, BM25", plain, plain);
        Print(collection, "Lucene: Standard, tf-idf", TrecMeasures.Compute(collection, standard.Search), plain);

        var folder = Path.Combine(Path.GetTempPath(), "researchhub-eval-" + Guid.NewGuid().ToString("N"));
        using var metrics = new SearchMetrics();
        await using var index = new LuceneSearchIndex(
            new SearchOptions { Directory = folder },
            TimeProvider.System,
            metrics,
            NullLogger<LuceneSearchIndex>.Instance
        );
        await index.RebuildAsync(collection.Records().ToAsyncEnumerable(), FeedPosition.Start, null, CancellationToken.None);
        await index.Finished;
        foreach (var (name, features) in RankingFeatures.Stages)
        {
            Print(collection, name, TrecMeasures.Compute(collection, text => Hits(collection, index, text, features)), plain);
        }
        var ours = TrecMeasures.Compute(collection, text => Hits(collection, index, text, RankingFeatures.All));
        var random = new Random(5);
        var typo = TrecMeasures.Compute(collection, text => Hits(collection, index, Typos.Make(text, random), RankingFeatures.All));
        Print(collection, "  with one typing error a query", typo, plain);
        Directory.Delete(folder, recursive: true);
        return (collection.Name, ours.Ndcg10, plain.Ndcg10, typo.Ndcg10);
    }

    private static List<(string, double)> Hits(TestCollection collection, LuceneSearchIndex index, string text, RankingFeatures features) =>
        [.. index.Rank(text, Depth, features).Select(hit => (collection.Documents[(int)hit.Id - 1].Id, (double)hit.Score))];

    private static void Print(TestCollection collection, string ranking, Measures measures, Measures plain) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{collection.Name, -15} {ranking, -30} {measures.Ndcg10, 7:F4} {measures.Map, 6:F4} {measures.Recall100, 6:F4}   {(measures.Ndcg10 / plain.Ndcg10) - 1, 8:+0.0%;-0.0%;0.0%}   {(ReferenceEquals(measures, plain) ? 1 : TrecMeasures.PValue(measures.NdcgByQuery, plain.NdcgByQuery)), 7:F4}"
            )
        );

    private static int Verdict(List<(string Collection, double Ndcg, double Plain, double Typo)> ratios)
    {
        if (ratios.Count < Shared.Length)
        {
            return 0;
        }
        var gain = (ratios.Average(ratio => ratio.Ndcg) / ratios.Average(ratio => ratio.Plain)) - 1;
        var worst = ratios.Min(ratio => (ratio.Ndcg / ratio.Plain) - 1);
        var typo = 1 - (ratios.Average(ratio => ratio.Typo) / ratios.Average(ratio => ratio.Ndcg));
        var invariant = CultureInfo.InvariantCulture;
        Console.WriteLine(
            string.Create(invariant, $"{Mark(gain >= 0.05)} macro nDCG@10 {gain:+0.0%;-0.0%} against Lucene's defaults (wanted: +5 %)")
        );
        Console.WriteLine(string.Create(invariant, $"{Mark(worst >= 0)} the weakest collection {worst:+0.0%;-0.0%} (wanted: none below)"));
        Console.WriteLine(
            string.Create(invariant, $"{Mark(typo <= 0.03)} one typing error a query costs {typo:0.0%} (wanted: at most 3 %)")
        );
        return gain >= 0.05 && worst >= 0 && typo <= 0.03 ? 0 : 1;
    }

    private static string Mark(bool passed) => passed ? "PASS" : "FAIL";

    private static IEnumerable<string> Find(string? folder)
    {
        if (folder is not null)
        {
            return Directory.Exists(Path.Combine(folder, "docs")) || File.Exists(Path.Combine(folder, "qrels.txt"))
                ? [folder]
                : Directory.GetDirectories(folder).Order(StringComparer.Ordinal);
        }
        var own = Path.Combine(Repository.Root, "tests/ResearchHub.Benchmarks/collections", Own);
        var shared = Path.GetFullPath(Path.Combine(Repository.Root, "../shared/data/collections"));
        return Shared.Select(name => Path.Combine(shared, name)).Append(own).Where(path => File.Exists(Path.Combine(path, "qrels.txt")));
    }

    private static string? Option(string[] arguments, string name)
    {
        var at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
