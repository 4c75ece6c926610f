using Microsoft.Extensions.Logging.Abstractions;
using ResearchHub.Core.Events;
using ResearchHub.Search;
using ResearchHub.Search.Ranking;

namespace ResearchHub.Benchmarks.Search.Evaluation;

/// <summary><c>eval --collection researchhub --pool</c>: what there is to judge, the best of several rankings for each query, in no order of merit.</summary>
internal static class PoolCommand
{
    private const int Depth = 10;

    public static async Task<int> RunAsync(string folder)
    {
        var collection = await TestCollection.LoadAsync(folder);
        var path = Path.Combine(Path.GetTempPath(), "researchhub-pool-" + Guid.NewGuid().ToString("N"));
        using var english = PlainLucene.English(collection);
        using var standard = PlainLucene.Standard(collection);
        using var metrics = new SearchMetrics();
        await using var index = new LuceneSearchIndex(
            new SearchOptions { Directory = path },
            TimeProvider.System,
            metrics,
            NullLogger<LuceneSearchIndex>.Instance
        );
        await index.RebuildAsync(collection.Records().ToAsyncEnumerable(), FeedPosition.Start, null, CancellationToken.None);
        await index.Finished;
        var titles = collection.Documents.ToDictionary(document => document.Id, document => document.Title, StringComparer.Ordinal);
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(folder, "queries.tsv")))
        {
            var (id, text) = (line.Split('\t')[0], line.Split('\t')[1]);
            var pool = new SortedSet<string>(StringComparer.Ordinal);
            pool.UnionWith(english.Search(text).Take(Depth).Select(hit => hit.Document));
            pool.UnionWith(standard.Search(text).Take(Depth / 2).Select(hit => hit.Document));
            foreach (var (_, features) in RankingFeatures.Stages)
            {
                pool.UnionWith(index.Rank(text, Depth, features).Take(Depth).Select(hit => collection.Documents[(int)hit.Id - 1].Id));
            }
            Console.WriteLine($"# {id} {text}");
            foreach (var document in pool)
            {
                Console.WriteLine($"{document}\t{titles[document]}");
            }
        }
        Directory.Delete(path, recursive: true);
        return 0;
    }
}
