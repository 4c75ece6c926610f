using Lucene.Net.Analysis;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace ResearchHub.Benchmarks.Search.Evaluation;

/// <summary>What Lucene does when nothing is chosen: one field, a bag of words, a stock analyzer and similarity.</summary>
internal sealed class PlainLucene : IDisposable
{
    private readonly RAMDirectory directory = new();
    private readonly Analyzer analyzer;
    private readonly DirectoryReader reader;
    private readonly IndexSearcher searcher;

    private PlainLucene(TestCollection collection, Analyzer analyzer, Similarity similarity)
    {
        this.analyzer = analyzer;
        using (
            var writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer) { Similarity = similarity })
        )
        {
            foreach (var each in collection.Documents)
            {
                writer.AddDocument(
                    new Document
                    {
                        new StoredField("id", each.Id),
                        new TextField("text", $"{each.Title} {each.Text} {each.Keywords}", Field.Store.NO),
                    }
                );
            }
            writer.ForceMerge(1);
        }
        reader = DirectoryReader.Open(directory);
        searcher = new IndexSearcher(reader) { Similarity = similarity };
    }

    /// <summary>EnglishAnalyzer and BM25Similarity with k1 1.2, b 0.75.</summary>
    public static PlainLucene English(TestCollection collection) =>
        new(collection, new EnglishAnalyzer(LuceneVersion.LUCENE_48), new BM25Similarity());

    /// <summary>StandardAnalyzer and DefaultSimilarity (tf-idf), the defaults of version 4.8 itself.</summary>
    public static PlainLucene Standard(TestCollection collection) =>
        new(collection, new StandardAnalyzer(LuceneVersion.LUCENE_48), new DefaultSimilarity());

    public List<(string Document, double Score)> Search(string text)
    {
        var query = new BooleanQuery(disableCoord: false);
        foreach (var group in Terms(text).GroupBy(term => term, StringComparer.Ordinal).Take(1000))
        {
            query.Add(new TermQuery(new Term("text", group.Key)) { Boost = group.Count() }, Occur.SHOULD);
        }
        return query.Clauses.Count == 0
            ? []
            : [.. searcher.Search(query, 1000).ScoreDocs.Select(hit => (reader.Document(hit.Doc).Get("id"), (double)hit.Score))];
    }

    public void Dispose()
    {
        reader.Dispose();
        directory.Dispose();
        analyzer.Dispose();
    }

    private List<string> Terms(string text)
    {
        var terms = new List<string>();
        using var stream = analyzer.GetTokenStream("text", text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            terms.Add(term.ToString()!);
        }
        stream.End();
        return terms;
    }
}
