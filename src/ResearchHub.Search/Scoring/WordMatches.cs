namespace ResearchHub.Search.Scoring;

/// <summary>The matches of a word in one segment: of several things that stand for it, the best one counts.</summary>
internal sealed class WordMatches(IMatches[] choices)
{
    private ScoreWindow? own;

    public int Doc
    {
        get
        {
            var doc = int.MaxValue;
            foreach (var choice in choices)
            {
                doc = Math.Min(doc, choice.Doc);
            }
            return doc;
        }
    }

    /// <inheritdoc cref="IMatches.Bound" />
    public float Bound { get; } = choices.Max(choice => choice.Bound);

    /// <inheritdoc cref="IMatches.AddTo" />
    public void AddTo(ScoreWindow window)
    {
        if (choices.Length == 1)
        {
            choices[0].AddTo(window);
        }
        else if (Doc < window.End)
        {
            own ??= new ScoreWindow();
            own.MoveTo(window.Start);
            foreach (var choice in choices)
            {
                choice.RaiseIn(own);
            }
            window.Add(own);
        }
    }

    /// <inheritdoc cref="IMatches.ScoreOf" />
    public float ScoreOf(int doc)
    {
        var score = 0f;
        foreach (var choice in choices)
        {
            score = Math.Max(score, choice.ScoreOf(doc));
        }
        return score;
    }
}
