using System.Text.Json.Serialization;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>A text that a comment can be anchored to.</summary>
public enum AnchorField
{
    Title,
    Abstract,
}

/// <summary>Words of a text, and what stands around them (TextQuoteSelector of the W3C Web Annotation model).</summary>
/// <param name="Language">BCP 47 tag of the text.</param>
/// <param name="Exact">The words, 1 to 1,000 characters.</param>
/// <param name="Prefix">What stands before them; at most 100 characters, may be empty.</param>
/// <param name="Suffix">What stands behind them; at most 100 characters, may be empty.</param>
public sealed record TextQuote(
    [property: JsonConverter(typeof(JsonStringEnumConverter))] AnchorField Field,
    string Language,
    string Exact,
    string Prefix,
    string Suffix
)
{
    public const int LongestExact = 1_000;
    public const int LongestContext = 100;

    /// <summary>Part of its characters that may have changed for the words to be still the same.</summary>
    private const double Tolerance = 0.2;

    /// <summary>
    /// Where the words stand in a text now: as they are, where there are several by what stands around them, else where they have changed
    /// least. Null when they are gone.
    /// </summary>
    /// <returns>Offsets in UTF-16 code units.</returns>
    public Range? FindIn(string text)
    {
        Range? best = null;
        var score = -1;
        for (var at = text.IndexOf(Exact, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Exact, at + 1, StringComparison.Ordinal))
        {
            var here = Around(text, at, at + Exact.Length);
            if (here > score)
            {
                (best, score) = (at..(at + Exact.Length), here);
            }
        }
        return best
            ?? ApproximateMatch.Find(
                Exact,
                text,
                (int)(Exact.Length * Tolerance),
                range => Around(text, range.Start.Value, range.End.Value)
            );
    }

    /// <summary>How many characters around a place are as they were.</summary>
    private int Around(string text, int start, int end)
    {
        var before = 0;
        while (before < Prefix.Length && before < start && Prefix[^(before + 1)] == text[start - before - 1])
        {
            before++;
        }
        var behind = 0;
        while (behind < Suffix.Length && end + behind < text.Length && Suffix[behind] == text[end + behind])
        {
            behind++;
        }
        return before + behind;
    }
}

/// <summary>A text with its language.</summary>
public sealed record AnchorText(AnchorField Field, string Language, string Text);
