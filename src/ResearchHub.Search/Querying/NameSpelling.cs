using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>Finds the name that a misspelt one was meant to be, among the names of the index only.</summary>
internal static class NameSpelling
{
    private const int ShortestName = 4;

    // A wrong name is another person: two edits only where they are few among many letters.
    private const int LongName = 9;
    private const double FrequencyWeight = 0.02;

    /// <summary>The nearest name by edits, then by frequency; null when none is near, the name stands somewhere, or as many words were looked up as may be.</summary>
    public static string? Correct(IndexSnapshot snapshot, string folded, TranslationNotes notes)
    {
        var marked = WordTerms.OtherMark + folded;
        if (
            folded.Length < ShortestName
            || folded.Any(char.IsDigit)
            || MultiFields.GetTerms(snapshot.Reader, IndexFields.People) is not { } terms
            || !notes.TakeLookUp()
        )
        {
            return null;
        }
        var edits = folded.Length < LongName ? 1 : 2;
        var candidates = new FuzzyTermsEnum(
            terms,
            new AttributeSource(),
            new Term(IndexFields.People, marked),
            edits,
            prefixLength: 2,
            transpositions: true
        );
        string? best = null;
        var bestScore = double.MinValue;
        while (candidates.MoveNext())
        {
            var term = candidates.Term.Utf8ToString();
            var name = term[1..];
            var score = WordDistance.Similarity(folded, name) + (FrequencyWeight * Math.Log(1 + candidates.DocFreq));
            if (score > bestScore && name.Length >= ShortestName - 1 && snapshot.Terms.StillHas(IndexFields.People, term))
            {
                (best, bestScore) = (name, score);
            }
        }
        return best == folded ? null : best;
    }
}
