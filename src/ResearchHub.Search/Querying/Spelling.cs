using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>Finds the word of the index a misspelt word was meant to be.</summary>
internal static class Spelling
{
    private const int ShortestWord = 4;
    private const int LongestWord = 30;
    private const int LongWord = 6;
    private const double FrequencyWeight = 0.02;
    private const int FarMoreOften = 10;

    /// <summary>
    /// The word that one which stands nowhere was meant to be; null when none is near. What stands somewhere with the same stem
    /// (<c>remitances</c> has that of <c>remitting</c>) may be another word all the same: where one beside it stands far more often.
    /// </summary>
    /// <param name="terms">Terms of the word that stand somewhere.</param>
    public static string? Correct(IndexReader reader, TermLookup lookup, WordCache cache, WordTerms word, List<string> terms)
    {
        if (terms.Count == 0)
        {
            return Correct(reader, word.Folded);
        }
        return
            Neighbour(reader, word.Folded) is { } near
            && !TypedWords.Terms(cache[near]).Exists(terms.Contains)
            && lookup[IndexFields.Word, near].Documents >= FarMoreOften * terms.Max(term => lookup[IndexFields.All, term].Documents)
            ? near
            : null;
    }

    /// <summary>The nearest word by edits, then by frequency.</summary>
    private static string? Correct(IndexReader reader, string folded)
    {
        if (folded.Length is < ShortestWord or > LongestWord || Words(reader, folded) is not { } terms)
        {
            return null;
        }
        var edits = folded.Length < LongWord ? 1 : 2;
        return Nearest(terms, folded, edits, prefix: 1) ?? Nearest(terms, folded, edits: 1, prefix: 0);
    }

    /// <summary>The most frequent word a single edit from a long one.</summary>
    private static string? Neighbour(IndexReader reader, string folded) =>
        folded.Length is > LongWord and <= LongestWord && Words(reader, folded) is { } terms
            ? Nearest(terms, folded, edits: 1, prefix: 1)
            : null;

    private static Terms? Words(IndexReader reader, string folded) =>
        folded.Any(char.IsDigit) ? null : MultiFields.GetTerms(reader, IndexFields.Word);

    private static string? Nearest(Terms terms, string folded, int edits, int prefix)
    {
        var candidates = new FuzzyTermsEnum(
            terms,
            new AttributeSource(),
            new Term(IndexFields.Word, folded),
            edits,
            prefix,
            transpositions: true
        );
        string? best = null;
        var bestScore = double.MinValue;
        while (candidates.MoveNext())
        {
            var word = candidates.Term.Utf8ToString();
            if (word.Length < ShortestWord - 1 || word.Any(char.IsDigit))
            {
                continue;
            }
            var score = Similarity(folded, word) + (FrequencyWeight * Math.Log(1 + candidates.DocFreq));
            if (score > bestScore)
            {
                (best, bestScore) = (word, score);
            }
        }
        return best;
    }

    /// <summary>1 less the edits (neighbours swapped count as one) by the longer length.</summary>
    internal static double Similarity(string left, string right)
    {
        var edits = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            edits[i, 0] = i;
        }
        for (var j = 0; j <= right.Length; j++)
        {
            edits[0, j] = j;
        }
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var change = edits[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                edits[i, j] = Math.Min(change, Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }
        return 1 - ((double)edits[left.Length, right.Length] / Math.Max(left.Length, right.Length));
    }
}
