using System.Text;

namespace ResearchHub.Search.Suggest;

/// <summary>
/// The best entries behind short prefixes that many texts share, found when the tree is built: there the search for the cheapest paths
/// would visit thousands of places, while a person who types a first letter waits the least.
/// </summary>
internal sealed class PopularPrefixes
{
    private const int Longest = 8;
    private const int Many = 64;
    private const int Kept = 50;
    private readonly Dictionary<string, int[]> best = new(StringComparer.Ordinal);

    /// <param name="keys">In order.</param>
    /// <param name="weightOf">Weight of an entry by its number.</param>
    public PopularPrefixes(List<(byte[] Text, int Number)> keys, Func<int, int> weightOf)
    {
        for (var length = 1; length <= Longest; length++)
        {
            for (int from = 0, to; from < keys.Count; from = to)
            {
                to = from + 1;
                if (keys[from].Text.Length < length)
                {
                    continue;
                }
                var prefix = keys[from].Text.AsSpan(0, length);
                while (to < keys.Count && keys[to].Text.AsSpan().StartsWith(prefix))
                {
                    to++;
                }
                if (to - from > Many)
                {
                    best[Encoding.UTF8.GetString(prefix)] = Best(keys, from, to, weightOf);
                }
            }
        }
    }

    /// <summary>Numbers of the best entries, best first; null when a search finds them as fast.</summary>
    public int[]? Find(string prefix, int first) => first <= Kept && best.TryGetValue(prefix, out var found) ? found : null;

    private static int[] Best(List<(byte[] Text, int Number)> keys, int from, int to, Func<int, int> weightOf)
    {
        var heap = new PriorityQueue<int, int>();
        var inside = new HashSet<int>();
        for (var at = from; at < to; at++)
        {
            var number = keys[at].Number;
            var weight = weightOf(number);
            if (heap.Count == Kept && heap.TryPeek(out _, out var least) && weight <= least)
            {
                continue;
            }
            if (inside.Add(number))
            {
                heap.Enqueue(number, weight);
                if (heap.Count > Kept)
                {
                    inside.Remove(heap.Dequeue());
                }
            }
        }
        var found = new int[heap.Count];
        for (var at = found.Length - 1; at >= 0; at--)
        {
            found[at] = heap.Dequeue();
        }
        return found;
    }
}
