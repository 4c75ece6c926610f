using System.Globalization;
using System.Text;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>Takes out of what people write what only serves to deceive or disturb: control characters, changes of direction, towers of marks.</summary>
internal static class CommentText
{
    /// <summary>More marks on one letter than any script needs.</summary>
    private const int MostMarks = 4;

    /// <summary>The text in Unicode NFC with line feeds, trimmed.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        var marks = 0;
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks <= MostMarks && !IsHarmful(rune, category))
            {
                clean.Append(rune.ToString());
            }
        }
        return clean.ToString().Normalize(NormalizationForm.FormC).Trim();
    }

    private static bool IsHarmful(Rune rune, UnicodeCategory category) =>
        (category == UnicodeCategory.Control && rune.Value is not ('\n' or '\t'))
        || category is UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x2028 or 0x2029 or 0xFEFF;
}
