using System.Numerics;
using System.Runtime.CompilerServices;

namespace ResearchHub.Search.Scoring;

/// <summary>
/// Matches and scores of documents that stand side by side. Sums are of double precision, in which sums of a few scores are exact: a document
/// has the same score in whatever order its words are added.
/// </summary>
internal sealed class ScoreWindow
{
    public const int Size = 2048;
    private const int Bits = 64;
    private readonly double[] scores = new double[Size];

    /// <summary>Number of the first document; a multiple of <see cref="Size"/>.</summary>
    public int Start { get; private set; }
    public int End => Start + Size;

    /// <summary>A bit for each document that matches.</summary>
    public ulong[] Matches { get; } = new ulong[Size / Bits];

    /// <summary>Begins anew at the window that a document is in.</summary>
    public void MoveTo(int doc)
    {
        Start = doc & ~(Size - 1);
        Array.Clear(scores);
        Array.Clear(Matches);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int doc, float score)
    {
        var at = doc & (Size - 1);
        Matches[at / Bits] |= 1UL << at;
        scores[at] += score;
    }

    public double Score(int doc) => scores[doc & (Size - 1)];

    public void Remove(int doc)
    {
        var at = doc & (Size - 1);
        Matches[at / Bits] &= ~(1UL << at);
    }

    /// <summary>Adds the matches and scores of another window over the same documents.</summary>
    public void Add(ScoreWindow other)
    {
        for (var i = 0; i < Matches.Length; i++)
        {
            Matches[i] |= other.Matches[i];
        }
        var width = Vector<double>.Count;
        for (var at = 0; at < Size; at += width)
        {
            (new Vector<double>(scores, at) + new Vector<double>(other.scores, at)).CopyTo(scores, at);
        }
    }

    /// <summary>Keeps the greater score of a document.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Raise(int doc, float score)
    {
        var at = doc & (Size - 1);
        Matches[at / Bits] |= 1UL << at;
        scores[at] = Math.Max(scores[at], score);
    }
}
