using Lucene.Net.Index;
using Lucene.Net.Util;
using ResearchHub.Search.Documents;

namespace ResearchHub.Search.Indexing.Bulk;

/// <summary>A buffer as Lucene reads a segment, so that its own merger writes the files.</summary>
internal sealed class BufferReader : AtomicReader
{
    private readonly SegmentBuffer buffer;
    private readonly PostingsFields postings;

    public BufferReader(SegmentBuffer buffer)
    {
        this.buffer = buffer;
        postings = new PostingsFields(buffer);
        FieldInfos = new FieldInfos(Infos().Select((info, number) => Info(info, number)).ToArray());
    }

    public override Fields Fields => postings;
    public override FieldInfos FieldInfos { get; }
    public override IBits LiveDocs => null!;
    public override int NumDocs => buffer.Count;
    public override int MaxDoc => buffer.Count;

    public override NumericDocValues? GetNumericDocValues(string field) => buffer.Numbers.GetValueOrDefault(field);

    public override BinaryDocValues? GetBinaryDocValues(string field) => buffer.Bytes.GetValueOrDefault(field);

    public override SortedDocValues? GetSortedDocValues(string field) => null;

    public override SortedSetDocValues? GetSortedSetDocValues(string field) =>
        buffer.Paths.Find(paths => paths.Field.Name == field)?.Sort();

    public override IBits? GetDocsWithField(string field) =>
        buffer.Numbers.ContainsKey(field) || buffer.Bytes.ContainsKey(field) ? new Bits.MatchAllBits(buffer.Count) : null;

    public override NumericDocValues? GetNormValues(string field) =>
        Find(field) is { Field.Type.OmitNorms: false } found ? new LengthColumn(found) : null;

    public override Fields GetTermVectors(int docID) => null!;

    public override void Document(int docID, StoredFieldVisitor visitor)
    {
        var info = FieldInfos.FieldInfo(IndexFields.Stored);
        if (visitor.NeedsField(info) == StoredFieldVisitor.Status.YES)
        {
            visitor.BinaryField(info, buffer.Stored.Copy(docID));
        }
    }

    public override void CheckIntegrity() { }

    protected override void DoClose() { }

    private PostingsBuffer? Find(string field) => buffer.Postings.Find(each => each.Field.Name == field);

    private IEnumerable<(string Name, PostingsBuffer? Postings, DocValuesType Column)> Infos()
    {
        foreach (var each in buffer.Postings.Where(each => each.Tokens > 0 || each.Field.Name == IndexFields.All))
        {
            yield return (each.Field.Name, each, buffer.Numbers.ContainsKey(each.Field.Name) ? DocValuesType.NUMERIC : DocValuesType.NONE);
        }
        foreach (var name in buffer.Numbers.Keys.Where(name => Find(name) is null))
        {
            yield return (name, null, DocValuesType.NUMERIC);
        }
        foreach (var name in buffer.Bytes.Keys)
        {
            yield return (name, null, DocValuesType.BINARY);
        }
        foreach (var paths in buffer.Paths.Where(paths => !paths.IsEmpty))
        {
            yield return (paths.Field.Name, null, DocValuesType.SORTED_SET);
        }
        yield return (IndexFields.Stored, null, DocValuesType.NONE);
    }

    private static FieldInfo Info((string Name, PostingsBuffer? Postings, DocValuesType Column) each, int number)
    {
        var type = each.Postings?.Field.Type;
        return new FieldInfo(
            each.Name,
            indexed: type is not null,
            number,
            storeTermVector: false,
            omitNorms: type?.OmitNorms ?? false,
            storePayloads: false,
            type?.IndexOptions ?? IndexOptions.NONE,
            each.Column,
            type is { OmitNorms: false } ? DocValuesType.NUMERIC : DocValuesType.NONE,
            null
        );
    }

    private sealed class PostingsFields(SegmentBuffer buffer) : Fields
    {
        private readonly List<PostingsBuffer> used =
        [
            .. buffer.Postings.Where(each => each.Tokens > 0).OrderBy(each => each.Field.Name, StringComparer.Ordinal),
        ];

        public override int Count => used.Count;

        public override IEnumerator<string> GetEnumerator() => used.Select(each => each.Field.Name).GetEnumerator();

        /// <summary>Puts the field in order anew each time: Lucene's merger asks once.</summary>
        public override Terms? GetTerms(string field) =>
            used.Find(each => each.Field.Name == field) is { } found ? new BufferedTerms(found.Sort(), found.HasPositions) : null;
    }
}
