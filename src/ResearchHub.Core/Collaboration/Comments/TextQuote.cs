using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>Words of a text, and what stands around them (TextQuoteSelector of the W3C Web Annotation model).</summary>
/// <param name="Language">BCP 47 tag of the text, as the record says it.</param>
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

    /// <summary>Part of the words and what stands around them that may have changed for the place to be still the same.</summary>
    private const double ContextTolerance = 0.45;

    /// <summary>Fewest characters on one side that tell one place from another.</summary>
    private const int TellingContext = 8;

    /// <summary>Most characters of places that are looked at; more there are only where long words overlap with themselves again and again.</summary>
    private const int MostCompared = 2_000_000;

    /// <summary>What is kept of the surroundings where the client gives none.</summary>
    private const int UsualContext = 32;

    /// <summary>Which of several texts of the field: key of an item or a question; null where there is one alone.</summary>
    public string? Part { get; init; }

    /// <summary>Whether the same words stood in the text more than once: then they are found again only with what stood around them.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>The text that the words are of; null when there is none in this language.</summary>
    public AnchorText? TextOf(IEnumerable<AnchorText> texts) => OfField(texts).FirstOrDefault(one => one.Language == Language);

    /// <summary>The texts of its field and part, in all languages.</summary>
    internal IEnumerable<AnchorText> OfField(IEnumerable<AnchorText> texts) => texts.Where(one => one.Field == Field && one.Part == Part);

    /// <summary>
    /// As it is kept: with what stands around the words in this text, in which they stand; as much of it as was given, which itself only says which place is meant.
    /// </summary>
    public TextQuote KeptOf(string text)
    {
        var place = Exactly(text)!.Value;
        var (start, end) = (place.Start.Value, place.End.Value);
        var first = text.IndexOf(Exact, StringComparison.Ordinal);
        return this with
        {
            Prefix = text[Boundary(text, Math.Max(0, start - Kept(Prefix)))..start],
            Suffix = text[end..Boundary(text, Math.Min(text.Length, end + Kept(Suffix)))],
            IsRepeated = text.IndexOf(Exact, first + 1, StringComparison.Ordinal) >= 0,
        };
    }

    private static int Kept(string given) => given.Length > 0 ? given.Length : UsualContext;

    /// <summary>
    /// Where the words stand in a text now: as they are, where there are several by what stands around them, else where they have changed
    /// least. Null when they are gone.
    /// </summary>
    /// <returns>Offsets in UTF-16 code units.</returns>
    public Range? FindIn(string text)
    {
        var best = Exactly(text);
        return IsRepeated && (best is not { } exact || !IsThere(text, exact))
            ? InSurroundings(text)
            : best
                ?? ApproximateMatch.Find(
                    Exact,
                    text,
                    (int)(Exact.Length * Tolerance),
                    range => Score(text, range.Start.Value, range.End.Value)
                );
    }

    private Range? Exactly(string text)
    {
        Range? best = null;
        var (score, compared) = (-1, 0);
        for (
            var at = text.IndexOf(Exact, StringComparison.Ordinal);
            at >= 0 && compared < MostCompared;
            at = text.IndexOf(Exact, at + 1, StringComparison.Ordinal)
        )
        {
            compared += Exact.Length;
            if (IsMoreThan(score, text, at, at + Exact.Length))
            {
                (best, score) = (at..(at + Exact.Length), Score(text, at, at + Exact.Length));
            }
        }
        return best;
    }

    /// <summary>Where the words stand in the place where they and what stood around them have changed least; there alone, though they may stand elsewhere.</summary>
    private Range? InSurroundings(string text)
    {
        var whole = Prefix + Exact + Suffix;
        if (ApproximateMatch.Find(whole, text, (int)(whole.Length * ContextTolerance)) is not { } around)
        {
            return null;
        }
        var (slack, expected) = (whole.Length / 4, around.Start.Value + Prefix.Length);
        var from = Math.Min(Math.Max(around.Start.Value, expected - slack), text.Length);
        var to = Math.Clamp(expected + Exact.Length + slack, from, text.Length);
        var part = text[from..to];
        var exact = part.IndexOf(Exact, StringComparison.Ordinal);
        var place = exact >= 0 ? exact..(exact + Exact.Length) : ApproximateMatch.Find(Exact, part, (int)(Exact.Length * Tolerance));
        return place is { } found ? (from + found.Start.Value)..(from + found.End.Value) : null;
    }

    /// <summary>The same place, unless it is within a character of two code units: then before it.</summary>
    private static int Boundary(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;

    /// <summary>Whether all that stood around the words stands around this place, or all on one side of them, if that says something.</summary>
    private bool IsThere(string text, Range place)
    {
        var (before, behind) = Around(text, place.Start.Value, place.End.Value);
        var (isBefore, isBehind) = (before == Prefix.Length, behind == Suffix.Length);
        return (isBefore && isBehind) || (isBefore && before >= TellingContext) || (isBehind && behind >= TellingContext);
    }

    /// <summary>Whether more characters around a place are as they were; without counting them, since there may be many places.</summary>
    private bool IsMoreThan(int score, string text, int start, int end)
    {
        var needed = score + 1 - text.AsSpan(end).CommonPrefixLength(Suffix);
        return needed <= 0 || (needed <= Prefix.Length && text.AsSpan(0, start).EndsWith(Prefix.AsSpan(Prefix.Length - needed)));
    }

    private int Score(string text, int start, int end)
    {
        var (before, behind) = Around(text, start, end);
        return before + behind;
    }

    /// <summary>How many characters on each side of a place are as they were.</summary>
    private (int Before, int Behind) Around(string text, int start, int end)
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
        return (before, behind);
    }
}

/// <summary>A text with its language. It may be asked by several threads.</summary>
public sealed record AnchorText(AnchorField Field, string Language, string Text)
{
    private readonly Dictionary<TextQuote, Range?> _places = [];

    /// <summary>As in <see cref="TextQuote.Part"/>.</summary>
    public string? Part { get; init; }

    /// <summary>As <see cref="TextQuote.FindIn"/>; looked for once, however many comments are about the same words.</summary>
    public Range? PlaceOf(TextQuote quote)
    {
        lock (_places)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, quote, out var isKnown);
            return isKnown ? place : place = quote.FindIn(Text);
        }
    }
}
