using System.Globalization;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;
using ResearchHub.Core.Search;

namespace ResearchHub.Benchmarks.Search.Load;

/// <summary>The same questions as one would write them with Lucene.Net as it comes: a field each for title and text, TopFieldCollector, facets by doc values.</summary>
internal sealed class StockLucene : IDisposable
{
    private readonly FSDirectory directory;
    private readonly EnglishAnalyzer analyzer = new(LuceneVersion.LUCENE_48);
    private readonly DirectoryReader reader;
    private readonly IndexSearcher searcher;

    public StockLucene(string folder, IEnumerable<SearchDocument> records)
    {
        directory = FSDirectory.Open(folder);
        using (
            var writer = new IndexWriter(
                directory,
                new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer) { RAMBufferSizeMB = 128, Similarity = new BM25Similarity() }
            )
        )
        {
            foreach (var record in records)
            {
                writer.AddDocument(Document(record));
            }
        }
        reader = DirectoryReader.Open(directory);
        searcher = new IndexSearcher(reader) { Similarity = new BM25Similarity() };
    }

    public int Search(string text) => searcher.Search(Query(text), 20).TotalHits;

    public int Newest() =>
        searcher.Search(new MatchAllDocsQuery(), null, 20, new Sort(new SortField("date", SortFieldType.INT64, reverse: true))).TotalHits;

    /// <summary>Counts facets with the doc-values API a hit at a time.</summary>
    public int SearchWithFacets(string text, IReadOnlyList<string> fields)
    {
        var hits = new FixedBitSet(reader.MaxDoc);
        searcher.Search(Query(text), new SetCollector(hits));
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var value = new BytesRef();
        foreach (var leaf in reader.Leaves)
        {
            foreach (var field in fields)
            {
                var values = leaf.AtomicReader.GetSortedSetDocValues(field);
                for (
                    var doc = hits.NextSetBit(leaf.DocBase);
                    doc >= 0 && doc < leaf.DocBase + leaf.Reader.MaxDoc;
                    doc = doc + 1 < hits.Length ? hits.NextSetBit(doc + 1) : -1
                )
                {
                    values.SetDocument(doc - leaf.DocBase);
                    for (var ord = values.NextOrd(); ord != SortedSetDocValues.NO_MORE_ORDS; ord = values.NextOrd())
                    {
                        values.LookupOrd(ord, value);
                        var key = value.Utf8ToString();
                        counts[key] = counts.GetValueOrDefault(key) + 1;
                    }
                }
            }
        }
        return counts.Count;
    }

    public void Dispose()
    {
        reader.Dispose();
        directory.Dispose();
        analyzer.Dispose();
    }

    private BooleanQuery Query(string text)
    {
        var query = new BooleanQuery();
        using var stream = analyzer.GetTokenStream("text", text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            query.Add(new TermQuery(new Term("title", term.ToString())), Occur.SHOULD);
            query.Add(new TermQuery(new Term("text", term.ToString())), Occur.SHOULD);
        }
        stream.End();
        return query;
    }

    private static Document Document(SearchDocument record)
    {
        var document = new Document
        {
            new StringField("id", record.Id.ToString(CultureInfo.InvariantCulture), Field.Store.YES),
            new TextField("title", record.Titles[0].Text, Field.Store.YES),
            new TextField("text", record.Abstracts[0].Text, Field.Store.YES),
            new NumericDocValuesField("date", record.PublishedOn!.Value.DayNumber),
            new SortedSetDocValuesField("type", new BytesRef(record.Type)),
            new SortedSetDocValuesField("year", new BytesRef(record.Year!.Value.ToString(CultureInfo.InvariantCulture))),
            new SortedSetDocValuesField("language", new BytesRef(record.Languages[0])),
            new SortedSetDocValuesField("access", new BytesRef(record.Access)),
        };
        foreach (var key in record.Concepts[0].Path)
        {
            document.Add(new SortedSetDocValuesField("topic", new BytesRef(key)));
        }
        foreach (var key in record.Places[0].Path)
        {
            document.Add(new SortedSetDocValuesField("place", new BytesRef(key)));
        }
        return document;
    }

    private sealed class SetCollector(FixedBitSet hits) : ICollector
    {
        private int docBase;

        public bool AcceptsDocsOutOfOrder => true;

        public void SetScorer(Scorer scorer) { }

        public void Collect(int doc) => hits.Set(docBase + doc);

        public void SetNextReader(AtomicReaderContext context) => docBase = context.DocBase;
    }
}
