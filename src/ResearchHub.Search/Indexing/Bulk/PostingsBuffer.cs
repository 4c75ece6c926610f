using ResearchHub.Search.Documents;

namespace ResearchHub.Search.Indexing.Bulk;

/// <summary>
/// The terms of one field over many records, written one after the other and put in order at the end. That touches memory in sequence
/// where an index in memory jumps to a dozen places for each term, and takes a quarter of its time.
/// </summary>
internal sealed class PostingsBuffer(TermField source, TermNumbers numbers, PostingsSpace space)
{
    private readonly List<int> tokens = [];
    private readonly List<ushort> increments = [];
    private readonly List<int> ends = [];

    public TermField Field => source;
    public bool HasPositions { get; } = source.Type.IndexOptions == Lucene.Net.Index.IndexOptions.DOCS_AND_FREQS_AND_POSITIONS;

    /// <summary>Terms written, all records together.</summary>
    public int Tokens => tokens.Count;

    public void AddRecord()
    {
        foreach (var (term, increment) in source.Stream.Entries)
        {
            tokens.Add(numbers.Of(term));
            if (HasPositions)
            {
                increments.Add((ushort)Math.Min(increment, ushort.MaxValue));
            }
        }
        ends.Add(tokens.Count);
    }

    public void Clear()
    {
        tokens.Clear();
        increments.Clear();
        ends.Clear();
        numbers.Clear();
    }

    /// <summary>Terms of a record: what Lucene calls the length of a field.</summary>
    public int Length(int record) => ends[record] - (record == 0 ? 0 : ends[record - 1]);

    /// <summary>The same terms by term, then record, then position; valid until another field sorts in the same space.</summary>
    public SortedPostings Sort()
    {
        var starts = new int[numbers.Count + 1];
        foreach (var token in tokens)
        {
            starts[token + 1]++;
        }
        var used = new List<int>();
        for (var number = 0; number < numbers.Count; number++)
        {
            if (starts[number + 1] > 0)
            {
                used.Add(number);
            }
            starts[number + 1] += starts[number];
        }
        var order = used.ToArray();
        numbers.Sort(order);
        return Scatter(starts, order);
    }

    private SortedPostings Scatter(int[] starts, int[] order)
    {
        var next = starts.AsSpan(0, numbers.Count).ToArray();
        var (records, positions) = space.Of(tokens.Count, HasPositions);
        var at = 0;
        for (var record = 0; record < ends.Count; record++)
        {
            var position = -1;
            for (; at < ends[record]; at++)
            {
                var slot = next[tokens[at]]++;
                records[slot] = record;
                if (HasPositions)
                {
                    position += increments[at];
                    positions[slot] = position;
                }
            }
        }
        return new SortedPostings(numbers, order, starts, records, positions);
    }
}

/// <summary>Postings of one field in order.</summary>
/// <param name="Order">Numbers of the terms in the order of their bytes.</param>
/// <param name="Starts">Where the postings of the term with a number start in the next two; one more at the end.</param>
/// <param name="Records">Record of each posting.</param>
/// <param name="Positions">Position of each posting; empty without positions.</param>
internal sealed record SortedPostings(TermNumbers Numbers, int[] Order, int[] Starts, int[] Records, int[] Positions);

/// <summary>Space to sort in, for one field after the other: each is written before the next.</summary>
internal sealed class PostingsSpace
{
    private int[] records = [];
    private int[] positions = [];

    /// <summary>Arrays for so many postings, or longer; their old content is still in them.</summary>
    public (int[] Records, int[] Positions) Of(int count, bool withPositions) =>
        (Grown(ref records, count), withPositions ? Grown(ref positions, count) : []);

    private static int[] Grown(ref int[] space, int count) =>
        space.Length >= count ? space : space = GC.AllocateUninitializedArray<int>(Math.Max(count, space.Length + (space.Length / 2)));
}
