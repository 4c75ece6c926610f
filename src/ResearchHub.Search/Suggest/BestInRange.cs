using System.Numerics;

namespace ResearchHub.Search.Suggest;

/// <summary>
/// Finds the places with the greatest weights in any range of a list. A table keeps the best of runs of 1, 2, 4, 8… blocks; two runs cover
/// a range, and what they leave over is shorter than two blocks. Unchanging.
/// </summary>
internal sealed class BestInRange
{
    private const int Block = 32;
    private readonly int[] weights;
    private readonly int[][] runs;

    public BestInRange(int[] weights)
    {
        this.weights = weights;
        var blocks = weights.Length / Block;
        runs = new int[blocks == 0 ? 0 : BitOperations.Log2((uint)blocks) + 1][];
        for (var level = 0; level < runs.Length; level++)
        {
            var run = runs[level] = new int[blocks - (1 << level) + 1];
            for (var at = 0; at < run.Length; at++)
            {
                run[at] =
                    level == 0 ? Scan(at * Block, (at + 1) * Block) : Better(runs[level - 1][at], runs[level - 1][at + (1 << (level - 1))]);
            }
        }
    }

    /// <summary>Places by falling weight, the earlier first of equal ones; a place that several ranges hold comes several times.</summary>
    public IEnumerable<int> Of(IEnumerable<(int From, int To)> ranges)
    {
        var waiting = new PriorityQueue<(int From, int Best, int To), (int Weight, int Place)>();
        foreach (var (from, to) in ranges)
        {
            Add(from, to);
        }
        while (waiting.TryDequeue(out var next, out _))
        {
            yield return next.Best;
            Add(next.From, next.Best);
            Add(next.Best + 1, next.To);
        }

        void Add(int from, int to)
        {
            if (from < to)
            {
                var best = Best(from, to);
                waiting.Enqueue((from, best, to), (-weights[best], best));
            }
        }
    }

    private int Best(int from, int to)
    {
        var first = (from + Block - 1) / Block;
        var end = to / Block;
        if (first >= end)
        {
            return Scan(from, to);
        }
        var level = BitOperations.Log2((uint)(end - first));
        var best = Better(runs[level][first], runs[level][end - (1 << level)]);
        if (from < first * Block)
        {
            best = Better(Scan(from, first * Block), best);
        }
        return end * Block < to ? Better(best, Scan(end * Block, to)) : best;
    }

    private int Scan(int from, int to)
    {
        var best = from;
        for (var at = from + 1; at < to; at++)
        {
            best = weights[at] > weights[best] ? at : best;
        }
        return best;
    }

    private int Better(int left, int right) => weights[right] > weights[left] ? right : left;
}
