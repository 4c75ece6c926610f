using Lucene.Net.Index;
using Lucene.Net.Util;

namespace ResearchHub.Search.Indexing.Bulk;

/// <summary>The terms of a buffered field as Lucene reads them to write a segment: once, forward.</summary>
internal sealed class BufferedTerms(SortedPostings postings, bool hasPositions) : Terms
{
    public override IComparer<BytesRef> Comparer => BytesRef.UTF8SortedAsUnicodeComparer;
    public override long Count => postings.Order.Length;
    public override long SumTotalTermFreq => -1;
    public override long SumDocFreq => -1;
    public override int DocCount => -1;
    public override bool HasFreqs => hasPositions;
    public override bool HasOffsets => false;
    public override bool HasPositions => hasPositions;
    public override bool HasPayloads => false;

    public override TermsEnum GetEnumerator() => new Each(postings);

    private sealed class Each(SortedPostings postings) : TermsEnum
    {
        private readonly BytesRef term = new();
        private int at = -1;

        public override IComparer<BytesRef> Comparer => BytesRef.UTF8SortedAsUnicodeComparer;
        public override BytesRef Term => term;
        public override long Ord => at;
        public override int DocFreq => throw OnlyForward();
        public override long TotalTermFreq => throw OnlyForward();
        private int Number => postings.Order[at];

        public override bool MoveNext()
        {
            if (++at >= postings.Order.Length)
            {
                return false;
            }
            term.Bytes = postings.Numbers[Number].Utf8;
            term.Length = term.Bytes.Length;
            return true;
        }

        [Obsolete("Lucene asks for it.")]
        public override BytesRef Next() => MoveNext() ? term : null!;

        public override DocsEnum Docs(IBits liveDocs, DocsEnum reuse, DocsFlags flags) => Postings(reuse);

        public override DocsAndPositionsEnum DocsAndPositions(IBits liveDocs, DocsAndPositionsEnum reuse, DocsAndPositionsFlags flags) =>
            Postings(reuse);

        public override SeekStatus SeekCeil(BytesRef text) => throw OnlyForward();

        public override void SeekExact(long ord) => throw OnlyForward();

        private BufferedPostings Postings(DocsEnum? reuse)
        {
            var each = reuse as BufferedPostings ?? new BufferedPostings(postings);
            each.Start(postings.Starts[Number], postings.Starts[Number + 1]);
            return each;
        }

        private static NotSupportedException OnlyForward() => new("A buffered segment is only read forward.");
    }
}

/// <summary>The records of one term with the positions in each.</summary>
internal sealed class BufferedPostings(SortedPostings postings) : DocsAndPositionsEnum
{
    private int record;
    private int next;
    private int end;
    private int position;

    public override int DocID => record;
    public override int Freq => next - first;
    public override int StartOffset => -1;
    public override int EndOffset => -1;
    private int first;

    public void Start(int from, int to)
    {
        record = -1;
        next = from;
        end = to;
    }

    public override int NextDoc()
    {
        if (next >= end)
        {
            return record = NO_MORE_DOCS;
        }
        first = position = next;
        record = postings.Records[next++];
        while (next < end && postings.Records[next] == record)
        {
            next++;
        }
        return record;
    }

    public override int NextPosition() => postings.Positions[position++];

    public override BytesRef GetPayload() => null!;

    public override int Advance(int target) => SlowAdvance(target);

    public override long GetCost() => end - next;
}
