using System.Text;
using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Querying;

/// <summary>Puts words together that the lines of a pasted text took apart: <c>immi-⏎gration</c>, also where the break became a space or was lost.</summary>
internal static class BrokenWords
{
    /// <param name="isWord">Whether a word stands somewhere; null where that is not known: then only a line break joins.</param>
    public static string? Join(string? text, Func<string, bool>? isWord)
    {
        if (text is null || text.AsSpan().IndexOfAny("-\u2010\u00AD") < 0)
        {
            return text;
        }
        var joined = new StringBuilder(text.Length);
        var (done, looked) = (0, 0);
        for (var at = 1; at < text.Length - 1 && looked < QueryLimits.Hyphens; at++)
        {
            if (text[at] is not ('-' or '\u2010' or '\u00AD') || !char.IsLetter(text[at - 1]))
            {
                continue;
            }
            var next = at + 1;
            while (next < text.Length && char.IsWhiteSpace(text[next]))
            {
                next++;
            }
            if (next < text.Length && char.IsLower(text[next]))
            {
                looked++;
                var gap = text.AsSpan(at + 1, next - at - 1);
                var isLineBreak = gap.IndexOfAny('\n', '\r') >= 0;
                if (IsOneWord(text, at, next, isLineBreak, isWord))
                {
                    joined.Append(text, done, at - done);
                    done = next;
                }
                else if (isLineBreak)
                {
                    joined.Append(text, done, at + 1 - done);
                    done = next;
                }
            }
        }
        return done == 0 ? text : joined.Append(text, done, text.Length - done).ToString();
    }

    private static bool IsOneWord(string text, int hyphen, int next, bool isLineBreak, Func<string, bool>? isWord)
    {
        if (isWord is null)
        {
            return isLineBreak;
        }
        var start = hyphen;
        while (start > 0 && char.IsLetter(text[start - 1]))
        {
            start--;
        }
        var end = next;
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }
        var (left, right) = (text[start..hyphen], text[next..end]);
        return isWord(left + right) && (next > hyphen + 1 || !isWord(left) || !isWord(right));
    }
}
