namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>
/// Finds a pattern in a text with few errors: the dynamic programme of Sellers with the cut-off of Ukkonen, so that time grows with the text
/// and the errors allowed, not with the pattern.
/// </summary>
internal static class ApproximateMatch
{
    /// <summary>The place with the fewest errors; of several the one that scores best, then the first. Null when none has few enough.</summary>
    /// <param name="errors">Most characters added, left out or replaced.</param>
    public static Range? Find(string pattern, string text, int errors, Func<Range, int> score)
    {
        if (errors == 0 || pattern.Length == 0)
        {
            return null;
        }
        // Errors and start of the best match of each beginning of the pattern that ends here.
        var (costs, starts) = (new int[pattern.Length + 1], new int[pattern.Length + 1]);
        for (var i = 0; i <= pattern.Length; i++)
        {
            costs[i] = i;
        }
        var last = Math.Min(errors + 1, pattern.Length);
        (Range Range, int Errors, int Score)? best = null;
        for (var at = 0; at < text.Length; at++)
        {
            last = Advance(pattern, text[at], at, costs, starts, errors, last);
            if (last == pattern.Length && costs[last] <= errors && costs[last] <= (best?.Errors ?? errors))
            {
                var range = starts[last]..(at + 1);
                var here = score(range);
                if (best is not { } known || costs[last] < known.Errors || here > known.Score)
                {
                    best = (range, costs[last], here);
                }
            }
        }
        return best?.Range;
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
