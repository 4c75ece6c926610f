namespace ResearchHub.Api.Transport;

/// <summary>Strings that are no text: by escapes, halves of characters and NUL come in, which JSON or the database cannot hold.</summary>
internal static class InputTexts
{
    /// <summary>A text that is refused for a half of a character, in place of one that cannot be read for the same reason.</summary>
    public const string Unreadable = "\ud800";

    /// <summary>Why a string is no text, as a sentence; null when it is.</summary>
    public static string? ProblemOf(ReadOnlySpan<char> text) =>
        text.Contains('\0') ? "A text cannot hold U+0000."
        : IsWhole(text) ? null
        : "A text cannot hold one half of a surrogate pair.";

    private static bool IsWhole(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOfAnyInRange('\ud800', '\udfff'); i >= 0 && i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }
        return true;
    }
}
