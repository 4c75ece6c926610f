using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Meaning;

/// <summary>Trains the model of a generation on an even sample of its records.</summary>
internal static class MeaningTrainer
{
    /// <summary>Below this many records words have no company to be known by.</summary>
    public const int FewestRecords = 500;
    private const int MostRecords = 8_000;

    /// <summary>With so many times the records that a model was trained on, it is trained again.</summary>
    private const int Growth = 2;
    private const int Dimensions = 192;

    /// <summary>Whether there is no model though there are records enough, or one of far fewer.</summary>
    public static bool IsDue(IndexSnapshot snapshot) =>
        snapshot.Reader.NumDocs
        >= snapshot.Embedder switch
        {
            null => FewestRecords,
            LatentSemantics known => Growth * (long)known.Records,
            _ => long.MaxValue,
        };

    public static LatentSemantics Train(IndexSnapshot snapshot, CancellationToken cancellationToken)
    {
        var step = Math.Max(1, snapshot.Reader.MaxDoc / MostRecords);
        var cache = new WordCache();
        var sample = new List<Dictionary<string, int>>();
        for (var doc = 0; doc < snapshot.Reader.MaxDoc; doc += step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (segment, inner) = snapshot.Locate(doc);
            if (segment.LiveDocs?.Get(inner) ?? true)
            {
                sample.Add(Terms(snapshot.Read(doc), cache));
            }
        }
        return LatentSemanticsTrainer.Train(sample, Dimensions, snapshot.Reader.NumDocs, cancellationToken);
    }

    /// <summary>Makes the vectors that a model gives to all records of a snapshot, so that no search has to; none without a model.</summary>
    public static void Warm(IndexSnapshot snapshot, ITextEmbedder? embedder, CancellationToken cancellationToken)
    {
        if (embedder is null)
        {
            return;
        }
        foreach (var segment in snapshot.Segments)
        {
            var vectors = segment.Columns.Meanings(embedder, segment.Reader);
            for (var doc = 0; doc < segment.MaxDoc; doc++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                vectors.Know(doc, inner => TextOf(snapshot.Read(inner + segment.DocBase)));
            }
        }
    }

    /// <summary>The text of a record by which its meaning is judged.</summary>
    public static (string Text, string? Language) TextOf(StoredText text)
    {
        var parts = text.Titles.Take(1).Concat(text.Abstracts.Take(1)).Select(part => part.Text).Append(text.Text);
        return (string.Join('\n', parts), text.Titles.Count > 0 ? text.Titles[0].Language : "und");
    }

    private static Dictionary<string, int> Terms(StoredText text, WordCache cache)
    {
        var terms = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (_, part) in text.Parts().Where(part => part.Field is "title" or "abstract" or "concepts"))
        {
            var language = LanguageDetector.Of(part);
            var word = new WordEnumerator(part.Text);
            while (word.MoveNext())
            {
                if (cache[word.Word].In(language) is { } term)
                {
                    terms[term] = terms.GetValueOrDefault(term) + 1;
                }
            }
        }
        return terms;
    }
}
