using System.Runtime.InteropServices;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Util;
using ResearchHub.Search.Analysis;
using Attribute = Lucene.Net.Util.Attribute;

namespace ResearchHub.Search.Documents;

/// <summary>
/// Terms that are already analysed and encoded, handed to Lucene as they are. The usual term attribute would copy each twice and encode
/// it anew at each occurrence.
/// </summary>
internal sealed class TermStream : TokenStream
{
    private readonly List<(IndexTerm Term, int Increment)> entries = [];
    private readonly EncodedTerm term = new();
    private readonly IPositionIncrementAttribute increment;
    private int next;
    private int gap = 1;

    public TermStream()
    {
        AddAttributeImpl(term);
        increment = AddAttribute<IPositionIncrementAttribute>();
    }

    public int Count => entries.Count;

    /// <summary>The terms, each with the positions to move on before it.</summary>
    public ReadOnlySpan<(IndexTerm Term, int Increment)> Entries => CollectionsMarshal.AsSpan(entries);

    public void Clear()
    {
        entries.Clear();
        next = 0;
        gap = 1;
    }

    public void Add(IndexTerm added)
    {
        entries.Add((added, gap));
        gap = 1;
    }

    /// <summary>Adds a term at the place of the one before.</summary>
    public void AddBeside(IndexTerm added) => entries.Add((added, 0));

    /// <summary>Leaves positions free before the next term, so that no phrase reaches over.</summary>
    public void Skip(int positions) => gap += positions;

    /// <summary>Repeats terms added before, behind a gap.</summary>
    public void Repeat(int from, int count, int gapBefore)
    {
        Skip(gapBefore);
        for (var i = from; i < from + count; i++)
        {
            entries.Add(i == from ? (entries[i].Term, gap) : entries[i]);
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
        if (next >= entries.Count)
        {
            return false;
        }
        var (current, positions) = entries[next++];
        term.Point(current.Utf8);
        increment.PositionIncrement = positions;
        return true;
    }

    /// <summary>The current term, by reference to its bytes.</summary>
    private sealed class EncodedTerm : Attribute, ITermToBytesRefAttribute
    {
        public BytesRef BytesRef { get; } = new();

        public void FillBytesRef() { }

        public void Point(byte[] utf8)
        {
            BytesRef.Bytes = utf8;
            BytesRef.Length = utf8.Length;
        }

        public override void Clear() => Point(BytesRef.EMPTY_BYTES);

        public override void CopyTo(IAttribute target) => ((EncodedTerm)target).Point(BytesRef.Bytes);
    }
}
