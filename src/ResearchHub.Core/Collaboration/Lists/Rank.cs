using System.Text;

namespace ResearchHub.Core.Collaboration.Lists;

/// <summary>
/// Places in a list as texts in ASCII order, so that a thing is put between two others without touching either: a whole number of eight
/// digits, and behind it a fraction that grows where many are put into one gap.
/// </summary>
public static class Rank
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const int WholeLength = 8;

    /// <summary>Middle of the whole numbers, so that as many fit before as behind.</summary>
    private const long Middle = 1L << 40;

    /// <summary>A place between two.</summary>
    /// <param name="before">Null for the beginning of the list.</param>
    /// <param name="behind">Null for its end. Must stand behind <paramref name="before"/>.</param>
    public static string Between(string? before, string? behind) =>
        (before, behind) switch
        {
            (null, null) => Whole(Middle),
            (null, { } end) => WholeOf(end) is > 0 and var number ? Whole(number - 1) : Middling("", end),
            ({ } start, null) => Whole(WholeOf(start) + 1),
            ({ } start, { } end) => Whole(WholeOf(start) + 1) is var next && string.CompareOrdinal(next, end) < 0
                ? next
                : Middling(start, end),
        };

    /// <summary>Longest place that is kept: as many things into one gap as make it longer have the list numbered anew. An index holds no text of some thousands.</summary>
    public const int Longest = 200;

    /// <summary>Places at the end of a list, in order.</summary>
    /// <param name="last">The last place taken; null for an empty list.</param>
    public static IEnumerable<string> Behind(string? last)
    {
        while (true)
        {
            yield return last = Between(last, null);
        }
    }

    /// <summary>Shortest text between two, which need not have the same length.</summary>
    private static string Middling(string before, string behind)
    {
        var middle = new StringBuilder();
        var isBounded = true;
        for (var i = 0; ; i++)
        {
            var low = i < before.Length ? Digits.IndexOf(before[i], StringComparison.Ordinal) : 0;
            var high = isBounded && i < behind.Length ? Digits.IndexOf(behind[i], StringComparison.Ordinal) : Digits.Length;
            if (high - low > 1)
            {
                return middle.Append(Digits[(low + high) / 2]).ToString();
            }
            middle.Append(Digits[low]);
            isBounded &= low == high;
        }
    }

    private static long WholeOf(string rank)
    {
        var number = 0L;
        for (var i = 0; i < WholeLength; i++)
        {
            number = number * Digits.Length + (i < rank.Length ? Digits.IndexOf(rank[i], StringComparison.Ordinal) : 0);
        }
        return number;
    }

    private static string Whole(long number)
    {
        var text = new char[WholeLength];
        for (var i = WholeLength - 1; i >= 0; i--, number /= Digits.Length)
        {
            text[i] = Digits[(int)(number % Digits.Length)];
        }
        return new string(text);
    }
}
