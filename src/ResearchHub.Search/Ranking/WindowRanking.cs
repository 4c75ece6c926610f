using ResearchHub.Search.Indexing;
using ResearchHub.Search.Querying;

namespace ResearchHub.Search.Ranking;

/// <summary>
/// The second ranking: orders the best hits of the first once more, by what is too dear to compute for all. Hits behind the window
/// keep their order, with scores scaled down to where those of the window end; a page may begin inside the window and end behind it.
/// </summary>
internal sealed class WindowRanking(IndexSnapshot snapshot, TranslatedQuery query, string text, RankingFeatures features)
{
    /// <param name="sorted">The best hits, in the order of the first ranking.</param>
    /// <param name="after">A cursor inside the window, or null.</param>
    public List<PagedHit> Rank(List<RankedHit> sorted, int window, SearchCursor? after)
    {
        var head = sorted.Take(window).OrderBy(hit => hit.Doc).ToList();
        var documents = head.Select(hit => hit.Doc).ToArray();
        var scores = head.Select(hit => SortKeys.Score(hit.Key)).ToArray();
        if (features.Proximity)
        {
            var words = query.Sequence.Where(word => word.Terms.Count + word.Synonyms.Count > 0).ToList();
            var found = Proximity.Add(snapshot, words, documents, scores);
            Coverage.Weigh(snapshot, words, features.Coverage, documents, found, scores);
        }
        if (features.WordShare < 1f)
        {
            MeaningFusion.Mix(snapshot, text, features.WordShare, documents, scores);
        }

        var ranked = head.Select((hit, i) => hit with { Key = SortKeys.Key(scores[i]) })
            .OrderByDescending(hit => hit.Key)
            .ThenBy(hit => hit.Id)
            .Where(hit => after is null || hit.Key < after.Key || (hit.Key == after.Key && hit.Id > after.Id))
            .Select(hit => new PagedHit(hit, Reranked: true, Scale: 1));
        var last = sorted.Count > window ? SortKeys.Score(sorted[window - 1].Key) : 0;
        var scale = last > 0 ? Math.Min(1, (double)scores.Min() / last) : 1;
        return [.. ranked, .. sorted.Skip(window).Select(hit => new PagedHit(hit, Reranked: false, scale))];
    }
}
