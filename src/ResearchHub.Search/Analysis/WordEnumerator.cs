using System.Globalization;
using System.Text;

namespace ResearchHub.Search.Analysis;

/// <summary>
/// Finds the words of a text: runs of letters, digits and marks; an apostrophe between letters and a point or comma between digits
/// stay inside, and so do signs that are not seen (soft hyphens, joiners); each ideograph is a word of its own. Allocates nothing.
/// </summary>
internal ref struct WordEnumerator(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> text = text;
    private int next;

    /// <summary>Start of the word in UTF-16 units.</summary>
    public int Start { get; private set; }
    public int Length { get; private set; }
    public readonly ReadOnlySpan<char> Word => text.Slice(Start, Length);

    public bool MoveNext()
    {
        while (next < text.Length && !IsWordSign(next, out var width))
        {
            next += width;
        }
        if (next >= text.Length)
        {
            return false;
        }
        Start = next;
        if (IsIdeograph(text[next]))
        {
            next++;
        }
        else
        {
            while (next < text.Length && ((IsWordSign(next, out var width) && !IsIdeograph(text[next])) || IsInnerSign(next, out width)))
            {
                next += width;
            }
        }
        Length = next - Start;
        return true;
    }

    private readonly bool IsWordSign(int at, out int width)
    {
        var sign = text[at];
        width = 1;
        if (char.IsAscii(sign))
        {
            return char.IsAsciiLetterOrDigit(sign);
        }
        if (char.IsHighSurrogate(sign) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            width = 2;
            return Rune.IsLetterOrDigit(new Rune(sign, text[at + 1]));
        }
        return char.IsLetterOrDigit(sign)
            || CharUnicodeInfo.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
    }

    private readonly bool IsInnerSign(int at, out int width)
    {
        width = TextFolding.Unseen(text[at..]);
        if (width > 0)
        {
            return at + width < text.Length && IsWordSign(at + width, out _) && !IsIdeograph(text[at + width]);
        }
        width = 1;
        if (at == 0 || at + 1 >= text.Length)
        {
            return false;
        }
        return text[at] switch
        {
            '\'' or '’' => char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1]),
            '.' or ',' => char.IsDigit(text[at - 1]) && char.IsDigit(text[at + 1]),
            _ => false,
        };
    }

    private static bool IsIdeograph(char sign) => sign is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF');
}
