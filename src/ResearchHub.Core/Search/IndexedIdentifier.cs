using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Search;

/// <summary>Identifiers as the text index has them beside those of a scheme: addresses, and the numbers that sources give.</summary>
public static class IndexedIdentifier
{
    private const int ShortestNumber = 5;
    private const int LongestNumber = 40;
    private const int LongestAddress = 1000;

    /// <summary>A web address without scheme, <c>www</c>, fragment and slash at the end, in small letters: <c>url:nber.org/papers/w15419</c>. Null when the text is none.</summary>
    public static string? Address(string? text)
    {
        var bare = IdentifierText.Unwrap(text);
        bare = IdentifierText.After(bare, "https://", "http://", "//") ?? bare;
        bare = (IdentifierText.After(bare, "www.") ?? bare).Split('#')[0].TrimEnd('/');
        var host = bare.AsSpan(0, bare.AsSpan().IndexOfAny('/', '?') is >= 0 and var end ? end : bare.Length);
        var isAddress = host.Length > 3 && host.Contains('.') && char.IsAsciiLetter(host[^1]) && bare.Length <= LongestAddress;
        return isAddress && !bare.Any(char.IsWhiteSpace) ? "url:" + bare.ToLowerInvariant() : null;
    }

    /// <summary>A number of letters and digits that a source gives to one work, without the source: <c>local:w15419</c>. Null when the text is none.</summary>
    /// <param name="text">A local identifier, with or without its source: <c>nber:w15419</c>.</param>
    public static string? Number(string? text)
    {
        var bare = IdentifierText.Unwrap(text);
        bare = bare[(bare.LastIndexOf(':') + 1)..];
        return
            bare.Length is >= ShortestNumber and <= LongestNumber
            && bare.All(char.IsAsciiLetterOrDigit)
            && bare.Any(char.IsAsciiDigit)
            && bare.Any(char.IsAsciiLetter)
            ? "local:" + bare.ToLowerInvariant()
            : null;
    }
}
