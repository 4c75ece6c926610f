using Lucene.Net.Index;
using Lucene.Net.Search;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;
using ResearchHub.Search.Querying;

namespace ResearchHub.Search.Ranking;

/// <summary>
/// A small bonus for neighbouring words of the query that stand near each other, computed for the best hits only: for each pair,
/// BM25-saturated nearness within eight positions, times the pair's weight (as the sequential dependence model does with windows).
/// </summary>
internal static class Proximity
{
    private const float Weight = 0.1f;
    private const int Window = 8;
    public const int MostPairs = 12;

    /// <summary>Adds the bonus to the scores of documents.</summary>
    /// <param name="words">Those that stand somewhere or whose other names do, in order.</param>
    /// <param name="documents">Numbers of the index, ascending.</param>
    /// <returns>For each document a bit for each of the first words that stands in it, whether near others or not.</returns>
    public static uint[] Add(IndexSnapshot snapshot, IReadOnlyList<SoughtWord> words, int[] documents, float[] scores)
    {
        var found = new uint[documents.Length];
        if (words.Count < 2)
        {
            return found;
        }
        var all = snapshot.Reader.MaxDoc;
        var first = words.Take(MostPairs + 1).ToList();
        var weights = first.ConvertAll(word =>
            word.Terms.Select(term => LengthBm25.Idf(snapshot.Terms[IndexFields.All, term].Documents, all)).DefaultIfEmpty().Max()
        );
        foreach (var segment in snapshot.Segments)
        {
            var from = Array.BinarySearch(documents, segment.DocBase);
            var to = Array.BinarySearch(documents, segment.DocBase + segment.MaxDoc);
            (from, to) = (from < 0 ? ~from : from, to < 0 ? ~to : to);
            if (from < to)
            {
                AddIn(
                    segment,
                    snapshot.Terms,
                    first,
                    weights,
                    documents.AsSpan(from, to - from),
                    scores.AsSpan(from, to - from),
                    found.AsSpan(from, to - from)
                );
            }
        }
        return found;
    }

    private static void AddIn(
        Segment segment,
        TermLookup lookup,
        List<SoughtWord> words,
        List<float> weights,
        ReadOnlySpan<int> documents,
        Span<float> scores,
        Span<uint> found
    )
    {
        var postings = words.ConvertAll(word =>
            word.Terms.Select(term => lookup[IndexFields.All, term].PositionsIn(segment)).OfType<DocsAndPositionsEnum>().ToList()
        );
        var previous = new List<int>();
        var current = new List<int>();
        for (var i = 0; i < documents.Length; i++)
        {
            var doc = documents[i] - segment.DocBase;
            Positions(postings[0], doc, previous);
            found[i] = previous.Count > 0 ? 1u : 0u;
            for (var word = 1; word < words.Count; word++)
            {
                Positions(postings[word], doc, current);
                found[i] |= current.Count > 0 ? 1u << word : 0u;
                var nearness = Nearness(previous, current);
                if (nearness > 0)
                {
                    scores[i] += Weight * (weights[word - 1] + weights[word]) * nearness / (nearness + 1f);
                }
                (previous, current) = (current, previous);
            }
        }
    }

    private static void Positions(List<DocsAndPositionsEnum> postings, int doc, List<int> positions)
    {
        positions.Clear();
        foreach (var each in postings)
        {
            if (each.DocID < doc && each.Advance(doc) == DocIdSetIterator.NO_MORE_DOCS)
            {
                continue;
            }
            if (each.DocID == doc)
            {
                for (var left = each.Freq; left > 0; left--)
                {
                    positions.Add(each.NextPosition());
                }
            }
        }
        if (postings.Count > 1)
        {
            positions.Sort();
        }
    }

    private static float Nearness(List<int> left, List<int> right)
    {
        var nearness = 0f;
        var from = 0;
        foreach (var position in left)
        {
            while (from < right.Count && right[from] < position - Window)
            {
                from++;
            }
            for (var at = from; at < right.Count && right[at] <= position + Window; at++)
            {
                var distance = right[at] > position ? right[at] - position - 1 : position - right[at];
                nearness += 1f / (distance + 1);
            }
        }
        return nearness;
    }
}
