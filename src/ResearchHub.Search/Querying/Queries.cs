using Lucene.Net.Index;
using Lucene.Net.Search;

namespace ResearchHub.Search.Querying;

/// <summary>Shapes of Lucene queries that are used in several places.</summary>
internal static class Queries
{
    public static BooleanQuery Nothing() => new();

    /// <summary>Whether a query is known to match no document: nothing is asked for, or something necessary is nothing.</summary>
    public static bool IsNothing(Query query) =>
        query is BooleanQuery all
        && (
            all.Clauses.Any(clause => clause.Occur == Occur.MUST && IsNothing(clause.Query))
            || all.Clauses.All(clause => clause.Occur == Occur.SHOULD && IsNothing(clause.Query))
        );

    /// <summary>Whether some hits of a query may score more than others: conditions and exclusions only select.</summary>
    public static bool Scores(Query? query) =>
        query switch
        {
            null or MatchAllDocsQuery => false,
            ConstantScoreQuery constant => constant.Boost > 0,
            BooleanQuery all => all.Clauses.Any(clause => clause.Occur != Occur.MUST_NOT && Scores(clause.Query)),
            _ => true,
        };

    /// <summary>Any of these; their scores are added.</summary>
    public static BooleanQuery Either(IEnumerable<Query> clauses)
    {
        var query = new BooleanQuery(disableCoord: true);
        foreach (var clause in clauses)
        {
            query.Add(clause, Occur.SHOULD);
        }
        return query;
    }

    /// <summary>Any of these; the best score counts.</summary>
    public static Query Best(List<Query> choices) =>
        choices.Count switch
        {
            0 => Nothing(),
            1 => choices[0],
            _ => new DisjunctionMaxQuery(choices, 0f),
        };

    /// <summary>These terms in this order, or by as many words away from it as <paramref name="slop"/> says.</summary>
    public static PhraseQuery Near(string field, IEnumerable<string> terms, int slop)
    {
        var phrase = new PhraseQuery { Slop = slop };
        foreach (var term in terms)
        {
            phrase.Add(new Term(field, term));
        }
        return phrase;
    }
}
