using Lucene.Net.Index;
using Lucene.Net.Util;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Search;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Facets;

namespace ResearchHub.Search.Indexing;

/// <summary>One segment as a snapshot sees it.</summary>
internal sealed class Segment(AtomicReaderContext context, SegmentColumns columns)
{
    public AtomicReaderContext Context { get; } = context;
    public AtomicReader Reader { get; } = context.AtomicReader;
    public SegmentColumns Columns { get; } = columns;
    public int MaxDoc { get; } = context.AtomicReader.MaxDoc;
    public int DocBase => Context.DocBase;

    /// <summary>Null when nothing is deleted.</summary>
    public IBits? LiveDocs => Reader.LiveDocs;
    public long[] Ids => Columns.Numbers(IndexFields.Id, Reader);

    /// <summary>Day numbers; -1 when unknown.</summary>
    public long[] Dates => Columns.Numbers(IndexFields.Date, Reader);
    public long[] Years => Columns.Numbers(IndexFields.Year, Reader);

    /// <summary>See <see cref="CitedThenNew"/>.</summary>
    public long[] Citations => Columns.Numbers(IndexFields.Citations, Reader);

    /// <summary>Beginnings of the titles' collation keys.</summary>
    public long[] Titles => Columns.Numbers(IndexFields.Collation, Reader);

    public RecordKind[] Kinds => Columns.Kinds(Reader);

    /// <summary>Length of each document's text in a scored field.</summary>
    public ushort[] Lengths(string field) => Columns.Lengths(field, Reader);

    public FacetColumn Facet(FacetField field) => Columns.Facet(field, Reader);

    /// <summary>The full collation key of a document's title.</summary>
    public byte[] Collation(int doc)
    {
        var key = new BytesRef();
        Reader.GetBinaryDocValues(IndexFields.Collation)?.Get(doc, key);
        return key.Bytes.AsSpan(key.Offset, key.Length).ToArray();
    }
}
