using ResearchHub.Search.Indexing;
using ResearchHub.Search.Meaning;

namespace ResearchHub.Search.Ranking;

/// <summary>
/// Joins the score of words with nearness of meaning: both stretched to the same range over the window, then mixed. A mix by rank
/// instead loses a tenth where the second ranking is the weaker one, measured.
/// </summary>
internal static class MeaningFusion
{
    /// <summary>Scores from here on are direct hits and whole names, which stay on top.</summary>
    public const float DirectHit = 500f;

    public static void Mix(IndexSnapshot snapshot, string query, float wordShare, int[] documents, float[] scores)
    {
        if (snapshot.Embedder is not { } embedder || documents.Length < 3)
        {
            return;
        }
        var vector = new float[embedder.Dimensions];
        if (!embedder.Embed(query, null, vector))
        {
            return;
        }
        var near = new float[documents.Length];
        for (var i = 0; i < documents.Length; i++)
        {
            var (segment, doc) = snapshot.Locate(documents[i]);
            near[i] = segment
                .Columns.Meanings(embedder, segment.Reader)
                .Cosine(doc, vector, inner => MeaningTrainer.TextOf(snapshot.Read(inner + segment.DocBase)));
        }
        var (low, high) = Range(scores, scores);
        var (far, close) = Range(near, scores);
        if (high <= low || close <= far)
        {
            return;
        }
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] < DirectHit)
            {
                var meaning = low + ((near[i] - far) / (close - far) * (high - low));
                scores[i] = (wordShare * scores[i]) + ((1 - wordShare) * meaning);
            }
        }
    }

    private static (float Low, float High) Range(float[] values, float[] scores)
    {
        var (low, high) = (float.MaxValue, float.MinValue);
        for (var i = 0; i < values.Length; i++)
        {
            if (scores[i] < DirectHit)
            {
                low = Math.Min(low, values[i]);
                high = Math.Max(high, values[i]);
            }
        }
        return (low, high);
    }
}
