using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Facets;
using ResearchHub.Search.Indexing;
using ResearchHub.Search.Querying;

namespace ResearchHub.Search.Percolation;

/// <summary>Turns what a person typed and filtered by into conditions, by the rules of <see cref="QueryTranslator"/>.</summary>
internal sealed class QueryCompiler(TermNumbers numbers, Signals signals, WordCache cache, KnownNames names)
{
    private const int MostSynonyms = 200;
    private static readonly TextLanguage[] Languages = Enum.GetValues<TextLanguage>();

    // Names of several words. Many queries name the same few concepts and share them.
    private readonly Dictionary<string, Phrase> _names = new(StringComparer.Ordinal);
    private TypedWords _words = null!;
    private SynonymFinder _synonyms = null!;

    public Condition Compile(string? query, SearchFilter? where)
    {
        var text = BrokenWords.Join(QueryLimits.Cut(query), isWord: null)?.Trim();
        var (tree, _) = QueryParser.Parse(text, (field, value) => FieldConditions.Names(field, value, names.Thesaurus, cache));
        _words = new TypedWords(tree, cache);
        _synonyms = new SynonymFinder(names.Thesaurus, _words.All) { Most = MostSynonyms };
        var typed = Of(tree) ?? new Any([]);
        if (tree is not (EverythingNode or IdentifierNode))
        {
            var whole = WholeQuery.Identifiers(text!).Concat(WholeQuery.MistakenTitles(text!, tree, cache)).ToList();
            typed = whole.Count == 0 ? typed : new Any([typed, .. whole.Select(one => Term(one.Field, one.Term))]);
        }
        return where is null || Of(where) is not { } filter ? typed : new All([typed, filter]);
    }

    /// <summary>The condition of a node; null for a stop word, which says nothing.</summary>
    private Condition? Of(QueryNode node) =>
        node switch
        {
            WordNode word => Word(word.Word),
            PhraseNode phrase => PhraseIn(phrase.Phrase, IndexFields.All),
            PrefixNode prefix => Prefix(prefix.Prefix),
            IdentifierNode identifier => new Any([
                Term(IndexFields.Identifier, identifier.Identifier.ToLowerInvariant()),
                PhraseIn(identifier.Typed, IndexFields.All),
            ]),
            YearsNode years => new Years(years.From ?? int.MinValue, years.To ?? int.MaxValue),
            FieldNode { Inner: ClausesNode group } => Clauses(group),
            FieldNode field => Field(field),
            ClausesNode clauses => Clauses(clauses),
            _ => new Always(),
        };

    private Condition Clauses(ClausesNode clauses)
    {
        var necessary = clauses.All.Where(node => !_words.IsPassedOver(node, cache)).ToList();
        var needed = necessary.ConvertAll(node => Of(node) ?? new Any([]));
        var any = clauses.Any.Where(node => !_words.IsPassedOver(node, cache)).Select(Of).OfType<Condition>().ToList();
        var onlyCoded = necessary.TrueForAll(node => node is FieldNode or YearsNode);
        if (needed.Count == 0 ? clauses.Any.Count + clauses.All.Count > 0 : any.Count > 0 && onlyCoded)
        {
            needed.Add(new Any(any));
        }
        var outer = _words.IsExcluding;
        _words.IsExcluding = true;
        needed.AddRange(clauses.None.Select(node => new Not(Of(node) ?? new Any([]))));
        _words.IsExcluding = outer;
        return new All(needed);
    }

    private Condition? Word(string typed)
    {
        var word = cache[typed];
        if (word.IsEmpty)
        {
            return null;
        }
        if (_words.KeepsStopWords)
        {
            return Term(IndexFields.Word, word.Folded);
        }
        if (_words.IsInitial(typed) || _words.IsStop(word))
        {
            return null;
        }
        var terms = TypedWords.Terms(word);
        var synonyms = _synonyms.Of(word);
        int[] either =
        [
            .. terms.Select(term => numbers.Of(IndexFields.All, term)),
            .. synonyms.Where(one => one.Terms.Count == 1).Select(one => numbers.Of(IndexFields.All, one.Terms[0])),
            .. terms.Select(term => numbers.Of(IndexFields.Text, term)),
        ];
        var longer = synonyms.Where(one => one.Terms.Count > 1).ToList();
        if (longer.Count == 0)
        {
            return AnyTerm(either);
        }
        var ends = longer.Select(one => numbers.Of(IndexFields.All, one.Terms[^1]));
        return new Any([AnyTerm(either), .. longer.Select(Name)], needed: signals.Of([.. either, .. ends]));
    }

