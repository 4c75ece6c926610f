using Lucene.Net.Index;
using Lucene.Net.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>Puts the records on top whose name or title is the whole query, in whatever order its words were typed.</summary>
internal static class WholeNameQuery
{
    /// <summary>Below that of an identifier, above what words can add up to.</summary>
    private const float Bonus = 700f;

    /// <summary>The query of the names that a text is; null when it is none or says more than words. It finds nothing that the words do not.</summary>
    public static Query? Of(QueryNode tree, string text, TermLookup lookup, WordCache cache)
    {
        if (!Holds(tree, node => node is WordNode) || Holds(tree, IsMoreThanWords))
        {
            return null;
        }
        var term = WholeName.TermsOf(text, cache).FirstOrDefault(term => lookup.Has(IndexFields.Name, term));
        return term is null ? null : new ConstantScoreQuery(new TermQuery(new Term(IndexFields.Name, term))) { Boost = Bonus };
    }

    private static bool IsMoreThanWords(QueryNode node) =>
        node is not (WordNode or PhraseNode { Quoted: false } or ClausesNode { None.Count: 0 });

    private static bool Holds(QueryNode node, Predicate<QueryNode> isSuch) =>
        isSuch(node) || (node is ClausesNode clauses && clauses.All.Concat(clauses.Any).Any(part => Holds(part, isSuch)));
}
