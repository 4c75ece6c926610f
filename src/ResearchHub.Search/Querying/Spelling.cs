using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>A word that may be misspelt.</summary>
/// <param name="Meant">The word of the index that it may have been meant to be, folded.</param>
/// <param name="Shown">The same in the script and with the diacritics of who typed.</param>
/// <param name="IsSure">It is searched instead; otherwise it is only offered.</param>
internal sealed record Correction(string Typed, string Meant, string Shown, bool IsSure);

/// <summary>Finds the word of the index a misspelt word was meant to be.</summary>
internal sealed class Spelling(IndexSnapshot snapshot, QueryNode tree, WordCache cache, TranslationNotes notes)
{
    private const int ShortestWord = 4;
    private const int LongestWord = 30;
    private const int LongWord = 6;
    private const double FrequencyWeight = 0.02;
    private const int FarMoreOften = 10;
    private readonly Lazy<QueryWriting> writing = new(() => new QueryWriting([.. QueryWords.Of(tree)], snapshot, cache));

    /// <summary>
    /// The word that one which stands nowhere was meant to be; null when none is near, or as many were looked up as may be. What stands somewhere with the same stem
    /// (<c>remitances</c> has that of <c>remitting</c>) may be another word all the same: where one beside it stands far more often.
    /// </summary>
    /// <param name="terms">Terms of the word that stand somewhere.</param>
    public Correction? Correct(string typed, WordTerms word, IReadOnlyList<string> terms)
    {
        if (word.Folded.Length is < ShortestWord or > LongestWord || word.Folded.Any(char.IsDigit) || !notes.TakeLookUp())
        {
            return null;
        }
        var language = writing.Value.Language;
        foreach (var assumed in language == TypedLanguage.PerhapsSerbian ? [language, TypedLanguage.NotSerbian] : new[] { language })
        {
            var near = terms.Count == 0 ? Near(word.Folded, assumed) : Neighbour(word.Folded, assumed, terms);
            if (near is not null && CorrectionConfidence.Of(word.Folded, near, language, StandsInSerbian(near)) is { } isSure)
            {
                return new Correction(typed, near, writing.Value.Write(near, typed), isSure);
            }
        }
        return
            terms.Count == 0
            && language == TypedLanguage.Serbian
            && char.IsUpper(typed[0])
            && Nearest(word.Folded, edits: 1, prefix: 1, IsName) is { } name
            ? new Correction(typed, name, writing.Value.Write(name, typed), IsSure: false)
            : null;
    }

    /// <summary>A word that was found to be meant, as who typed would write it.</summary>
    public Correction Written(string typed, string meant) => new(typed, meant, writing.Value.Write(meant, typed), IsSure: true);

    /// <summary>The nearest word by edits, then by frequency.</summary>
    private string? Near(string folded, TypedLanguage language)
    {
        var edits = folded.Length < LongWord ? 1 : 2;
        var isRight = RightIn(language);
        return Nearest(folded, edits, prefix: 1, isRight) ?? Nearest(folded, edits: 1, prefix: 0, isRight);
    }

    /// <summary>The most frequent word a single edit from a long one.</summary>
    private string? Neighbour(string folded, TypedLanguage language, IReadOnlyList<string> terms) =>
        folded.Length > LongWord
        && Nearest(folded, edits: 1, prefix: 1, RightIn(language)) is { } near
        && !TypedWords.Terms(cache[near]).Exists(terms.Contains)
        && Documents(IndexFields.Word, near) >= FarMoreOften * terms.Max(term => Documents(IndexFields.All, term))
            ? near
            : null;

    private string? Nearest(string folded, int edits, int prefix, Predicate<string> isRight)
    {
        if (MultiFields.GetTerms(snapshot.Reader, IndexFields.Word) is not { } terms)
        {
            return null;
        }
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
            var score = WordDistance.Similarity(folded, word) + (FrequencyWeight * Math.Log(1 + candidates.DocFreq));
            if (score > bestScore && isRight(word) && snapshot.Terms.StillHas(IndexFields.Word, word))
            {
                (best, bestScore) = (word, score);
            }
        }
        return best;
    }

    /// <summary>Which words a misspelt one of a language may be.</summary>
    private Predicate<string> RightIn(TypedLanguage language) => language == TypedLanguage.NotSerbian ? _ => true : StandsInSerbian;

    private bool IsName(string word) => cache[word].In(TextLanguage.Other) is { } term && snapshot.Terms.Has(IndexFields.People, term);

    private bool StandsInSerbian(string word) =>
        cache[word].In(TextLanguage.Serbian) is { } serbian
        && Documents(IndexFields.All, serbian) is > 0 and var documents
        && (cache[word].In(TextLanguage.English) is not { } english || documents >= Documents(IndexFields.All, english));

    private int Documents(string field, string term) => snapshot.Terms[field, term].Documents;
}