    private Phrase Name(KnownName name)
    {
        if (!_names.TryGetValue(name.Key, out var phrase))
        {
            var parts = name.Terms.Select((term, offset) => (numbers.Of(IndexFields.All, term), offset)).ToArray();
            _names[name.Key] = phrase = PhraseOf(parts, SynonymFinder.Slop);
        }
        return phrase;
    }

    private Any PhraseIn(string text, string field)
    {
        var choices = new List<Condition>();
        foreach (var language in Languages)
        {
            var parts = new List<(int, int)>();
            var word = new WordEnumerator(text);
            for (var position = 0; position < QueryLimits.PhraseWords && word.MoveNext(); position++)
            {
                if (cache[word.Word].In(language) is { } term)
                {
                    parts.Add((numbers.Of(field, term), position));
                }
            }
            if (parts.Count > 0)
            {
                choices.Add(parts.Count == 1 ? AnyTerm([parts[0].Item1]) : PhraseOf([.. parts], slop: 0));
            }
        }
        return new Any(choices);
    }

    private Any Named(string text)
    {
        var terms = NameTerms.Of(text, cache).Select((term, place) => (numbers.Of(IndexFields.People, term), place)).ToArray();
        return new Any(
            terms.Length switch
            {
                0 => [],
                1 => [AnyTerm([terms[0].Item1])],
                _ => [PhraseOf(terms, NameTerms.Slop)],
            }
        );
    }

    private Phrase PhraseOf((int Term, int Offset)[] parts, int slop) =>
        new(parts, Array.ConvertAll(parts, part => signals.Of([part.Term])), slop);

    private WordPrefix Prefix(string prefix, string? field = null)
    {
        var folded = TextFolding.Fold(prefix);
        int? guard =
            folded.Length >= RecordView.PrefixLetters
                ? signals.Of([numbers.Of(RecordView.Prefixes, folded[..RecordView.PrefixLetters])])
                : null;
        return new WordPrefix(folded, guard, field);
    }

    private Condition Field(FieldNode node)
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
                var types = FieldConditions.TypeKeys(text, node.Inner is PrefixNode);
                return new Any([Facet(FacetField.Type, types), Facet(FacetField.Kind, types), Facet(FacetField.Design, types)]);
            case QueryField.Topic or QueryField.Place or QueryField.Title when node.Inner is PrefixNode:
                return Prefix(text, FieldTranslator.FieldOf(node.Field));
            case QueryField.Topic:
                return new Any([
                    .. FieldConditions.ConceptFacets.Select(facet => Facet(facet, FieldConditions.TopicKeys(text, names.Thesaurus, cache))),
                    PhraseIn(text, IndexFields.Concepts),
                ]);
            case QueryField.Place:
                return new Any([
                    Facet(FacetField.Place, FieldConditions.PlaceKeys(text, names.Thesaurus, cache)),
                    PhraseIn(text, IndexFields.Places),
                ]);
            case QueryField.Title:
                return PhraseIn(text, IndexFields.Title);
            default:
                return node.Inner is PrefixNode ? Prefix(text, IndexFields.People) : Named(text);
        }
    }

    /// <summary>The condition of a filter; null for one that sets nothing.</summary>
    private Condition? Of(SearchFilter filter)
    {
        var parts = new List<Condition>();
        parts.AddRange(filter.Facets.Where(facet => facet.Keys.Count > 0).Select(facet => Facet(facet.Field, facet.Keys)));
        if (filter.YearFrom is not null || filter.YearTo is not null)
        {
            parts.Add(new Years(filter.YearFrom ?? int.MinValue, filter.YearTo ?? int.MaxValue));
        }
        if (filter.PublishedFrom is not null || filter.PublishedTo is not null)
        {
            parts.Add(new Days(filter.PublishedFrom ?? DateOnly.MinValue, filter.PublishedTo ?? DateOnly.MaxValue));
        }
        parts.AddRange(filter.And.Select(Of).OfType<Condition>());
        var or = filter.Or.Select(Of).ToList();
        if (or.Count > 0 && or.TrueForAll(part => part is not null))
        {
            parts.Add(new Any([.. or.OfType<Condition>()]));
        }
        if (filter.Not is { } not)
        {
            parts.Add(Of(not) is { } excluded ? new Not(excluded) : new Any([]));
        }
        return parts.Count == 0 ? null : new All(parts);
    }

    private Signalled Facet(FacetField field, IEnumerable<string> keys) =>
        AnyTerm([.. keys.Select(key => numbers.Of(FacetValues.TermField(field), key))]);

    private Signalled Term(string field, string term) => AnyTerm([numbers.Of(field, term)]);

    private Signalled AnyTerm(int[] terms) => new(signals.Of(terms));
}
