namespace ResearchHub.Search.Querying;

/// <summary>How far two words are apart.</summary>
internal static class WordDistance
{
    /// <summary>1 less the edits by the longer length.</summary>
    public static double Similarity(string left, string right) => 1 - ((double)Edits(left, right) / Math.Max(left.Length, right.Length));

    /// <summary>Letters lost, added or changed; neighbours swapped count as one.</summary>
    public static int Edits(string left, string right)
    {
        var edits = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            edits[i, 0] = i;
        }
        for (var j = 0; j <= right.Length; j++)
        {
            edits[0, j] = j;
        }
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var change = edits[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                edits[i, j] = Math.Min(change, Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }
        return edits[left.Length, right.Length];
    }

    /// <summary>Whether one word is the other with two neighbours swapped.</summary>
    public static bool IsSwap(string left, string right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }
        var at = left.AsSpan().CommonPrefixLength(right);
        return at + 1 < left.Length
            && left[at] == right[at + 1]
            && left[at + 1] == right[at]
            && left.AsSpan(at + 2).SequenceEqual(right.AsSpan(at + 2));
    }
}
