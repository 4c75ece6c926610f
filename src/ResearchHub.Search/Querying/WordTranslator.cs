using Lucene.Net.Index;
using Lucene.Net.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>
/// Makes queries of plain words. A word is sought as its term in every language, and only terms that exist are asked for. It is folded first, so that
/// all its spellings ask for the same.
/// </summary>
internal sealed class WordTranslator(
    TermLookup lookup,
    TypedWords typedWords,
    SynonymFinder synonyms,
    Spelling spelling,
    WordCache cache,
    TranslationNotes notes
)
{
    private const float TextWeight = 0.3f;
    private const float InitialWeight = 0.3f;
    private const int InitialSlop = 4;

    public Query Translate(string typed)
    {
        var word = cache[typed];
        if (word.IsEmpty)
        {
            return Queries.Nothing();
        }
        if (typedWords.KeepsStopWords)
        {
            return new TermQuery(new Term(IndexFields.Word, word.Folded));
        }
        if (typedWords.IsInitial(typed))
        {
            return Initial(word, typed);
        }
        if (typedWords.IsStop(word))
        {
            return Queries.Nothing();
        }
        var terms = lookup.Existing(IndexFields.All, TypedWords.Terms(word));
        if (
            !lookup.Has(IndexFields.Word, word.Folded)
            && notes.MayCorrect
            && !synonyms.Knows(word)
            && spelling.Correct(typed, word, terms) is { } correction
        )
        {
            notes.Offers.Add((typed, correction.Shown));
            if (correction.IsSure)
            {
                notes.Corrections.Add((typed, correction.Meant));
                word = cache[correction.Meant];
                terms = lookup.Existing(IndexFields.All, TypedWords.Terms(word));
            }
        }
        var otherNames = synonyms.Of(word);
        notes.Sequence.Add(new SoughtWord(terms, [.. otherNames.Where(name => name.Terms.Count == 1).Select(name => name.Terms[0])]));
        var choices = terms.ConvertAll<Query>(term => new TermQuery(new Term(IndexFields.All, term)));
        foreach (var term in TypedWords.Terms(word))
        {
            notes.Sought.Add(new SoughtTerm(term, typed, null, IsPrefix: false, 1f));
            if (lookup.Has(IndexFields.Text, term))
            {
                choices.Add(new TermQuery(new Term(IndexFields.Text, term)) { Boost = TextWeight });
            }
        }
        foreach (var synonym in otherNames)
        {
            choices.Add(Synonym(synonym.Terms));
            var rest = synonym.Terms.Select((term, place) => (term, place)).Skip(1);
            notes.Sought.Add(
                new SoughtTerm(synonym.Terms[0], typed, synonym.Text, IsPrefix: false, SynonymFinder.Weight)
                {
                    Rest = [.. rest],
                    Slop = SynonymFinder.Slop,
                }
            );
        }
        if (choices.Count == 0)
        {
            notes.Unknown.Add(typed);
        }
        return Queries.Best(choices);
    }

    /// <summary>A letter as a word says little; as the beginning of a name beside one that was typed, it says who is meant.</summary>
    private Query Initial(WordTerms letter, string typed)
    {
        var terms = lookup.Existing(IndexFields.All, TypedWords.Terms(letter));
        notes.Sequence.Add(new SoughtWord(terms, []) { IsInitial = true });
        notes.Sought.AddRange(terms.Select(term => new SoughtTerm(term, typed, null, IsPrefix: false, InitialWeight)));
        var choices = terms.ConvertAll<Query>(term => new TermQuery(new Term(IndexFields.All, term)) { Boost = InitialWeight });
        var initial = WordTerms.InitialOf(letter.Folded);
        foreach (var field in new[] { IndexFields.Title, IndexFields.People }.Where(field => lookup.Has(field, initial)))
        {
            var names = typedWords.Beside(typed).SelectMany(name => lookup.Existing(field, TypedWords.AllTerms(name)));
            choices.AddRange(names.Select(name => Queries.Near(field, [name, initial], InitialSlop)));
        }
        return Queries.Best(choices);
    }

    private static Query Synonym(IReadOnlyList<string> terms)
    {
        if (terms.Count == 1)
        {
            return new TermQuery(new Term(IndexFields.All, terms[0])) { Boost = SynonymFinder.Weight };
        }
        var phrase = Queries.Near(IndexFields.All, terms, SynonymFinder.Slop);
        phrase.Boost = SynonymFinder.Weight / terms.Count;
        return phrase;
    }
}
