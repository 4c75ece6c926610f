using ResearchHub.Search.Ranking;

namespace ResearchHub.Search.Meaning;

/// <summary>
/// Finds the leading singular vectors of the term-document matrix by randomised subspace iteration (Halko, Martinsson, Tropp 2011).
/// The random start is fixed: the same documents give the same model.
/// </summary>
internal static class LatentSemanticsTrainer
{
    private const int Iterations = 4;
    private const int RarestTerm = 2;
    private const int MostTerms = 30_000;

    /// <param name="documents">Terms with frequencies, one dictionary a document.</param>
    /// <param name="records">Number of records that the documents are a sample of.</param>
    public static LatentSemantics Train(
        IReadOnlyList<Dictionary<string, int>> documents,
        int dimensions,
        int records,
        CancellationToken cancellationToken
    )
    {
        var (terms, weights) = Vocabulary(documents);
        var rows = terms.Select((term, row) => (term, row)).ToDictionary(pair => pair.term, pair => pair.row, StringComparer.Ordinal);
        var matrix = documents.Select(document => Row(document, rows, weights)).ToList();
        var columns = Math.Min(dimensions, Math.Max(1, Math.Min(terms.Count, documents.Count) - 1));

        var random = new Random(3);
        var termSpace = new float[terms.Count * columns];
        for (var i = 0; i < termSpace.Length; i++)
        {
            termSpace[i] = (float)random.NextDouble() - 0.5f;
        }
        var documentSpace = new float[documents.Count * columns];
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            DenseMath.Orthonormalize(termSpace, columns);
            ToDocuments(matrix, termSpace, documentSpace, columns);
            DenseMath.Orthonormalize(documentSpace, columns);
            ToTerms(matrix, documentSpace, termSpace, columns);
        }
        DenseMath.Orthonormalize(termSpace, columns);
        return new LatentSemantics(terms, weights, termSpace, columns, records);
    }

    private static (List<string> Terms, float[] Weights) Vocabulary(IReadOnlyList<Dictionary<string, int>> documents)
    {
        var frequencies = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var term in documents.SelectMany(document => document.Keys))
        {
            frequencies[term] = frequencies.GetValueOrDefault(term) + 1;
        }
        var chosen = frequencies
            .Where(pair => pair.Value >= RarestTerm)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(MostTerms)
            .ToList();
        return (chosen.ConvertAll(pair => pair.Key), [.. chosen.Select(pair => LengthBm25.Idf(pair.Value, documents.Count))]);
    }

    private static (int[] Terms, float[] Values) Row(Dictionary<string, int> document, Dictionary<string, int> rows, float[] weights)
    {
        var terms = new List<int>(document.Count);
        var values = new List<float>(document.Count);
        foreach (var (term, count) in document.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (rows.TryGetValue(term, out var row))
            {
                terms.Add(row);
                values.Add(MathF.Log(1 + count) * weights[row]);
            }
        }
        var length = values.ToArray();
        DenseMath.Normalize(length);
        return ([.. terms], length);
    }

    private static void ToDocuments(List<(int[] Terms, float[] Values)> matrix, float[] termSpace, float[] documentSpace, int columns)
    {
        Array.Clear(documentSpace);
        for (var document = 0; document < matrix.Count; document++)
        {
            var target = documentSpace.AsSpan(document * columns, columns);
            var (terms, values) = matrix[document];
            for (var i = 0; i < terms.Length; i++)
            {
                DenseMath.AddScaled(values[i], termSpace.AsSpan(terms[i] * columns, columns), target);
            }
        }
    }

    private static void ToTerms(List<(int[] Terms, float[] Values)> matrix, float[] documentSpace, float[] termSpace, int columns)
    {
        Array.Clear(termSpace);
        for (var document = 0; document < matrix.Count; document++)
        {
            var source = documentSpace.AsSpan(document * columns, columns);
            var (terms, values) = matrix[document];
            for (var i = 0; i < terms.Length; i++)
            {
                DenseMath.AddScaled(values[i], source, termSpace.AsSpan(terms[i] * columns, columns));
            }
        }
    }
}
