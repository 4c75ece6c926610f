using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Util;

namespace ResearchHub.Search.Ranking;

/// <summary>
/// BM25 with the exact length of a field in its norm (Lucene's own keeps one lossy byte). Over <c>IndexFields.All</c>, where a word of
/// the title counts twice, this is BM25F: one term frequency across fields, saturated once (Robertson, Zaragoza, Taylor 2004).
/// </summary>
internal sealed class LengthBm25(float k1 = LengthBm25.DefaultK1, float b = LengthBm25.DefaultB) : Similarity
{
    public const float DefaultK1 = 1.5f;
    public const float DefaultB = 0.6f;
    private const int TableSize = 2048;

    public override float Coord(int overlap, int maxOverlap) => 1f;

    public override float QueryNorm(float valueForNormalization) => 1f;

    public override long ComputeNorm(FieldInvertState state) => state.Length;

    public override SimWeight ComputeWeight(float queryBoost, CollectionStatistics collection, params TermStatistics[] terms)
    {
        var idf = 0f;
        foreach (var term in terms)
        {
            idf += Idf(term.DocFreq, collection.MaxDoc);
        }
        var documents = collection.DocCount > 0 ? collection.DocCount : collection.MaxDoc;
        var average = collection.SumTotalTermFreq > 0 ? collection.SumTotalTermFreq / (float)Math.Max(1, documents) : 1f;
        return new Weight(collection.Field, idf, queryBoost, LengthTable(average), average, this);
    }

    public override SimScorer GetSimScorer(SimWeight weight, AtomicReaderContext context)
    {
        var mine = (Weight)weight;
        return new Scorer(mine, context.AtomicReader.GetNormValues(mine.Field));
    }

    /// <summary>Weight of a term that stands in <paramref name="documents"/> of <paramref name="all"/> records.</summary>
    public static float Idf(long documents, long all) => MathF.Log(1f + ((all - documents + 0.5f) / (documents + 0.5f)));

    private float[] LengthTable(float average)
    {
        var table = new float[TableSize];
        for (var length = 0; length < TableSize; length++)
        {
            table[length] = Saturation(length, average);
        }
        return table;
    }

    private float Saturation(float length, float average) => k1 * (1f - b + (b * length / average));

    /// <summary>Scores of one term.</summary>
    internal sealed class Weight(string field, float idf, float boost, float[] table, float average, LengthBm25 parent) : SimWeight
    {
        private float value = idf * boost;

        /// <summary>No frequency brings more.</summary>
        public float Bound => value * (parent.K1 + 1f);

        public string Field { get; } = field;

        public override float GetValueForNormalization() => 1f;

        public override void Normalize(float queryNorm, float topLevelBoost) => value = idf * boost * topLevelBoost;

        public float Score(long length, float frequency)
        {
            var saturation = (ulong)length < TableSize ? table[length] : parent.Saturation(length, average);
            return value * frequency * (parent.K1 + 1f) / (frequency + saturation);
        }
    }

    private float K1 => k1;

    private sealed class Scorer(Weight weight, NumericDocValues? lengths) : SimScorer
    {
        public override float Score(int doc, float freq) => weight.Score(lengths?.Get(doc) ?? 1, freq);

        public override float ComputeSlopFactor(int distance) => 1f / (distance + 1);

        public override float ComputePayloadFactor(int doc, int start, int end, BytesRef payload) => 1f;
    }
}
