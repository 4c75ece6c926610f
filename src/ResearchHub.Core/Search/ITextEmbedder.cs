namespace ResearchHub.Core.Search;

/// <summary>
/// Places texts in a space where near means alike in meaning. The index brings one that is trained on its own records; a pretrained
/// model can take its place. Thread-safe.
/// </summary>
public interface ITextEmbedder
{
    /// <summary>Length of every vector.</summary>
    int Dimensions { get; }

    /// <summary>Writes the vector of a text, of length 1; false (and zeros) when nothing in the text is known.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="language">BCP 47 tag; null when unknown, as for queries.</param>
    bool Embed(string text, string? language, Span<float> vector);
}
