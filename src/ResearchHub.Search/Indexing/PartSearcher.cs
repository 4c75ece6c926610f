using System.Collections.Concurrent;
using Lucene.Net.Index;
using Lucene.Net.Search;
using ResearchHub.Search.Scoring;

namespace ResearchHub.Search.Indexing;

/// <summary>A searcher that uses all processors for a large index: each takes some of its segments.</summary>
internal sealed class PartSearcher(DirectoryReader reader, IndexSnapshot snapshot, int parallelFrom) : IndexSearcher(reader)
{
    private readonly ConcurrentDictionary<string, CollectionStatistics> statistics = new(StringComparer.Ordinal);
    private readonly List<List<AtomicReaderContext>> parts = Divide(reader, parallelFrom);

    /// <summary>Does some work on each part of the segments, at once; a small index is one part.</summary>
    public T[] InParts<T>(Func<IEnumerable<Segment>, T> work)
    {
        var results = new T[parts.Count];
        ForEachPart(part => results[part] = work(parts[part].Select(leaf => snapshot.Segments[leaf.Ord])));
        return results;
    }

    /// <summary>Searches each part with a collector of its own.</summary>
    public T[] Search<T>(Query query, Func<T> create)
        where T : IWindowCollector
    {
        var weight = CreateNormalizedWeight(AnyQuery.Of(query, snapshot));
        var collectors = parts.ConvertAll(_ => create()).ToArray();
        ForEachPart(part => Search(parts[part], weight, collectors[part]));
        return collectors;
    }

    /// <summary>Lucene adds them up at each call.</summary>
    public override CollectionStatistics CollectionStatistics(string field) => statistics.GetOrAdd(field, base.CollectionStatistics);

    private void ForEachPart(Action<int> work)
    {
        if (parts.Count == 1)
        {
            work(0);
        }
        else
        {
            Parallel.For(0, parts.Count, work);
        }
    }

    private static List<List<AtomicReaderContext>> Divide(DirectoryReader reader, int parallelFrom)
    {
        var count = Math.Min(Environment.ProcessorCount, reader.Leaves.Count);
        if (count <= 1 || reader.MaxDoc < parallelFrom)
        {
            return
            [
                [.. reader.Leaves],
            ];
        }
        var divided = Enumerable.Range(0, count).Select(_ => new List<AtomicReaderContext>()).ToList();
        foreach (var leaf in reader.Leaves.OrderByDescending(leaf => leaf.AtomicReader.MaxDoc))
        {
            divided.MinBy(part => part.Sum(each => each.AtomicReader.MaxDoc))!.Add(leaf);
        }
        return divided;
    }
}
