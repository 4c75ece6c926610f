using System.Collections.Concurrent;
using System.Security.Cryptography;
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
    private const int FileVersion = 3;

    private readonly ConcurrentBag<Counts> free = [];
    private readonly Dictionary<string, int> rows;
    private readonly float[] vectors;
    private readonly float[] weights;

    /// <param name="terms">Index terms; their order is that of the rows.</param>
    /// <param name="vectors">One row of <paramref name="dimensions"/> numbers a term.</param>
    /// <param name="records">See <see cref="Records"/>.</param>
    public LatentSemantics(IReadOnlyList<string> terms, float[] weights, float[] vectors, int dimensions, int records)
    {
        rows = terms.Select((term, row) => (term, row)).ToDictionary(pair => pair.term, pair => pair.row, StringComparer.Ordinal);
        this.weights = weights;
        this.vectors = vectors;
        Dimensions = dimensions;
        Records = records;
    }

    public int Dimensions { get; }

    /// <summary>Number of records in the index when it was trained.</summary>
    public int Records { get; }

    public bool Embed(string text, string? language, Span<float> vector)
    {
        var counts = free.TryTake(out var kept) ? kept : new Counts(this);
        var tag = language is null ? null : (TextLanguage?)LanguageDetector.Of(new LocalizedText(language, text));
        var word = new WordEnumerator(text);
        while (word.MoveNext())
        {
            var forms = counts.Words[word.Word];
            if (tag is { } known)
            {
                counts.Add(forms.TermIn(known));
            }
            else
            {
                counts.Add(forms.TermIn(TextLanguage.English));
                counts.Add(forms.TermIn(TextLanguage.Serbian));
            }
        }
        counts.AddUpTo(vector);
        free.Add(counts);
        return DenseMath.Normalize(vector);
    }

    public void Save(string path)
    {
        var temporary = path + ".new";
        try
        {
            using (var file = File.Create(temporary))
            {
                using var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true);
                Write(writer);
                writer.Flush();
                file.Position = 0;
                file.Write(SHA256.HashData(file));
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(temporary);
            throw;
        }
    }

    private void Write(BinaryWriter writer)
    {
        writer.Write(FileVersion);
        writer.Write(Records);
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

    /// <summary>The model of a file; null when there is no whole one of this version.</summary>
    public static LatentSemantics? Load(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        var bytes = File.ReadAllBytes(path);
        var content = bytes.AsSpan(0, Math.Max(0, bytes.Length - SHA256.HashSizeInBytes));
        return content.Length > 0 && bytes.AsSpan(content.Length).SequenceEqual(SHA256.HashData(content)) ? Read(bytes) : null;
    }

    private static LatentSemantics? Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        if (reader.ReadInt32() != FileVersion)
        {
            return null;
        }
        var records = reader.ReadInt32();
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
        return new LatentSemantics(terms, rarities, numbers, dimensions, records);
    }

    /// <summary>How often each row's term stands in the text that is being read. Serves one thread at a time.</summary>
    private sealed class Counts(LatentSemantics model)
    {
        private const int MostWords = 30_000;
        private readonly int[] counts = new int[model.weights.Length];
        private readonly List<int> met = [];

        public WordCache Words { get; } = new(MostWords);

        public void Add(IndexTerm? term)
        {
            if (term is null)
            {
                return;
            }
            if (term.NumberedBy != this)
            {
                (term.NumberedBy, term.Number) = (this, model.rows.GetValueOrDefault(term.Text, -1));
            }
            if (term.Number >= 0 && counts[term.Number]++ == 0)
            {
                met.Add(term.Number);
            }
        }

        /// <summary>Writes the sum of the rows' vectors, and is empty again.</summary>
        public void AddUpTo(Span<float> vector)
        {
            vector.Clear();
            foreach (var row in met)
            {
                var weight = MathF.Log(1 + counts[row]) * model.weights[row];
                DenseMath.AddScaled(weight, model.vectors.AsSpan(row * model.Dimensions, model.Dimensions), vector);
                counts[row] = 0;
            }
            met.Clear();
        }
    }
}
