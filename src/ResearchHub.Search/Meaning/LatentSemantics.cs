using System.Text;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Meaning;

/// <summary>
/// Latent semantic analysis (Deerwester et al. 1990): words that occur with the same words lie near each other. A text is the sum of
/// its words' vectors, each weighted by the logarithm of its frequency and its rarity.
/// </summary>
internal sealed class LatentSemantics : ITextEmbedder
{
    private const int FileVersion = 1;

    [ThreadStatic]
    private static WordCache? words;
    private readonly Dictionary<string, int> rows;
    private readonly float[] vectors;
    private readonly float[] weights;

    /// <param name="terms">Index terms; their order is that of the rows.</param>
    /// <param name="vectors">One row of <paramref name="dimensions"/> numbers a term.</param>
    public LatentSemantics(IReadOnlyList<string> terms, float[] weights, float[] vectors, int dimensions)
    {
        rows = terms.Select((term, row) => (term, row)).ToDictionary(pair => pair.term, pair => pair.row, StringComparer.Ordinal);
        this.weights = weights;
        this.vectors = vectors;
        Dimensions = dimensions;
    }

    public int Dimensions { get; }

    public bool Embed(string text, string? language, Span<float> vector)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var cache = words ??= new WordCache();
        var tag = language is null ? null : (TextLanguage?)LanguageDetector.Of(new LocalizedText(language, text));
        var word = new WordEnumerator(text);
        while (word.MoveNext())
        {
            var forms = cache[word.Word];
            if (tag is { } known)
            {
                Count(forms.In(known), counts);
            }
            else
            {
                Count(forms.In(TextLanguage.English), counts);
                Count(forms.In(TextLanguage.Serbian), counts);
            }
        }
        return Embed(counts, vector);
    }

    /// <summary>The vector of terms with their frequencies.</summary>
    public bool Embed(Dictionary<string, int> counts, Span<float> vector)
    {
        vector.Clear();
        foreach (var (term, count) in counts)
        {
            if (rows.TryGetValue(term, out var row))
            {
                DenseMath.AddScaled(MathF.Log(1 + count) * weights[row], vectors.AsSpan(row * Dimensions, Dimensions), vector);
            }
        }
        return DenseMath.Normalize(vector);
    }

    public void Save(string path)
    {
        var temporary = path + ".new";
        using (var writer = new BinaryWriter(File.Create(temporary), Encoding.UTF8))
        {
            writer.Write(FileVersion);
            writer.Write(Dimensions);
            writer.Write(rows.Count);
            foreach (var (term, row) in rows.OrderBy(pair => pair.Value))
            {
                writer.Write(term);
                writer.Write(weights[row]);
                foreach (var value in vectors.AsSpan(row * Dimensions, Dimensions))
                {
                    writer.Write(value);
                }
            }
        }
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>The model of a file; null when there is none of this version.</summary>
    public static LatentSemantics? Load(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        using var reader = new BinaryReader(File.OpenRead(path), Encoding.UTF8);
        if (reader.ReadInt32() != FileVersion)
        {
            return null;
        }
        var dimensions = reader.ReadInt32();
        var terms = new string[reader.ReadInt32()];
        var rarities = new float[terms.Length];
        var numbers = new float[terms.Length * dimensions];
        for (var row = 0; row < terms.Length; row++)
        {
            terms[row] = reader.ReadString();
            rarities[row] = reader.ReadSingle();
            for (var i = 0; i < dimensions; i++)
            {
                numbers[(row * dimensions) + i] = reader.ReadSingle();
            }
        }
        return new LatentSemantics(terms, rarities, numbers, dimensions);
    }

    private static void Count(string? term, Dictionary<string, int> counts)
    {
        if (term is not null)
        {
            counts[term] = counts.GetValueOrDefault(term) + 1;
        }
    }
}
