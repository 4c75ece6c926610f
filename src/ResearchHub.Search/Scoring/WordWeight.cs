using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;
using ResearchHub.Search.Ranking;

namespace ResearchHub.Search.Scoring;

/// <summary>One word of a query: the greatest of the scores of its terms and of whatever else stands for it. Thread-safe.</summary>
internal sealed class WordWeight
{
    private readonly List<(KnownTerm Term, LengthBm25.Weight Weight)> terms = [];
    private readonly List<Weight> others = [];

    /// <param name="times">How often it was typed: it counts as often, and is read once.</param>
    public WordWeight(Query clause, int times, IndexSnapshot snapshot)
    {
        var searcher = snapshot.Searcher;
        var choices = clause is DisjunctionMaxQuery { Boost: 1f, TieBreakerMultiplier: 0f } best ? best.Disjuncts : [clause];
        foreach (var choice in choices)
        {
            if (choice is TermQuery { Term.Field: IndexFields.All or IndexFields.Text } word)
            {
                var term = snapshot.Terms[word.Term.Field, word.Term.Text];
                var collection = searcher.CollectionStatistics(word.Term.Field);
                var weight = searcher.Similarity.ComputeWeight(
                    word.Boost * times,
                    collection,
                    searcher.TermStatistics(word.Term, term.Context)
                );
                terms.Add((term, (LengthBm25.Weight)weight));
            }
            else
            {
                var other = (Query)choice.Clone();
                other.Boost *= times;
                others.Add(searcher.CreateNormalizedWeight(other));
            }
        }
    }

    /// <summary>The matches in a segment; null when there are none.</summary>
    public WordMatches? In(Segment segment, IBits? acceptDocs)
    {
        var matches = new List<IMatches>(terms.Count + others.Count);
        foreach (var (term, weight) in terms)
        {
            if (term.In(segment, acceptDocs) is { } documents)
            {
                matches.Add(new TermMatches(documents, weight, segment.Lengths(term.Term.Field)));
            }
        }
        foreach (var weight in others)
        {
            if (weight.GetScorer(segment.Context, acceptDocs) is { } scorer)
            {
                matches.Add(new OtherMatches(scorer));
            }
        }
        return matches.Count == 0 ? null : new WordMatches([.. matches]);
    }
}
