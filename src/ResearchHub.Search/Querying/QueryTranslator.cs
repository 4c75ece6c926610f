using Lucene.Net.Index;
using Lucene.Net.Queries;
using Lucene.Net.Search;
using Lucene.Net.Util;
using ResearchHub.Core.Common;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>
/// Makes a Lucene query of a tree. A word is sought as its term in every language, and only terms that exist are asked for. The
/// word is folded first, so that all its spellings ask for the same.
/// </summary>
internal sealed class QueryTranslator
{
    private const float DirectHit = 1000f;
    private const float TextWeight = 0.3f;
    private static readonly TextLanguage[] Languages = Enum.GetValues<TextLanguage>();

    private readonly IndexReader reader;
    private readonly TermLookup lookup;
    private readonly WordCache cache;
    private readonly SynonymFinder synonyms;
    private readonly FieldConditions conditions;
    private readonly List<SoughtTerm> sought = [];
    private readonly List<DirectTerm> direct = [];
    private readonly List<IReadOnlyList<string>> sequence = [];
    private readonly List<(string, string)> corrections = [];
    private readonly List<(string, string)> offers = [];
    private readonly List<string> unknown = [];
    private readonly Spelling spelling;
    private readonly TypedWords typedWords;

    private QueryTranslator(IndexSnapshot snapshot, QueryNode tree, WordCache cache)
    {
        reader = snapshot.Reader;
        lookup = snapshot.Terms;
        this.cache = cache;
        typedWords = new TypedWords(tree, cache);
        synonyms = new SynonymFinder(snapshot.Vocabulary.Thesaurus, typedWords.All)
        {
            IsWanted = name => name.Terms.All(term => Exists(IndexFields.All, term)),
        };
        conditions = new FieldConditions(snapshot, cache);
        spelling = new Spelling(snapshot, tree, cache);
    }

    public static TranslatedQuery Translate(QueryNode tree, string? text, IndexSnapshot snapshot, WordCache cache)
    {
        var translator = new QueryTranslator(snapshot, tree, cache);
        var query = tree is EverythingNode ? null : translator.WithWhole(tree, translator.Translate(tree), text?.Trim() ?? "");
        return new TranslatedQuery
        {
            Query = query,
            Sought = translator.sought,
            Direct = translator.direct,
            Sequence = translator.sequence,
            Corrections = translator.corrections,
            Offers = translator.offers,
            Unknown = translator.unknown,
        };
    }

    private Query Translate(QueryNode node) =>
        node switch
        {
            WordNode word => Word(word.Word),
            PhraseNode phrase => Phrase(phrase.Phrase, IndexFields.All),
            PrefixNode prefix => Prefix(prefix.Prefix, IndexFields.Word, folded => PrefixWords.Find(reader, IndexFields.Word, folded)),
            IdentifierNode identifier => Identifier(identifier),
            YearsNode years => conditions.Years(years),
            FieldNode field => Condition(field),
            ClausesNode clauses => Clauses(clauses),
            _ => new MatchAllDocsQuery(),
        };

    private Query Clauses(ClausesNode clauses)
    {
        var query = new BooleanQuery(disableCoord: true);
        var any = clauses.Any.Select(Translate).Where(clause => !IsNothing(clause)).ToList();
        foreach (var node in clauses.All.Where(node => !typedWords.IsPassedOver(node, cache)))
        {
            query.Add(Translate(node), Occur.MUST);
        }
        if (any.Count > 0 && clauses.All.Count > 0 && clauses.All.All(node => node is FieldNode or YearsNode))
        {
            query.Add(Either(any), Occur.MUST);
        }
        else
        {
            foreach (var clause in any)
            {
                query.Add(clause, Occur.SHOULD);
            }
        }
        if (query.Clauses.Count == 0 && clauses.Any.Count == 0)
        {
            query.Add(new MatchAllDocsQuery(), Occur.MUST);
        }
        var recorded = sought.Count;
        foreach (var node in clauses.None)
        {
            query.Add(Translate(node), Occur.MUST_NOT);
        }
        sought.RemoveRange(recorded, sought.Count - recorded);
        return query;
    }

    private static BooleanQuery Either(IEnumerable<Query> clauses)
    {
        var query = new BooleanQuery(disableCoord: true);
        foreach (var clause in clauses)
        {
            query.Add(clause, Occur.SHOULD);
        }
        return query;
    }

    private Query Word(string typed)
    {
        var word = cache[typed];
        if (typedWords.KeepsStopWords)
        {
            return new TermQuery(new Term(IndexFields.Word, word.Folded));
        }
        if (typedWords.IsStop(word))
        {
            return new BooleanQuery();
        }
        var terms = Existing(IndexFields.All, TypedWords.Terms(word));
        if (
            !Exists(IndexFields.Word, word.Folded)
            && offers.Count < QueryLimits.Corrections
            && spelling.Correct(typed, word, terms) is { } correction
        )
        {
            offers.Add((typed, correction.Shown));
            if (correction.IsSure)
            {
                corrections.Add((typed, correction.Meant));
                word = cache[correction.Meant];
                terms = Existing(IndexFields.All, TypedWords.Terms(word));
            }
        }
        sequence.Add(terms);
        var choices = terms.ConvertAll<Query>(term => new TermQuery(new Term(IndexFields.All, term)));
        foreach (var term in TypedWords.Terms(word))
        {
            sought.Add(new SoughtTerm(term, typed, null, IsPrefix: false, 1f));
            if (Exists(IndexFields.Text, term))
            {
                choices.Add(new TermQuery(new Term(IndexFields.Text, term)) { Boost = TextWeight });
            }
        }
        foreach (var synonym in synonyms.Of(word))
        {
            choices.Add(Synonym(synonym.Terms));
            var rest = synonym.Terms.Select((term, place) => (term, place)).Skip(1);
            sought.Add(
                new SoughtTerm(synonym.Terms[0], typed, synonym.Text, IsPrefix: false, SynonymFinder.Weight)
                {
                    Rest = [.. rest],
                    Slop = SynonymFinder.Slop,
                }
            );
        }
        if (choices.Count == 0)
        {
            unknown.Add(typed);
        }
        return Best(choices);
    }

