using ResearchHub.Core.Search;

namespace ResearchHub.Search.Meaning;

/// <summary>
/// The vectors of one segment's documents, a byte a dimension, made when a document is first asked for. Nothing of them is on disk:
/// a changed model needs no new index.
/// </summary>
internal sealed class MeaningVectors(ITextEmbedder embedder, int documents)
{
    private const float Scale = 127f;
    private readonly sbyte[] vectors = new sbyte[documents * embedder.Dimensions];
    private readonly byte[] known = new byte[documents];

    /// <summary>Cosine of a document and a vector of length 1, near enough.</summary>
    public float Cosine(int doc, float[] vector, Func<int, (string Text, string? Language)> read)
    {
        Know(doc, read);
        var mine = vectors.AsSpan(doc * embedder.Dimensions, embedder.Dimensions);
        var sum = 0f;
        for (var i = 0; i < mine.Length; i++)
        {
            sum += mine[i] * vector[i];
        }
        return sum / Scale;
    }

    /// <summary>Makes the vector of a document unless it is there.</summary>
    public void Know(int doc, Func<int, (string Text, string? Language)> read)
    {
        if (Volatile.Read(ref known[doc]) == 0)
        {
            Fill(doc, read(doc));
        }
    }

    private void Fill(int doc, (string Text, string? Language) source)
    {
        Span<float> vector = stackalloc float[embedder.Dimensions];
        embedder.Embed(source.Text, source.Language, vector);
        for (var i = 0; i < vector.Length; i++)
        {
            vectors[(doc * embedder.Dimensions) + i] = (sbyte)MathF.Round(vector[i] * Scale);
        }
        Volatile.Write(ref known[doc], 1);
    }
}
