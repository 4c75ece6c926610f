using System.Runtime.InteropServices;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>
/// Where a pattern ends in a text with the fewest errors: the bit-vector algorithm of Myers (1999) in blocks of 64 rows, so that a step takes 64 rows of
/// the dynamic programme at once.
/// </summary>
internal sealed class LeastErrors
{
    private const int Rows = 64;
    private readonly string _pattern;
    private readonly int _blocks;

    /// <summary>Of each character the rows in which the pattern has it, a block after the other.</summary>
    private readonly Dictionary<char, ulong[]> _rows = [];

    private LeastErrors(string pattern)
    {
        _pattern = pattern;
        _blocks = (pattern.Length + Rows - 1) / Rows;
        foreach (var (at, letter) in pattern.Index())
        {
            ref var rows = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, letter, out _);
            rows ??= new ulong[_blocks];
            rows[at / Rows] |= 1UL << (at % Rows);
        }
    }

    /// <summary>The fewest errors, and behind which characters of the text; nowhere when there are more than allowed everywhere.</summary>
    public static (int Errors, List<int> Ends) Find(string pattern, string text, int errors) => new LeastErrors(pattern).Find(text, errors);

    private (int Errors, List<int> Ends) Find(string text, int errors)
    {
        // Rows whose cost is one more than that of the row above, and one less.
        var (more, less, nowhere) = (new ulong[_blocks], new ulong[_blocks], new ulong[_blocks]);
        Array.Fill(more, ulong.MaxValue);
        var (least, ends, cost) = (errors, new List<int>(), _pattern.Length);
        for (var at = 0; at < text.Length; at++)
        {
            cost += Advance(_rows.GetValueOrDefault(text[at], nowhere), more, less);
            if (cost < least)
            {
                least = cost;
                ends.Clear();
            }
            if (cost == least)
            {
                ends.Add(at + 1);
            }
        }
        return (least, ends);
    }

    /// <summary>Takes one more character; gives by how much that changes the cost of the whole pattern.</summary>
    private int Advance(ReadOnlySpan<ulong> equal, Span<ulong> more, Span<ulong> less)
    {
        var last = (_pattern.Length - 1) % Rows;
        ulong carriedUp = 0,
            carriedDown = 0,
            up = 0,
            down = 0;
        for (var block = 0; block < equal.Length; block++)
        {
            var (above, below) = (more[block], less[block]);
            var vertical = equal[block] | below;
            var matched = equal[block] | carriedDown;
            var horizontal = (((matched & above) + above) ^ above) | matched;
            (up, down) = (below | ~(horizontal | above), above & horizontal);
            var (shiftedUp, shiftedDown) = ((up << 1) | carriedUp, (down << 1) | carriedDown);
            (carriedUp, carriedDown) = (up >> (Rows - 1), down >> (Rows - 1));
            more[block] = shiftedDown | ~(vertical | shiftedUp);
            less[block] = shiftedUp & vertical;
        }
        return (int)((up >> last) & 1) - (int)((down >> last) & 1);
    }
}
