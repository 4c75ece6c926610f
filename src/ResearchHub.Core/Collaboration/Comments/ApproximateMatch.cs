namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>
/// Finds a pattern in a text with few errors. <see cref="LeastErrors"/> says where it ends; where it begins there says the dynamic programme of Sellers with
/// the cut-off of Ukkonen, of no more of the text than the place can take.
/// </summary>
internal static class ApproximateMatch
{
    /// <summary>Most steps that are spent on one place more, of several with the same errors: about 5 ms.</summary>
    private const int MostSteps = 2_000_000;

    /// <summary>The place with the fewest errors; of several the one that scores best, then the first. Null when none has few enough.</summary>
    /// <param name="errors">Most characters added, left out or replaced.</param>
    public static Range? Find(string pattern, string text, int errors, Func<Range, int>? score = null)
    {
        if (errors == 0 || pattern.Length == 0)
        {
            return null;
        }
        var (least, ends) = LeastErrors.Find(pattern, text, errors);
        (Range Range, int Score)? best = null;
        foreach (var range in Places(pattern, text, least, score is null ? ends.Take(1) : ends))
        {
            var here = score?.Invoke(range) ?? 0;
            if (!(here <= best?.Score))
            {
                best = (range, here);
            }
        }
        return best?.Range;
    }

    /// <summary>The places that end there, with so many errors each.</summary>
    private static IEnumerable<Range> Places(string pattern, string text, int errors, IEnumerable<int> ends)
    {
        // Errors and start of the best match of each beginning of the pattern that ends here.
        var (costs, starts) = (new int[pattern.Length + 1], new int[pattern.Length + 1]);
        var (at, last, steps) = (-1, 0, 0);
        foreach (var end in ends)
        {
            var from = Math.Max(0, end - pattern.Length - errors);
            if (at < from)
            {
                at = from;
                last = Begin(costs, starts, errors, from);
            }
            for (; at < end; at++)
            {
                steps += last;
                last = Advance(pattern, text[at], at, costs, starts, errors, last);
            }
            yield return starts[pattern.Length]..end;
            if (steps > MostSteps)
            {
                yield break;
            }
        }
    }

    private static int Begin(int[] costs, int[] starts, int errors, int at)
    {
        for (var i = 0; i < costs.Length; i++)
        {
            (costs[i], starts[i]) = (i, at);
        }
        return Math.Min(errors + 1, costs.Length - 1);
    }

    /// <summary>Takes one more character; gives the last row that is still of use.</summary>
    private static int Advance(string pattern, char letter, int at, int[] costs, int[] starts, int errors, int last)
    {
        var (diagonal, diagonalStart) = (costs[0], at);
        starts[0] = at + 1;
        for (var i = 1; i <= last; i++)
        {
            var (above, left) = (costs[i - 1] + 1, costs[i] + 1);
            var replaced = diagonal + (pattern[i - 1] == letter ? 0 : 1);
            var (cost, start) = replaced <= left ? (replaced, diagonalStart) : (left, starts[i]);
            if (above < cost)
            {
                (cost, start) = (above, starts[i - 1]);
            }
            (diagonal, diagonalStart) = (costs[i], starts[i]);
            (costs[i], starts[i]) = (cost, start);
        }
        while (last > 0 && costs[last] > errors)
        {
            last--;
        }
        if (last < pattern.Length)
        {
            last++;
            (costs[last], starts[last]) = (errors + 1, at + 1);
        }
        return last;
    }
}
