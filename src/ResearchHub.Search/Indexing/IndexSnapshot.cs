using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Search;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Ranking;

namespace ResearchHub.Search.Indexing;

/// <summary>The index at one moment. Counted: whoever holds it has entered it and leaves it.</summary>
internal sealed class IndexSnapshot
{
    public IndexSnapshot(
        DirectoryReader reader,
        FeedPosition position,
        Vocabulary vocabulary,
        FacetDictionaries dictionaries,
        ConditionalWeakTable<object, SegmentColumns> columns,
        long number,
        string generation,
        ITextEmbedder? embedder,
        int parallelFrom
    )
    {
        Reader = reader;
        Position = position;
        Vocabulary = vocabulary;
        Number = number;
        Generation = generation;
        Embedder = embedder;
        Dictionaries = dictionaries;
        Segments =
        [
            .. reader.Leaves.Select(leaf => new Segment(
                leaf,
                columns.GetValue(leaf.AtomicReader.CoreCacheKey, _ => new SegmentColumns(dictionaries))
            )),
        ];
        Terms = new TermLookup(reader);
        Searcher = new PartSearcher(reader, this, parallelFrom) { Similarity = new LengthBm25() };
    }

    public DirectoryReader Reader { get; }
    public PartSearcher Searcher { get; }
    public TermLookup Terms { get; }
    public FeedPosition Position { get; }
    public Vocabulary Vocabulary { get; }
    public FacetDictionaries Dictionaries { get; }

    /// <summary>Grows with every snapshot of the process; cursors name it to find their own again.</summary>
    public long Number { get; }

    /// <summary>Name of the generation it belongs to.</summary>
    public string Generation { get; }

    /// <summary>Null until a model was trained or loaded.</summary>
    public ITextEmbedder? Embedder { get; }

    /// <summary>Segments by ordinal.</summary>
    public IReadOnlyList<Segment> Segments { get; }

    public bool TryEnter() => Reader.TryIncRef();

    public void Leave() => Reader.DecRef();

    /// <summary>The segment a document is in, and its number there.</summary>
    public (Segment Segment, int Doc) Locate(int doc)
    {
        var segment = Segments[ReaderUtil.SubIndex(doc, Reader.Leaves)];
        return (segment, doc - segment.DocBase);
    }

    /// <summary>The number of the document with this id; -1 when there is none.</summary>
    public int Find(long id)
    {
        var term = new Term(IndexFields.Id, id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var segment in Segments)
        {
            if (segment.Reader.GetTermDocsEnum(term) is { } documents)
            {
                for (var doc = documents.NextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.NextDoc())
                {
                    if (segment.LiveDocs?.Get(doc) ?? true)
                    {
                        return doc + segment.DocBase;
                    }
                }
            }
        }
        return -1;
    }

    /// <summary>The stored texts of a document.</summary>
    public StoredText Read(int doc)
    {
        var bytes = Reader.Document(doc).GetBinaryValue(IndexFields.Stored);
        return StoredText.Read(bytes.Bytes, bytes.Offset, bytes.Length);
    }
}
