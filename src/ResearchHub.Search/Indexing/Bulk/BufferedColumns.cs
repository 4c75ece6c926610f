using Lucene.Net.Index;
using Lucene.Net.Util;
using ResearchHub.Search.Documents;

namespace ResearchHub.Search.Indexing.Bulk;

/// <summary>One number a record.</summary>
internal sealed class NumberColumn : NumericDocValues
{
    private readonly List<long> values = [];

    public void Add(long value) => values.Add(value);

    public void Clear() => values.Clear();

    public override long Get(int docID) => values[docID];
}

/// <summary>Length of a field in each record.</summary>
internal sealed class LengthColumn(PostingsBuffer postings) : NumericDocValues
{
    public override long Get(int docID) => postings.Length(docID);
}

/// <summary>One run of bytes a record.</summary>
internal sealed class BytesColumn : BinaryDocValues
{
    private readonly List<int> ends = [];
    private byte[] bytes = new byte[1 << 16];

    public int Size => ends.Count == 0 ? 0 : ends[^1];

    public void Clear() => ends.Clear();

    public void Add(BytesRef value)
    {
        var at = Size;
        if (at + value.Length > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, at + value.Length));
        }
        value.Bytes.AsSpan(value.Offset, value.Length).CopyTo(bytes.AsSpan(at));
        ends.Add(at + value.Length);
    }

    public override void Get(int docID, BytesRef result)
    {
        result.Bytes = bytes;
        result.Offset = docID == 0 ? 0 : ends[docID - 1];
        result.Length = ends[docID] - result.Offset;
    }

    /// <summary>A copy of the bytes of a record.</summary>
    public byte[] Copy(int record) => bytes.AsSpan((record == 0 ? 0 : ends[record - 1])..ends[record]).ToArray();
}

/// <summary>The values of a facet, some a record.</summary>
internal sealed class PathsColumn(FacetColumnField source)
{
    private readonly TermNumbers numbers = new();
    private readonly List<int> values = [];
    private readonly List<int> ends = [];

    public FacetColumnField Field => source;
    public bool IsEmpty => values.Count == 0;

    public void AddRecord()
    {
        foreach (var path in source.Paths)
        {
            values.Add(numbers.Of(path));
        }
        ends.Add(values.Count);
    }

    public void Clear()
    {
        numbers.Clear();
        values.Clear();
        ends.Clear();
    }

    public SortedSetDocValues Sort()
    {
        var order = Enumerable.Range(0, numbers.Count).ToArray();
        numbers.Sort(order);
        var ranks = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
        {
            ranks[order[rank]] = rank;
        }
        return new Sorted(this, order, ranks);
    }

    private sealed class Sorted(PathsColumn column, int[] order, int[] ranks) : SortedSetDocValues
    {
        private readonly SortedSet<int> current = [];

        public override long ValueCount => order.Length;

        public override void SetDocument(int docID)
        {
            current.Clear();
            for (var at = docID == 0 ? 0 : column.ends[docID - 1]; at < column.ends[docID]; at++)
            {
                current.Add(ranks[column.values[at]]);
            }
        }

        public override long NextOrd()
        {
            if (current.Count == 0)
            {
                return NO_MORE_ORDS;
            }
            var least = current.Min;
            current.Remove(least);
            return least;
        }

        public override void LookupOrd(long ord, BytesRef result)
        {
            result.Bytes = column.numbers[order[(int)ord]].Utf8;
            result.Offset = 0;
            result.Length = result.Bytes.Length;
        }
    }
}