    private Query Phrase(string text, string field)
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
            if (terms.Length > 0 && Array.TrueForAll(terms, term => Exists(field, term)))
            {
                choices.Add(terms.Length == 1 ? new TermQuery(phrase.GetTerms()[0]) : phrase);
                var places = phrase.GetPositions();
                var rest = terms.Zip(places, (term, place) => (term, place - places[0])).Skip(1);
                sought.Add(new SoughtTerm(terms[0], text, null, IsPrefix: false, 1f) { Rest = [.. rest] });
            }
        }
        return Best(choices);
    }

    private Query Prefix(string prefix, string field, Func<string, List<BytesRef>> find)
    {
        var folded = TextFolding.Fold(prefix);
        sought.Add(new SoughtTerm(folded, prefix + "*", null, IsPrefix: true, 1f));
        var words = find(folded);
        return words.Count == 0 ? new BooleanQuery() : new ConstantScoreQuery(new TermsFilter(field, words));
    }

    private static Query Synonym(IReadOnlyList<string> terms)
    {
        if (terms.Count == 1)
        {
            return new TermQuery(new Term(IndexFields.All, terms[0])) { Boost = SynonymFinder.Weight };
        }
        var phrase = new PhraseQuery { Boost = SynonymFinder.Weight / terms.Count, Slop = SynonymFinder.Slop };
        foreach (var term in terms)
        {
            phrase.Add(new Term(IndexFields.All, term));
        }
        return phrase;
    }

    /// <summary>Names are whole words in the index.</summary>
    private List<BytesRef> Names(string folded) =>
        folded.Length == 0 ? [] : PrefixWords.Find(reader, IndexFields.People, WordTerms.OtherMark + folded);

    /// <summary>Titles are stems in the index: those of the words that begin so.</summary>
    private List<BytesRef> TitleTerms(string folded) =>
        [
            .. PrefixWords
                .Find(reader, IndexFields.Word, folded)
                .SelectMany(word => Existing(IndexFields.Title, TypedWords.AllTerms(cache[word.Utf8ToString()])))
                .Distinct(StringComparer.Ordinal)
                .Select(term => new BytesRef(term)),
        ];

    private BooleanQuery Identifier(IdentifierNode identifier)
    {
        var exact = Direct(new DirectTerm(IndexFields.Identifier, identifier.Identifier, identifier.Typed, Whole: false));
        return Either([exact, Phrase(identifier.Typed, IndexFields.All)]);
    }

    private Query Condition(FieldNode node)
    {
        var text = node.Inner switch
        {
            WordNode word => word.Word,
            PhraseNode phrase => phrase.Phrase,
            PrefixNode prefix => prefix.Prefix,
            _ => "",
        };
        switch (node.Field)
        {
            case QueryField.Type:
                return conditions.Type(text);
            case QueryField.Topic:
                return Either([conditions.Topic(text), Phrase(text, IndexFields.Concepts)]);
            case QueryField.Place:
                return Either([conditions.Place(text), Phrase(text, IndexFields.Places)]);
            case QueryField.Title:
                return node.Inner is PrefixNode ? Prefix(text, IndexFields.Title, TitleTerms) : Phrase(text, IndexFields.Title);
            default:
                return node.Inner is PrefixNode ? Prefix(text, IndexFields.People, Names) : Phrase(text, IndexFields.People);
        }
    }

    private ConstantScoreQuery Direct(DirectTerm term)
    {
        direct.Add(term);
        return new ConstantScoreQuery(new TermQuery(new Term(term.Field, term.Term))) { Boost = DirectHit };
    }

    /// <summary>Text that is a record's slug, handle or name as a whole puts that record on top.</summary>
    private Query WithWhole(QueryNode tree, Query query, string text)
    {
        if (QueryWords.SlugOf(text) is { } slug && Exists(IndexFields.Slug, slug))
        {
            return Either([Direct(new DirectTerm(IndexFields.Slug, slug, text, Whole: true)), query]);
        }
        if (direct.Count == 0 && PastedIdentifier.Handlelike(text) is { } handle && Exists(IndexFields.Identifier, handle))
        {
            return Either([Direct(new DirectTerm(IndexFields.Identifier, handle, text, Whole: true)), query]);
        }
        return WholeNameQuery.Of(tree, DidYouMean.Of(text, corrections) ?? text, lookup, cache) is { } named
            ? Either([named, query])
            : query;
    }

    private static Query Best(List<Query> choices) =>
        choices.Count switch
        {
            0 => new BooleanQuery(),
            1 => choices[0],
            _ => new DisjunctionMaxQuery(choices, 0f),
        };

    private static bool IsNothing(Query query) => query is BooleanQuery { Clauses.Count: 0 };

    private List<string> Existing(string field, List<string> terms) => terms.FindAll(term => Exists(field, term));

    private bool Exists(string field, string term) => lookup.Has(field, term);
}
