using Lucene.Net.Index;
using Lucene.Net.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>
/// "More recall": words that the best hits of a query share are added to it at a low weight (the relevance model RM3 of Lavrenko and
/// Croft, over the ten best hits).
/// </summary>
internal static class QueryExpansion
{
    private const int FeedbackHits = 10;
    private const int MostTerms = 20;
    private const float Weight = 0.3f;

    public static Query Expand(Query query, IndexSnapshot snapshot, WordCache cache)
    {
        var top = snapshot.Searcher.Search(query, FeedbackHits).ScoreDocs;
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        var total = top.Sum(hit => (double)hit.Score);
        foreach (var hit in top)
        {
            var counts = Count(snapshot.Read(hit.Doc), cache);
            var length = Math.Max(1, counts.Values.Sum());
            foreach (var (term, count) in counts)
            {
                weights[term] = weights.GetValueOrDefault(term) + (hit.Score / total * count / length);
            }
        }
        var common = (snapshot.Reader.MaxDoc / 10) + 5;
        var best = weights
            .Where(pair => snapshot.Terms[IndexFields.All, pair.Key].Documents is > 1 and var documents && documents < common)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(MostTerms)
            .ToList();
        var expanded = new BooleanQuery(disableCoord: true) { { query, Occur.SHOULD } };
        var strongest = best.Count > 0 ? best[0].Value : 1;
        foreach (var (term, weight) in best)
        {
            expanded.Add(new TermQuery(new Term(IndexFields.All, term)) { Boost = (float)(Weight * weight / strongest) }, Occur.SHOULD);
        }
        return expanded;
    }

    private static Dictionary<string, int> Count(StoredText text, WordCache cache)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (field, part) in text.Parts().Where(part => part.Field is "title" or "abstract"))
        {
            var language = text.LanguageOf(field, part);
            var word = new WordEnumerator(part.Text);
            while (word.MoveNext())
            {
                if (cache[word.Word].In(language) is { Length: > 2 } term)
                {
                    counts[term] = counts.GetValueOrDefault(term) + 1;
                }
            }
        }
        return counts;
    }
}
