using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Util;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Facets;
using ResearchHub.Search.Meaning;

namespace ResearchHub.Search.Indexing;

/// <summary>
/// Columns of one segment in memory, loaded when first used. They live as long as the segment's core, longer than any reader of it,
/// so each call brings an open reader along. Thread-safe.
/// </summary>
internal sealed class SegmentColumns(FacetDictionaries dictionaries)
{
    private readonly Lock gate = new();
    private readonly FacetColumn?[] facets = new FacetColumn?[dictionaries.Count];
    private RecordKind[]? kinds;
    private readonly Dictionary<string, long[]> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ushort[]> lengths = new(StringComparer.Ordinal);

    /// <summary>By model, as long as somebody uses it: readers who page on over an older snapshot go on with its model while others use the next.</summary>
    private readonly ConditionalWeakTable<ITextEmbedder, MeaningVectors> meanings = [];

    /// <summary>Sets of documents that pass a filter, by the filter's key. Deleted documents may be in them.</summary>
    public ConcurrentDictionary<string, FixedBitSet> Filters { get; } = new(StringComparer.Ordinal);

    public FacetColumn Facet(FacetField field, AtomicReader reader)
    {
        var column = Volatile.Read(ref facets[(int)field]);
        if (column is null)
        {
            lock (gate)
            {
                column = facets[(int)field] ??= FacetColumn.Load(reader, dictionaries[field]);
            }
        }
        return column;
    }

    /// <summary>Vectors of the documents by a model.</summary>
    public MeaningVectors Meanings(ITextEmbedder embedder, AtomicReader reader) =>
        meanings.GetValue(embedder, model => new MeaningVectors(model, reader.MaxDoc));

    public RecordKind[] Kinds(AtomicReader reader)
    {
        lock (gate)
        {
            if (kinds is null)
            {
                var values = reader.GetSortedSetDocValues(FacetValues.ColumnField(FacetField.Kind));
                var name = new BytesRef();
                kinds = new RecordKind[reader.MaxDoc];
                for (var doc = 0; values is not null && doc < kinds.Length; doc++)
                {
                    values.SetDocument(doc);
                    values.LookupOrd(values.NextOrd(), name);
                    kinds[doc] = ConstantCase.Parse<RecordKind>(name.Utf8ToString());
                }
            }
            return kinds;
        }
    }

    /// <summary>A field's number for each document.</summary>
    public long[] Numbers(string field, AtomicReader reader)
    {
        lock (gate)
        {
            if (!numbers.TryGetValue(field, out var column))
            {
                numbers[field] = column = field == IndexFields.Collation ? LoadTitles(reader) : LoadNumbers(field, reader);
            }
            return column;
        }
    }

    /// <summary>Length of each document's text in a scored field, which is at most 65,535.</summary>
    public ushort[] Lengths(string field, AtomicReader reader)
    {
        lock (gate)
        {
            if (!lengths.TryGetValue(field, out var column))
            {
                var norms = reader.GetNormValues(field);
                column = new ushort[reader.MaxDoc];
                for (var doc = 0; norms is not null && doc < column.Length; doc++)
                {
                    column[doc] = (ushort)Math.Min(norms.Get(doc), ushort.MaxValue);
                }
                lengths[field] = column;
            }
            return column;
        }
    }

    private static long[] LoadNumbers(string field, AtomicReader reader)
    {
        var values = reader.GetNumericDocValues(field);
        var column = new long[reader.MaxDoc];
        for (var doc = 0; values is not null && doc < column.Length; doc++)
        {
            column[doc] = values.Get(doc);
        }
        return column;
    }

    /// <summary>The first eight bytes of each title's collation key, in an order that signed numbers keep.</summary>
    private static long[] LoadTitles(AtomicReader reader)
    {
        var values = reader.GetBinaryDocValues(IndexFields.Collation);
        var column = new long[reader.MaxDoc];
        var key = new BytesRef();
        Span<byte> head = stackalloc byte[8];
        for (var doc = 0; values is not null && doc < column.Length; doc++)
        {
            values.Get(doc, key);
            head.Clear();
            key.Bytes.AsSpan(key.Offset, Math.Min(8, key.Length)).CopyTo(head);
            column[doc] = (long)(BinaryPrimitives.ReadUInt64BigEndian(head) ^ 0x8000_0000_0000_0000UL);
        }
        return column;
    }
}

/// <summary>One dictionary a facet, shared by all segments of a generation.</summary>
internal sealed class FacetDictionaries
{
    private readonly FacetDictionary[] dictionaries = [.. Enum.GetValues<FacetField>().Select(field => new FacetDictionary(field))];

    public FacetDictionary this[FacetField field] => dictionaries[(int)field];
    public int Count => dictionaries.Length;
}
