using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Scoring;

/// <summary>
/// Finds what matches any of some clauses and none of others; the score is the sum. The same as a <see cref="BooleanQuery"/> of both, in a third
/// of the time: words are added up over windows of documents instead of document by document.
/// </summary>
internal sealed class AnyQuery : Query
{
    private readonly Query original;
    private readonly IReadOnlyList<Query> any;
    private readonly IReadOnlyList<Query> none;
    private readonly IndexSnapshot snapshot;

    private AnyQuery(Query original, IReadOnlyList<Query> any, IReadOnlyList<Query> none, IndexSnapshot snapshot)
    {
        this.original = original;
        this.any = any;
        this.none = none;
        this.snapshot = snapshot;
    }

    /// <summary>The query as this faster one where it only names alternatives; else as it is.</summary>
    public static Query Of(Query query, IndexSnapshot snapshot)
    {
        var (alternatives, excluded) = (new List<Query>(), new List<Query>());
        return TryFlatten(query, alternatives, excluded) && alternatives.Count > 0
            ? new AnyQuery(query, alternatives, excluded, snapshot)
            : query;
    }

    public override Weight CreateWeight(IndexSearcher searcher) =>
        new AnyWeight(
            this,
            [.. any.GroupBy(clause => clause).Select(same => new WordWeight(same.Key, same.Count(), snapshot))],
            [.. none.Select(searcher.CreateNormalizedWeight)]
        );

    public override string ToString(string field) => original.ToString(field);

    private static bool TryFlatten(Query query, List<Query> alternatives, List<Query> excluded)
    {
        if (query is not BooleanQuery all)
        {
            alternatives.Add(query);
            return query is TermQuery or DisjunctionMaxQuery;
        }
        foreach (var clause in all.Clauses)
        {
            switch (clause.Occur)
            {
                case Occur.SHOULD
                    when clause.Query is BooleanQuery { Boost: 1f } inner && inner.Clauses.All(each => each.Occur == Occur.SHOULD):
                    TryFlatten(inner, alternatives, excluded);
                    break;
                case Occur.SHOULD:
                    alternatives.Add(clause.Query);
                    break;
                case Occur.MUST_NOT:
                    excluded.Add(clause.Query);
                    break;
                default:
                    return false;
            }
        }
        return all.Boost == 1f;
    }

    private sealed class AnyWeight(AnyQuery query, WordWeight[] any, Weight[] none) : Weight
    {
        public override Query Query => query;

        public override bool ScoresDocsOutOfOrder => true;

        public override float GetValueForNormalization() => 1f;

        public override void Normalize(float norm, float topLevelBoost) { }

        public override Scorer GetScorer(AtomicReaderContext context, IBits acceptDocs) => throw OnlyAsAWhole();

        public override Explanation Explain(AtomicReaderContext context, int doc) => throw OnlyAsAWhole();

        public override BulkScorer? GetBulkScorer(AtomicReaderContext context, bool scoreDocsInOrder, IBits acceptDocs)
        {
            var segment = query.snapshot.Segments[context.Ord];
            var words = any.Select(word => word.In(segment, acceptDocs)).OfType<WordMatches>().ToArray();
            if (words.Length == 0)
            {
                return null;
            }
            var excluded = none.Select(weight => weight.GetScorer(context, null)).OfType<Scorer>().ToArray();
            return new WindowScorer(words, excluded);
        }

        private static NotSupportedException OnlyAsAWhole() => new("It is no part of another query.");
    }
}
