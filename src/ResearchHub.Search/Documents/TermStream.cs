using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace ResearchHub.Search.Documents;

/// <summary>Terms that are already analysed, handed to Lucene as they are.</summary>
internal sealed class TermStream : TokenStream
{
    private readonly List<string> terms = [];
    private readonly List<int> increments = [];
    private readonly ICharTermAttribute term;
    private readonly IPositionIncrementAttribute increment;
    private int next;
    private int gap = 1;

    public TermStream()
    {
        term = AddAttribute<ICharTermAttribute>();
        increment = AddAttribute<IPositionIncrementAttribute>();
    }

    public int Count => terms.Count;

    public void Clear()
    {
        terms.Clear();
        increments.Clear();
        next = 0;
        gap = 1;
    }

    public void Add(string text)
    {
        terms.Add(text);
        increments.Add(gap);
        gap = 1;
    }

    /// <summary>Leaves positions free before the next term, so that no phrase reaches over.</summary>
    public void Skip(int positions) => gap += positions;

    /// <summary>Repeats terms added before, behind a gap.</summary>
    public void Repeat(int from, int count, int gapBefore)
    {
        Skip(gapBefore);
        for (var i = from; i < from + count; i++)
        {
            terms.Add(terms[i]);
            increments.Add(i == from ? gap : increments[i]);
        }
        gap = 1;
    }

    public override void Reset()
    {
        base.Reset();
        next = 0;
    }

    public override bool IncrementToken()
    {
        if (next >= terms.Count)
        {
            return false;
        }
        ClearAttributes();
        term.SetEmpty().Append(terms[next]);
        increment.PositionIncrement = increments[next];
        next++;
        return true;
    }
}
