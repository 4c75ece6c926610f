using Lucene.Net.Index;
using Lucene.Net.Search;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Facets;
using ResearchHub.Search.Indexing;
using ResearchHub.Search.Ranking;

namespace ResearchHub.Search.Querying;

/// <summary>A query of the words that set one record apart.</summary>
internal static class SimilarQuery
{
    private const int MostTerms = 25;
    private const int TitleCount = 2;

    public static Query Of(StoredText text, IndexSnapshot snapshot, WordCache cache)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (field, part) in text.Parts().Where(part => part.Field is "title" or "abstract" or "concepts" or "text"))
        {
            var language = text.LanguageOf(field, part);
            var word = new WordEnumerator(part.Text);
            while (word.MoveNext())
            {
                if (cache[word.Word].In(language) is { } term)
                {
                    counts[term] = counts.GetValueOrDefault(term) + (field == "title" ? TitleCount : 1);
                }
            }
        }
        var all = snapshot.Reader.MaxDoc;
        var best = counts
            .Select(pair => (pair.Key, pair.Value, Documents: snapshot.Terms[IndexFields.All, pair.Key].Documents))
            .Where(term => term.Documents > 1)
            .OrderByDescending(term => term.Value / (term.Value + 1f) * LengthBm25.Idf(term.Documents, all))
            .ThenBy(term => term.Key, StringComparer.Ordinal)
            .Take(MostTerms);
        var query = new BooleanQuery(disableCoord: true);
        foreach (var (term, count, _) in best)
        {
            query.Add(new TermQuery(new Term(IndexFields.All, term)) { Boost = count / (count + 1f) }, Occur.SHOULD);
        }
        return query;
    }

    /// <summary>Only records of this kind.</summary>
    public static RequestFilters SameKind(StoredText text) =>
        new(DocumentFilter.Facet(new FacetSelection(FacetField.Kind, [ConstantCase.Of(text.Kind)])), []);
}
