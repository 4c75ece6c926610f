using Lucene.Net.Index;
using Lucene.Net.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>Makes a Lucene query of a tree: groups and whole texts are its own matter, words, phrases and fields that of others.</summary>
internal sealed class QueryTranslator
{
    private const float DirectHit = 1000f;

    private readonly TermLookup lookup;
    private readonly WordCache cache;
    private readonly TranslationNotes notes = new();
    private readonly TypedWords typedWords;
    private readonly WordTranslator words;
    private readonly PhraseTranslator phrases;
    private readonly FieldTranslator fields;

    private QueryTranslator(IndexSnapshot snapshot, QueryNode tree, WordCache cache)
    {
        lookup = snapshot.Terms;
        this.cache = cache;
        typedWords = new TypedWords(tree, cache);
        var synonyms = new SynonymFinder(snapshot.Vocabulary.Thesaurus, typedWords.All)
        {
            IsWanted = name => name.Terms.All(term => lookup.Has(IndexFields.All, term)),
        };
        var spelling = new Spelling(snapshot, tree, cache, notes);
        words = new WordTranslator(lookup, typedWords, synonyms, spelling, cache, notes);
        phrases = new PhraseTranslator(snapshot, spelling, cache, notes);
        fields = new FieldTranslator(snapshot, phrases, cache, notes);
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
            WordNode word => words.Translate(word.Word),
            PhraseNode phrase => phrases.Phrase(phrase.Phrase, IndexFields.All),
            PrefixNode prefix => fields.Beginning(prefix.Prefix),
            IdentifierNode identifier => Identifier(identifier),
            YearsNode years => fields.Years(years),
            FieldNode { Inner: ClausesNode group } => Clauses(group),
            FieldNode field => fields.Condition(field),
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

    private BooleanQuery Identifier(IdentifierNode identifier)
    {
        var exact = Direct(new DirectTerm(IndexFields.Identifier, identifier.Identifier, identifier.Typed, Whole: false));
        return Queries.Either([exact, phrases.AsTyped(identifier.Typed, IndexFields.All)]);
    }

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

    private bool Exists(DirectTerm term) => lookup.Has(term.Field, term.Term);
}
