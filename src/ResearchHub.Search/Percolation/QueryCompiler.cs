using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Facets;
using ResearchHub.Search.Querying;

namespace ResearchHub.Search.Percolation;

/// <summary>Turns what a person typed and filtered by into conditions, by the rules of <see cref="QueryTranslator"/>.</summary>
internal sealed class QueryCompiler(TermNumbers numbers, Signals signals, WordCache cache)
{
    private static readonly TextLanguage[] Languages = Enum.GetValues<TextLanguage>();
    private static readonly FacetField[] ConceptFacets =
    [
        FacetField.Topic,
        FacetField.GcmObjective,
        FacetField.SdgTarget,
        FacetField.Population,
    ];
    private bool _keepsStopWords;
    private bool _isSerbian;

    public Condition Compile(string? query, SearchFilter? where)
    {
        var (tree, _) = QueryParser.Parse(query);
        var words = QueryWords.Of(tree).Select(word => cache[word]).ToList();
        _isSerbian =
            words.Count > 1 && LanguageDetector.Detect(string.Join(' ', words.Select(word => word.Folded))) == TextLanguage.Serbian;
        _keepsStopWords = words.TrueForAll(IsStop);
        var typed = Of(tree) ?? new Any([]);
        return where is null ? typed : new All([typed, Of(where)]);
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
            FieldNode field => Field(field),
            ClausesNode clauses => Clauses(clauses),
            _ => new Always(),
        };

    private Condition Clauses(ClausesNode clauses)
    {
        var needed = clauses.All.Select(node => Of(node) ?? new Any([])).ToList();
        var any = clauses.Any.Select(Of).OfType<Condition>().ToList();
        var onlyCoded = clauses.All.All(node => node is FieldNode or YearsNode);
        if (clauses.Any.Count > 0 && clauses.All.Count == 0)
        {
            needed.Add(new Any(any));
        }
        else if (any.Count > 0 && onlyCoded)
        {
            needed.Add(new Any(any));
        }
        needed.AddRange(clauses.None.Select(node => new Not(Of(node) ?? new Any([]))));
        return new All(needed);
    }

    private Condition? Word(string typed)
    {
        var word = cache[typed];
        if (_keepsStopWords)
        {
            return Term(IndexFields.Word, word.Folded);
        }
        if (IsStop(word))
        {
            return null;
        }
        var terms = Languages.Select(word.In).OfType<string>().ToArray();
        return AnyTerm([
            .. terms.Select(term => numbers.Of(IndexFields.All, term)),
            .. terms.Select(term => numbers.Of(IndexFields.Text, term)),
        ]);
    }

    private bool IsStop(WordTerms word) =>
        _isSerbian ? word.IsSerbianStop : word.IsEnglishStop || (word.IsSerbianStop && word.Folded.Length < 3);

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
                choices.Add(
                    parts.Count == 1
                        ? AnyTerm([parts[0].Item1])
                        : new Phrase([.. parts], [.. parts.Select(part => signals.Of([part.Item1]))])
                );
            }
        }
        return new Any(choices);
    }

    private WordPrefix Prefix(string prefix)
    {
        var folded = TextFolding.Fold(prefix);
        int? guard =
            folded.Length >= RecordView.PrefixLetters
                ? signals.Of([numbers.Of(RecordView.Prefixes, folded[..RecordView.PrefixLetters])])
                : null;
        return new WordPrefix(folded, guard);
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
        var key = text.Trim();
        switch (node.Field)
        {
            case QueryField.Type:
                var type = key.ToUpperInvariant().Replace(' ', '_').Replace('-', '_');
                return new Any([Facet(FacetField.Type, type), Facet(FacetField.Kind, type), Facet(FacetField.Design, type)]);
            case QueryField.Topic:
                return new Any([
                    .. ConceptFacets.SelectMany(facet => new[] { Facet(facet, key), Facet(facet, key.ToLowerInvariant()) }),
                    PhraseIn(text, IndexFields.Concepts),
                ]);
            case QueryField.Place:
                return new Any([Facet(FacetField.Place, key.ToUpperInvariant()), PhraseIn(text, IndexFields.Places)]);
            default:
                return PhraseIn(text, node.Field == QueryField.Title ? IndexFields.Title : IndexFields.People);
        }
    }

    private Condition Of(SearchFilter filter)
    {
        var parts = new List<Condition>();
        parts.AddRange(filter.Facets.Select(facet => AnyTerm([.. facet.Keys.Select(key => FacetTerm(facet.Field, key))])));
        if (filter.YearFrom is not null || filter.YearTo is not null)
        {
            parts.Add(new Years(filter.YearFrom ?? int.MinValue, filter.YearTo ?? int.MaxValue));
        }
        if (filter.PublishedFrom is not null || filter.PublishedTo is not null)
        {
            parts.Add(new Days(filter.PublishedFrom ?? DateOnly.MinValue, filter.PublishedTo ?? DateOnly.MaxValue));
        }
        parts.AddRange(filter.And.Select(Of));
        if (filter.Or.Count > 0)
        {
            parts.Add(new Any([.. filter.Or.Select(Of)]));
        }
        if (filter.Not is { } not)
        {
            parts.Add(new Not(Of(not)));
        }
        return new All(parts);
    }

    private Signalled Facet(FacetField field, string key) => AnyTerm([FacetTerm(field, key)]);

    private int FacetTerm(FacetField field, string key) => numbers.Of(FacetValues.TermField(field), key);

    private Signalled Term(string field, string term) => AnyTerm([numbers.Of(field, term)]);

    private Signalled AnyTerm(int[] terms) => new(signals.Of(terms));
}
