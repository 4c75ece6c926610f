using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ResearchHub.Core.Common;

/// <summary>What people write as plain text. Lengths are in UTF-16 units.</summary>
public static class PlainText
{
    /// <summary>Whether there is something to read, in any number of lines. NUL is no text: PostgreSQL keeps none.</summary>
    public static bool IsText([NotNullWhen(true)] string? text, int longest) => !string.IsNullOrWhiteSpace(text) && IsKept(text, longest);

    /// <summary>As <see cref="IsText"/>, in one line, without control characters.</summary>
    public static bool IsLine([NotNullWhen(true)] string? text, int longest) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= longest && !text.Any(char.IsControl);

    /// <summary>Whether it can be kept, empty or not.</summary>
    public static bool IsKept(string text, int longest) => text.Length <= longest && !text.Contains('\0', StringComparison.Ordinal);

    /// <summary>
    /// The beginning of what somebody else wrote, to be shown or kept with what we say of it: at most this long, and "…" where more came. What PostgreSQL and UTF-8
    /// have no form for (NUL, half a pair) is U+FFFD.
    /// </summary>
    public static string Excerpt(string text, int longest)
    {
        var excerpt = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (excerpt.Length + rune.Utf16SequenceLength > longest)
            {
                return excerpt.Append('…').ToString();
            }
            excerpt.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        }
        return excerpt.ToString();
    }

    /// <summary>Why a text of the input cannot be taken; null when it can.</summary>
    public static InvalidError? Problem(string? text, int longest, string field, bool isNeeded) =>
        (text is null && !isNeeded) || IsText(text, longest)
            ? null
            : new InvalidError($"Give 1 to {longest} characters.", ["input", field]);
}
