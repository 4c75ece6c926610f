using System.Text;
using Lucene.Net.Index;
using Lucene.Net.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>Makes queries of words that stand together: phrases, and names of people. Words that a field does not have are corrected to such that it has.</summary>
internal sealed class PhraseTranslator(IndexSnapshot snapshot, Spelling spelling, WordCache cache, TranslationNotes notes)
{
    private static readonly TextLanguage[] Languages = Enum.GetValues<TextLanguage>();

    /// <summary>The words in this order, in any language; a query of nothing where they do not stand in the field.</summary>
    public Query Phrase(string typed, string field) => Phrase(typed, Corrected(typed, field), field);

    /// <summary>The same of what is not to be corrected, such as an identifier.</summary>
    public Query AsTyped(string typed, string field) => Phrase(typed, typed, field);

    private Query Phrase(string typed, string text, string field)
    {
        var choices = new List<Query>();
        foreach (var language in Languages)
        {
            var phrase = new PhraseQuery();
            var word = new WordEnumerator(text);
            for (var position = 0; position < QueryLimits.PhraseWords && word.MoveNext(); position++)
            {
                if (cache[word.Word].In(language) is { } term)
                {
                    phrase.Add(new Term(field, term), position);
                }
            }
            var terms = Array.ConvertAll(phrase.GetTerms(), term => term.Text);
            if (terms.Length > 0 && Array.TrueForAll(terms, term => snapshot.Terms.Has(field, term)) && MayLookFor(terms, field))
            {
                choices.Add(terms.Length == 1 ? new TermQuery(phrase.GetTerms()[0]) : phrase);
                var places = phrase.GetPositions();
                var rest = terms.Zip(places, (term, place) => (term, place - places[0])).Skip(1);
                notes.Sought.Add(
                    new SoughtTerm(terms[0], typed, null, IsPrefix: false, 1f) { Rest = [.. rest], Field = SoughtTerm.Shown(field) }
                );
            }
        }
        return Queries.Best(choices);
    }

    /// <summary>All words of a person's name near each other, in any order.</summary>
    public Query Name(string typed)
    {
        var terms = NameTerms.Of(Corrected(typed, IndexFields.People), cache);
        if (
            terms.Count == 0
            || !terms.TrueForAll(term => snapshot.Terms.Has(IndexFields.People, term))
            || !MayLookFor(terms, IndexFields.People)
        )
        {
            return Queries.Nothing();
        }
        var shown = terms.FindAll(term => term[0] == WordTerms.OtherMark);
        for (var first = 0; first < shown.Count; first++)
        {
            var rest = shown.Skip(first + 1).Concat(shown.Take(first)).Select((term, place) => (term, place + 1));
            notes.Sought.Add(
                new SoughtTerm(shown[first], typed, null, IsPrefix: false, 1f)
                {
                    Rest = [.. rest],
                    Slop = SynonymFinder.Slop,
                    Field = SoughtTerm.Shown(IndexFields.People),
                }
            );
        }
        return terms.Count == 1
            ? new TermQuery(new Term(IndexFields.People, terms[0]))
            : Queries.Near(IndexFields.People, terms, NameTerms.Slop);
    }

    /// <summary>The text with each word that stands nowhere, or in no name where one is sought, replaced by the nearest that does.</summary>
    public string Corrected(string text, string field)
    {
        var corrected = new StringBuilder();
        var done = 0;
        var word = new WordEnumerator(text);
        for (var met = 0; met < QueryLimits.PhraseWords && notes.MayCorrect && word.MoveNext(); met++)
        {
            var typed = word.Word.ToString();
            if (Meant(typed, cache[typed], field) is not { } correction)
            {
                continue;
            }
            notes.Offers.Add((typed, correction.Shown));
            if (correction.IsSure)
            {
                notes.Corrections.Add((typed, correction.Meant));
                corrected.Append(text, done, word.Start - done).Append(correction.Meant);
                done = word.Start + word.Length;
            }
        }
        return done == 0 ? text : corrected.Append(text, done, text.Length - done).ToString();
    }

    private bool MayLookFor(IReadOnlyList<string> terms, string field) =>
        terms.Count == 1 || notes.TakePhrase(terms.Min(term => snapshot.Terms[field, term].Documents));

    private Correction? Meant(string typed, WordTerms word, string field)
    {
        if (field == IndexFields.People)
        {
            return
                word.In(TextLanguage.Other) is { } name
                && !snapshot.Terms.Has(field, name)
                && NameSpelling.Correct(snapshot, word.Folded, notes) is { } known
                ? spelling.Written(typed, known)
                : null;
        }
        if (word.IsEnglishStop || word.IsSerbianStop || snapshot.Terms.Has(IndexFields.Word, word.Folded))
        {
            return null;
        }
        var terms = TypedWords.Terms(word).FindAll(term => snapshot.Terms.Has(field, term));
        return
            spelling.Correct(typed, word, terms) is { } meant
            && TypedWords.AllTerms(cache[meant.Meant]).Exists(term => snapshot.Terms.Has(field, term))
            ? meant
            : null;
    }
}
