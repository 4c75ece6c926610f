using Lucene.Net.Index;
using Lucene.Net.Search;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Ranking;

/// <summary>
/// A small bonus for neighbouring words of the query that stand near each other, computed for the best hits only: for each pair,
/// BM25-saturated nearness within eight positions, times the pair's weight (as the sequential dependence model does with windows).
/// </summary>
internal static class Proximity
{
    private const float Weight = 0.1f;
    private const int Window = 8;
    private const int MostPairs = 12;

    /// <summary>Adds the bonus to the scores of documents.</summary>
    /// <param name="documents">Numbers of the index, ascending.</param>
    public static void Add(IndexSnapshot snapshot, IReadOnlyList<IReadOnlyList<string>> sequence, int[] documents, float[] scores)
    {
        var words = sequence.Where(terms => terms.Count > 0).Take(MostPairs + 1).ToList();
        if (words.Count < 2)
        {
            return;
        }
        var all = snapshot.Reader.MaxDoc;
        var weights = words.ConvertAll(terms => terms.Max(term => LengthBm25.Idf(snapshot.Terms[IndexFields.All, term].Documents, all)));
        foreach (var segment in snapshot.Segments)
        {
            var from = Array.BinarySearch(documents, segment.DocBase);
            var to = Array.BinarySearch(documents, segment.DocBase + segment.MaxDoc);
            (from, to) = (from < 0 ? ~from : from, to < 0 ? ~to : to);
            if (from < to)
            {
                AddIn(segment, snapshot.Terms, words, weights, documents.AsSpan(from, to - from), scores.AsSpan(from, to - from));
            }
        }
    }

    private static void AddIn(
        Segment segment,
        TermLookup lookup,
        List<IReadOnlyList<string>> words,
        List<float> weights,
        ReadOnlySpan<int> documents,
        Span<float> scores
    )
    {
        var postings = words.ConvertAll(terms =>
            terms.Select(term => lookup[IndexFields.All, term].PositionsIn(segment)).OfType<DocsAndPositionsEnum>().ToList()
        );
        var previous = new List<int>();
        var current = new List<int>();
        for (var i = 0; i < documents.Length; i++)
        {
            var doc = documents[i] - segment.DocBase;
            Positions(postings[0], doc, previous);
            for (var word = 1; word < words.Count; word++)
            {
                Positions(postings[word], doc, current);
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
