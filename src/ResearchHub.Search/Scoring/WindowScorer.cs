using System.Numerics;
using Lucene.Net.Search;

namespace ResearchHub.Search.Scoring;

/// <summary>
/// Goes over a segment window by window. Where only the best are wanted, words too weak to make a hit alone are no longer followed, only looked up
/// for documents that other words bring (MaxScore; Turtle and Flood 1995).
/// </summary>
internal sealed class WindowScorer : BulkScorer
{
    /// <summary>Bounds and scores are rounded differently.</summary>
    private const float Slack = 1.0001f;

    private readonly WordMatches[] words;
    private readonly float[] bounds;
    private readonly Scorer[] excluded;
    private readonly ScoreWindow window = new();

    public WindowScorer(WordMatches[] words, Scorer[] excluded)
    {
        this.words = [.. words.OrderBy(word => word.Bound)];
        this.excluded = excluded;
        bounds = new float[words.Length + 1];
        for (var i = 0; i < words.Length; i++)
        {
            bounds[i + 1] = bounds[i] + (this.words[i].Bound * Slack);
        }
    }

    public override bool Score(ICollector collector, int max)
    {
        var target = (IWindowCollector)collector;
        var weak = 0;
        while (true)
        {
            while (!target.NeedsAll && weak < words.Length && bounds[weak + 1] < target.LeastScore)
            {
                weak++;
            }
            var next = Next(weak);
            if (next >= max)
            {
                return next != DocIdSetIterator.NO_MORE_DOCS;
            }
            window.MoveTo(next);
            for (var i = weak; i < words.Length; i++)
            {
                words[i].AddTo(window);
            }
            for (var i = weak - 1; i >= 0; i--)
            {
                LookUp(words[i], bounds[i + 1], target.LeastScore);
            }
            Exclude();
            target.Collect(window);
        }
    }

    private int Next(int weak)
    {
        var next = DocIdSetIterator.NO_MORE_DOCS;
        for (var i = weak; i < words.Length; i++)
        {
            next = Math.Min(next, words[i].Doc);
        }
        return next;
    }

    /// <summary>Adds a word to the documents that can still be hits, and drops the others.</summary>
    private void LookUp(WordMatches word, float bound, float least)
    {
        for (var i = 0; i < window.Matches.Length; i++)
        {
            for (var bits = window.Matches[i]; bits != 0; bits &= bits - 1)
            {
                var doc = window.Start + (i * 64) + BitOperations.TrailingZeroCount(bits);
                if (window.Score(doc) + bound < least)
                {
                    window.Remove(doc);
                }
                else
                {
                    window.Add(doc, word.ScoreOf(doc));
                }
            }
        }
    }

    private void Exclude()
    {
        foreach (var each in excluded)
        {
            var doc = each.DocID < window.Start ? each.Advance(window.Start) : each.DocID;
            for (; doc < window.End; doc = each.NextDoc())
            {
                window.Remove(doc);
            }
        }
    }
}
