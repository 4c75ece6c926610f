using Lucene.Net.Index;
using Lucene.Net.Search;
using ResearchHub.Search.Ranking;

namespace ResearchHub.Search.Scoring;

/// <summary>The matches of one thing in one segment, ascending, each with its score.</summary>
internal interface IMatches
{
    /// <summary>The document that is next; <see cref="DocIdSetIterator.NO_MORE_DOCS"/> at the end.</summary>
    int Doc { get; }

    /// <summary>No score is above it.</summary>
    float Bound { get; }

    /// <summary>Adds the scores of the documents of a window, and moves behind it.</summary>
    void AddTo(ScoreWindow window);

    /// <summary>The same where a document keeps the greater of two scores.</summary>
    void RaiseIn(ScoreWindow window);

    /// <summary>The score of a document, which is not before the last one asked for; 0 when it does not match.</summary>
    float ScoreOf(int doc);
}

/// <summary>Matches of a term by its frequency and the lengths of the texts.</summary>
internal sealed class TermMatches : IMatches
{
    private readonly DocsEnum docs;
    private readonly LengthBm25.Weight weight;
    private readonly ushort[] lengths;

    public TermMatches(DocsEnum docs, LengthBm25.Weight weight, ushort[] lengths)
    {
        this.docs = docs;
        this.weight = weight;
        this.lengths = lengths;
        Doc = docs.NextDoc();
    }

    public int Doc { get; private set; }
    public float Bound => weight.Bound;

    public void AddTo(ScoreWindow window)
    {
        var doc = Doc;
        for (var end = window.End; doc < end; doc = docs.NextDoc())
        {
            window.Add(doc, weight.Score(lengths[doc], docs.Freq));
        }
        Doc = doc;
    }

    public void RaiseIn(ScoreWindow window)
    {
        var doc = Doc;
        for (var end = window.End; doc < end; doc = docs.NextDoc())
        {
            window.Raise(doc, weight.Score(lengths[doc], docs.Freq));
        }
        Doc = doc;
    }

    public float ScoreOf(int doc)
    {
        if (Doc < doc)
        {
            Doc = docs.Advance(doc);
        }
        return Doc == doc ? weight.Score(lengths[doc], docs.Freq) : 0f;
    }
}

/// <summary>Matches of any other query: a phrase, a prefix, an identifier.</summary>
internal sealed class OtherMatches : IMatches
{
    private readonly Scorer scorer;

    public OtherMatches(Scorer scorer)
    {
        this.scorer = scorer;
        Doc = scorer.NextDoc();
    }

    public int Doc { get; private set; }
    public float Bound => float.PositiveInfinity;

    public void AddTo(ScoreWindow window)
    {
        for (; Doc < window.End; Doc = scorer.NextDoc())
        {
            window.Add(Doc, scorer.GetScore());
        }
    }

    public void RaiseIn(ScoreWindow window)
    {
        for (; Doc < window.End; Doc = scorer.NextDoc())
        {
            window.Raise(Doc, scorer.GetScore());
        }
    }

    public float ScoreOf(int doc)
    {
        if (Doc < doc)
        {
            Doc = scorer.Advance(doc);
        }
        return Doc == doc ? scorer.GetScore() : 0f;
    }
}
