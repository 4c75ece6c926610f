using Lucene.Net.Index;
using Lucene.Net.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>
/// "More recall": words that the best hits of a query share are added to it at a low weight (the relevance model RM3 of Lavrenko and
/// Croft, over the ten best hits). They find more records only where the query leaves words open, and within its conditions.
/// </summary>
internal static class QueryExpansion
{
    private const int FeedbackHits = 10;
    private const int MostTerms = 20;
    private const float Weight = 0.3f;

    public static Query? Expand(TranslatedQuery translated, IndexSnapshot snapshot, WordCache cache)
    {
        if (translated.Query is not { } query || Words(query, snapshot, cache) is not { Count: > 0 } words)
        {
            return translated.Query;
        }
        var shared = Queries.Either(
            words.Select(word => new TermQuery(new Term(IndexFields.All, word.Term))
            {
                Boost = (float)(Weight * word.Weight / words[0].Weight),
            })
        );
        if (translated.Conditions is not { } conditions)
        {
            return new BooleanQuery(disableCoord: true) { { query, Occur.MUST }, { shared, Occur.SHOULD } };
        }
        if (conditions.Count == 0)
        {
            return Queries.Either([query, shared]);
        }
        var within = new BooleanQuery(disableCoord: true) { { shared, Occur.MUST } };
        foreach (var condition in conditions)
        {
            within.Add(condition);
        }
        return Queries.Either([query, within]);
    }

    /// <summary>What the best hits share, the heaviest first; nothing where no hit is better than another.</summary>
    private static List<(string Term, double Weight)> Words(Query query, IndexSnapshot snapshot, WordCache cache)
    {
        var top = Queries.Scores(query) ? snapshot.Searcher.Search(query, FeedbackHits).ScoreDocs : [];
        var total = top.Sum(hit => (double)hit.Score);
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var hit in top.Where(hit => hit.Score > 0))
        {
            var counts = Count(snapshot.Read(hit.Doc), cache);
            var length = Math.Max(1, counts.Values.Sum());
            foreach (var (term, count) in counts)
            {
                weights[term] = weights.GetValueOrDefault(term) + (hit.Score / total * count / length);
            }
        }
        var common = (snapshot.Reader.MaxDoc / 10) + 5;
        return
        [
            .. weights
                .Where(pair => snapshot.Terms[IndexFields.All, pair.Key].Documents is > 1 and var documents && documents < common)
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Take(MostTerms)
                .Select(pair => (pair.Key, pair.Value)),
        ];
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
