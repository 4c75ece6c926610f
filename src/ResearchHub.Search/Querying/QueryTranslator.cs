using Lucene.Net.Index;
using Lucene.Net.Queries;
using Lucene.Net.Search;
using Lucene.Net.Util;
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
    private const float InitialWeight = 0.3f;
    private const int InitialSlop = 4;

    private readonly IndexReader reader;
    private readonly TermLookup lookup;
    private readonly WordCache cache;
    private readonly SynonymFinder synonyms;
    private readonly FieldConditions conditions;
    private readonly PhraseTranslator phrases;
    private readonly Spelling spelling;
    private readonly TranslationNotes notes = new();
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
        spelling = new Spelling(snapshot, tree, cache, notes);
        phrases = new PhraseTranslator(snapshot, spelling, cache, notes);
    }

    public static TranslatedQuery Translate(QueryNode tree, string? text, IndexSnapshot snapshot, WordCache cache)
    {
        var translator = new QueryTranslator(snapshot, tree, cache);
        if (tree is EverythingNode)
        {
            return translator.notes.With(null);
        }
        var typed = text?.Trim() ?? "";
        var identified = WholeQuery.Identifiers(typed).Where(translator.Exists).ToList();
        translator.notes.IsIdentifier = identified.Exists(term => term.Typed == typed);
        var query = translator.Translate(tree);
        var needed = ConditionsOf(tree, query);
        return translator.notes.With(translator.WithWhole(query, tree, typed, identified)) with { Conditions = needed };
    }

    /// <inheritdoc cref="TranslatedQuery.Conditions" />
    private static List<BooleanClause>? ConditionsOf(QueryNode tree, Query query) =>
        (tree, query) switch
        {
            (WordNode, _) => [],
            (ClausesNode { Any.Count: > 0 } clauses, BooleanQuery all) when clauses.All.All(IsCondition) =>
            [
                .. all.Clauses.Take(clauses.All.Count),
                .. all.Clauses.Where(clause => clause.Occur == Occur.MUST_NOT),
            ],
            _ => null,
        };

    private static bool IsCondition(QueryNode node) => node is FieldNode or YearsNode;

    private Query Translate(QueryNode node) =>
        node switch
        {
            WordNode word => Word(word.Word),
            PhraseNode phrase => phrases.Phrase(phrase.Phrase, IndexFields.All),
            PrefixNode prefix => Prefix(
                prefix.Prefix,
                IndexFields.Word,
                folded => PrefixWords.Find(reader, IndexFields.Word, folded, notes)
            ),
            IdentifierNode identifier => Identifier(identifier),
            YearsNode years => conditions.Years(years),
            FieldNode { Inner: ClausesNode group } => Clauses(group),
            FieldNode field => Condition(field),
            ClausesNode clauses => Clauses(clauses),
            _ => new MatchAllDocsQuery(),
        };

    private Query Clauses(ClausesNode clauses)
    {
        var query = new BooleanQuery(disableCoord: true);
        var (any, aside) = (new List<Query>(), new List<Query>());
        foreach (var node in clauses.Any.Where(node => typedWords.IsInitial(node) || !typedWords.IsPassedOver(node, cache)))
        {
            (typedWords.IsInitial(node) ? aside : any).Add(Translate(node));
        }
        var hasWords = any.Count > 0;
        any.RemoveAll(Queries.IsNothing);
        aside.AddRange(clauses.All.Where(typedWords.IsInitial).Select(Translate));
        var necessary = clauses.All.Where(node => !typedWords.IsPassedOver(node, cache)).ToList();
        foreach (var node in necessary)
        {
            query.Add(Translate(node), Occur.MUST);
        }
        if (hasWords && necessary.Count + aside.Count > 0 && necessary.TrueForAll(IsCondition))
        {
            query.Add(Queries.Either(any), Occur.MUST);
        }
        else
        {
            foreach (var clause in any)
            {
                query.Add(clause, Occur.SHOULD);
            }
        }
        foreach (var clause in aside.Where(_ => necessary.Count + any.Count > 0))
        {
            query.Add(clause, Occur.SHOULD);
        }
        if (query.Clauses.Count == 0 && clauses.Any.Count + clauses.All.Count == 0)
        {
            query.Add(new MatchAllDocsQuery(), Occur.MUST);
        }
        var (sought, sequence, outer) = (notes.Sought.Count, notes.Sequence.Count, typedWords.IsExcluding);
        typedWords.IsExcluding = true;
        foreach (var node in clauses.None)
        {
            query.Add(Translate(node), Occur.MUST_NOT);
        }
        typedWords.IsExcluding = outer;
        notes.Sought.RemoveRange(sought, notes.Sought.Count - sought);
        notes.Sequence.RemoveRange(sequence, notes.Sequence.Count - sequence);
        return query;
    }

    private Query Word(string typed)
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
        var terms = Existing(IndexFields.All, TypedWords.Terms(word));
        if (
            !Exists(IndexFields.Word, word.Folded)
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
                terms = Existing(IndexFields.All, TypedWords.Terms(word));
            }
        }
        var otherNames = synonyms.Of(word);
        notes.Sequence.Add(new SoughtWord(terms, [.. otherNames.Where(name => name.Terms.Count == 1).Select(name => name.Terms[0])]));
        var choices = terms.ConvertAll<Query>(term => new TermQuery(new Term(IndexFields.All, term)));
        foreach (var term in TypedWords.Terms(word))
        {
            notes.Sought.Add(new SoughtTerm(term, typed, null, IsPrefix: false, 1f));
            if (Exists(IndexFields.Text, term))
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
        var terms = Existing(IndexFields.All, TypedWords.Terms(letter));
        notes.Sequence.Add(new SoughtWord(terms, []) { IsInitial = true });
        notes.Sought.AddRange(terms.Select(term => new SoughtTerm(term, typed, null, IsPrefix: false, InitialWeight)));
        var choices = terms.ConvertAll<Query>(term => new TermQuery(new Term(IndexFields.All, term)) { Boost = InitialWeight });
        var initial = WordTerms.InitialOf(letter.Folded);
        foreach (var field in new[] { IndexFields.Title, IndexFields.People }.Where(field => Exists(field, initial)))
        {
            var names = typedWords.Beside(typed).SelectMany(name => Existing(field, TypedWords.AllTerms(name)));
            choices.AddRange(names.Select(name => Queries.Near(field, [name, initial], InitialSlop)));
        }
        return Queries.Best(choices);
    }

    private Query Prefix(string prefix, string field, Func<string, List<BytesRef>> find)
    {
        var folded = TextFolding.Fold(prefix);
        notes.Sought.Add(new SoughtTerm(folded, prefix + "*", null, IsPrefix: true, 1f) { Field = SoughtTerm.Shown(field) });
        var words = find(folded);
        return words.Count == 0 ? Queries.Nothing() : new ConstantScoreQuery(new TermsFilter(field, words));
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

    /// <summary>Names are whole words in the index.</summary>
    private List<BytesRef> Names(string folded) =>
        folded.Length == 0 ? [] : PrefixWords.Find(reader, IndexFields.People, WordTerms.OtherMark + folded, notes);

    /// <summary>Other fields have stems in the index: those of the words that begin so.</summary>
    private List<BytesRef> Stems(string field, string folded) =>
        [
            .. PrefixWords
                .Find(reader, IndexFields.Word, folded, notes)
                .SelectMany(word => Existing(field, TypedWords.AllTerms(cache[word.Utf8ToString()])))
                .Distinct(StringComparer.Ordinal)
                .Select(term => new BytesRef(term)),
        ];

    private BooleanQuery Identifier(IdentifierNode identifier)
    {
        var exact = Direct(new DirectTerm(IndexFields.Identifier, identifier.Identifier, identifier.Typed, Whole: false));
        return Queries.Either([exact, phrases.AsTyped(identifier.Typed, IndexFields.All)]);
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
                return conditions.Type(text, node.Inner is PrefixNode);
            case QueryField.Topic or QueryField.Place or QueryField.Title when node.Inner is PrefixNode:
                var field = FieldOf(node.Field);
                return Prefix(text, field, folded => Stems(field, folded));
            case QueryField.Topic:
                text = conditions.Names(node.Field, text) ? text : phrases.Corrected(text, IndexFields.Concepts);
                return Queries.Either([conditions.Topic(text), phrases.Phrase(text, IndexFields.Concepts)]);
            case QueryField.Place:
                text = conditions.Names(node.Field, text) ? text : phrases.Corrected(text, IndexFields.Places);
                return Queries.Either([conditions.Place(text), phrases.Phrase(text, IndexFields.Places)]);
            case QueryField.Title:
                return phrases.Phrase(text, IndexFields.Title);
            default:
                return node.Inner is PrefixNode ? Prefix(text, IndexFields.People, Names) : phrases.Name(text);
        }
    }

    /// <summary>The field of the index in which words of titles, and of the names of topics and places stand.</summary>
    public static string FieldOf(QueryField field) =>
        field switch
        {
            QueryField.Topic => IndexFields.Concepts,
            QueryField.Place => IndexFields.Places,
            _ => IndexFields.Title,
        };

    private ConstantScoreQuery Direct(DirectTerm term)
    {
        notes.Direct.Add(term);
        return new ConstantScoreQuery(new TermQuery(new Term(term.Field, term.Term))) { Boost = DirectHit };
    }

    /// <summary>Text that names a record as a whole puts that record on top.</summary>
    private Query WithWhole(Query query, QueryNode tree, string text, IEnumerable<DirectTerm> identified)
    {
        if (tree is IdentifierNode)
        {
            return query;
        }
        var meant = DidYouMean.Of(text, notes.Corrections) ?? text;
        var known = identified
            .Concat(WholeQuery.Names(meant, tree, cache, Exists))
            .DistinctBy(term => (term.Field, term.Term))
            .Take(QueryLimits.Direct);
        Query[] direct = [.. known.Where(term => !notes.Direct.Exists(one => one.Term == term.Term)).ToList().Select(Direct)];
        return direct.Length == 0 ? query : Queries.Either([Queries.Best([.. direct]), query]);
    }

    private List<string> Existing(string field, List<string> terms) => terms.FindAll(term => Exists(field, term));

    private bool Exists(DirectTerm term) => Exists(term.Field, term.Term);

    private bool Exists(string field, string term) => lookup.Has(field, term);
}
