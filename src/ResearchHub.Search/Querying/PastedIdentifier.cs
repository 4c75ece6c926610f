using ResearchHub.Core.Catalogue;

namespace ResearchHub.Search.Querying;

/// <summary>Recognises identifiers as people paste them, by the catalogue's own rules. No regular expression, so no time limit that a busy machine could hit.</summary>
internal static class PastedIdentifier
{
    private const int Shortest = 5;
    private const int Longest = 300;
    private const string HandlePath = "/handle/";
    private static readonly string[] HandleLabels =
    [
        "hdl:",
        "handle:",
        "hdl.handle.net/",
        "http://hdl.handle.net/",
        "https://hdl.handle.net/",
    ];

    /// <summary>The identifier a text is as a whole; null when it is none.</summary>
    public static IdentifierNode? Parse(string text)
    {
        var typed = text.Trim();
        if (typed.Length is < Shortest or > Longest || !typed.Any(char.IsAsciiDigit))
        {
            return null;
        }
        if (typed.Contains("10.", StringComparison.Ordinal) && Doi.TryParse(typed, out var doi))
        {
            return new IdentifierNode($"doi:{doi}", typed);
        }
        if (
            Array.Exists(HandleLabels, label => typed.StartsWith(label, StringComparison.OrdinalIgnoreCase))
            && Handle.TryParse(typed, out var handle)
        )
        {
            return new IdentifierNode($"handle:{handle}".ToLowerInvariant(), typed);
        }
        if (Orcid.TryParse(typed, out var orcid))
        {
            return new IdentifierNode($"orcid:{orcid}".ToLowerInvariant(), typed);
        }
        return typed.Contains("ror", StringComparison.OrdinalIgnoreCase) && RorId.TryParse(typed, out var ror)
            ? new IdentifierNode($"ror:{ror}".ToLowerInvariant(), typed)
            : null;
    }

    /// <summary>
    /// The handle that a text would be: bare, or at the end of the address of a repository. Fractions look so too, so it holds only where a
    /// record has it. Null when it can be none.
    /// </summary>
    public static string? Handlelike(string text)
    {
        var typed = text.Trim();
        if (typed.Length is < Shortest or > Longest)
        {
            return null;
        }
        var path = typed.IndexOf(HandlePath, StringComparison.OrdinalIgnoreCase);
        var name = path < 0 ? typed : typed[(path + HandlePath.Length)..].Split('?', '#')[0];
        return Handle.TryParse(name, out var handle) ? $"handle:{handle}".ToLowerInvariant() : null;
    }
}
