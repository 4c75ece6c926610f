namespace ResearchHub.Benchmarks.Search.Evaluation;

/// <summary>Means over the queries of a collection.</summary>
internal sealed record Measures(double Ndcg10, double Map, double Recall100, IReadOnlyList<double> NdcgByQuery);

/// <summary>
/// Measures as trec_eval computes them: hits by score, then by document name descending; gains are grades; nDCG divides by the best
/// possible order of all judged documents; MAP looks at 1,000 hits; queries without a relevant document count 0.
/// </summary>
internal static class TrecMeasures
{
    private const int Depth = 1000;

    public static Measures Compute(TestCollection collection, Func<string, List<(string Document, double Score)>> search)
    {
        var (ndcg, map, recall) = (new List<double>(), 0.0, 0.0);
        foreach (var (id, text) in collection.Queries)
        {
            var grades = collection.Judgements[id];
            var hits = search(text);
            hits.Sort(
                (left, right) =>
                    left.Score != right.Score ? right.Score.CompareTo(left.Score) : string.CompareOrdinal(right.Document, left.Document)
            );
            var gains = hits.Take(Depth).Select(hit => Math.Max(0, grades.GetValueOrDefault(hit.Document))).ToList();
            var relevant = grades.Values.Count(grade => grade > 0);
            ndcg.Add(Ndcg(gains, grades.Values));
            map += AveragePrecision(gains, relevant);
            recall += relevant == 0 ? 0 : gains.Take(100).Count(gain => gain > 0) / (double)relevant;
        }
        var count = collection.Queries.Count;
        return new Measures(ndcg.Average(), map / count, recall / count, ndcg);
    }

    private static double Ndcg(List<int> gains, IEnumerable<int> grades)
    {
        var ideal = Discounted(grades.Where(grade => grade > 0).OrderDescending());
        return ideal == 0 ? 0 : Discounted(gains) / ideal;
    }

    private static double Discounted(IEnumerable<int> gains) => gains.Take(10).Select((gain, rank) => gain / Math.Log2(rank + 2)).Sum();

    private static double AveragePrecision(List<int> gains, int relevant)
    {
        var (found, sum) = (0, 0.0);
        for (var rank = 0; rank < gains.Count; rank++)
        {
            if (gains[rank] > 0)
            {
                sum += ++found / (double)(rank + 1);
            }
        }
        return relevant == 0 ? 0 : sum / relevant;
    }

    /// <summary>Chance that a difference this large arises by luck: two-sided paired randomisation test, fixed seed.</summary>
    public static double PValue(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        const int rounds = 10_000;
        var random = new Random(1);
        var observed = Math.Abs(left.Sum() - right.Sum());
        var extreme = 0;
        for (var round = 0; round < rounds; round++)
        {
            var sum = 0.0;
            for (var i = 0; i < left.Count; i++)
            {
                sum += random.Next(2) == 0 ? left[i] - right[i] : right[i] - left[i];
            }
            extreme += Math.Abs(sum) >= observed - 1e-12 ? 1 : 0;
        }
        return (extreme + 1.0) / (rounds + 1);
    }
}
