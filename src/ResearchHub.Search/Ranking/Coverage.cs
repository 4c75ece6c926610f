using Lucene.Net.Index;
using Lucene.Net.Search;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;
using ResearchHub.Search.Querying;

namespace ResearchHub.Search.Ranking;

/// <summary>
/// Takes from the score of the best hits for words of the query that they lack, by the weight of those words. Only for queries of a few words,
/// which are meant together: in a sentence, measured, it does more harm than good. A word is not lacking where another name of it stands.
/// </summary>
internal static class Coverage
{
    private const int MostWords = 4;
    private const int MostBits = Proximity.MostPairs + 1;

    /// <param name="words">The words that stand somewhere.</param>
    /// <param name="found">For each document a bit for each of the words that stands in it.</param>
    /// <param name="weight">What a hit with none of the words would lose.</param>
    public static void Weigh(
        IndexSnapshot snapshot,
        IReadOnlyList<SoughtWord> words,
        float weight,
        int[] documents,
        uint[] found,
        float[] scores
    )
    {
        var distinct = words
            .Select((word, number) => (Word: word, Bit: number < MostBits ? 1u << number : 0))
            .Where(each => !each.Word.IsInitial)
            .DistinctBy(each => each.Word.Terms.Concat(each.Word.Synonyms).First(), StringComparer.Ordinal)
            .Select(each => (each.Word, each.Bit, Weight: WeightOf(each.Word, snapshot)))
            .ToList();
        if (distinct.Count is < 2 or > MostWords || distinct.Exists(each => each.Bit == 0))
        {
            return;
        }
        foreach (var (word, bit, _) in distinct)
        {
            FindOtherNames(snapshot, word, bit, documents, found);
        }
        var total = distinct.Sum(each => each.Weight);
        for (var i = 0; i < documents.Length; i++)
        {
            if (scores[i] < MeaningFusion.DirectHit)
            {
                var lacking = 0f;
                foreach (var (_, bit, one) in distinct)
                {
                    lacking += (found[i] & bit) == 0 ? one : 0f;
                }
                scores[i] *= 1 - (weight * lacking / total);
            }
        }
    }

    private static float WeightOf(SoughtWord word, IndexSnapshot snapshot) =>
        word
            .Terms.Concat(word.Synonyms)
            .Max(term => LengthBm25.Idf(snapshot.Terms[IndexFields.All, term].Documents, snapshot.Reader.MaxDoc));

    private static void FindOtherNames(IndexSnapshot snapshot, SoughtWord word, uint bit, int[] documents, uint[] found)
    {
        foreach (var term in word.Synonyms.Select(term => snapshot.Terms[IndexFields.All, term]))
        {
            var at = 0;
            foreach (var segment in snapshot.Segments)
            {
                var postings = term.In(segment, null);
                for (; at < documents.Length && documents[at] < segment.DocBase + segment.MaxDoc; at++)
                {
                    if (postings is not null && (found[at] & bit) == 0)
                    {
                        found[at] |= Has(postings, documents[at] - segment.DocBase) ? bit : 0;
                    }
                }
            }
        }
    }

    private static bool Has(DocsEnum postings, int document) =>
        (postings.DocID < document ? postings.Advance(document) : postings.DocID) == document;
}
