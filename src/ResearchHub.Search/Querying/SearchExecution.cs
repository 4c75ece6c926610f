using Lucene.Net.Search;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Facets;
using ResearchHub.Search.Indexing;
using ResearchHub.Search.Ranking;

namespace ResearchHub.Search.Querying;

/// <summary>Answers one request over one snapshot.</summary>
internal sealed class SearchExecution(IndexSnapshot snapshot, WordCache cache)
{
    /// <summary>Hits whose order the second ranking decides.</summary>
    public const int Window = 200;
    private const int MostHits = 100;

    public SearchResults Run(SearchRequest request)
    {
        var isCut = request.Query?.Length > QueryLimits.Length;
        var text = BrokenWords.Join(QueryLimits.Cut(request.Query), IsWord);
        var strict = Read(text, relaxed: false);
        var order = request.Order == SearchOrder.Relevance && !Queries.Scores(strict.Translated.Query) ? SearchOrder.Newest : request.Order;
        var first = Math.Clamp(request.First, 0, MostHits);
        var filters = RequestFilters.Of(request);
        var given =
            request.WhereAsGiven is { } where && where != request.Where ? RequestFilters.Of(request with { Where = where }) : filters;
        var question = SearchCursor.QuestionOf(request, given);
        var after = request.After is null ? null : SearchCursor.Read(request.After, order, question);

        var ((parsed, translated), (collector, hits)) = Answer(
            strict,
            text,
            request.ExpandQuery,
            query =>
                Collect(
                    query,
                    filters,
                    order,
                    after,
                    first,
                    order == SearchOrder.Relevance ? Ranking(query, text, RankingFeatures.All) : null,
                    keepSets: request.Facets.Count > 0
                ),
            query => request.Ids.Count > 0 && Finds(query, request with { Ids = [] })
        );
        var page = hits.Take(first).ToList();
        return new SearchResults
        {
            Hits = Describe(page, translated, order, question, request.Highlights),
            TotalCount = collector.Count,
            HasNextPage = hits.Count > first,
            Facets = FacetCounter.Count(request, snapshot, filters, collector.Sets),
            DidYouMean = DidYouMean.Of(text, translated.Offers),
            InterpretedAs = Interpretation.Of(
                parsed with
                {
                    Cut = parsed.Cut || isCut,
                },
                translated,
                ReferenceEquals(parsed, strict.Parsed) ? null : strict.Parsed.Node
            ),
            Sequence = snapshot.Position,
            Took = TimeSpan.Zero,
        };
    }

    /// <summary>The best hits to any depth, for evaluation.</summary>
    public IReadOnlyList<(long Id, float Score)> Rank(string query, int depth, RankingFeatures features)
    {
        var text = QueryLimits.Cut(query);
        var strict = Read(text, relaxed: false);
        if (strict.Translated.Query is null)
        {
            return [];
        }
        var (_, (_, hits)) = Answer(
            strict,
            text,
            features.Expansion,
            translated =>
                Collect(
                    translated,
                    new RequestFilters(null, []),
                    SearchOrder.Relevance,
                    null,
                    depth,
                    Ranking(translated, text, features),
                    keepSets: false
                ),
            _ => false
        );
        // Behind the window scores are those of the first ranking, which may be higher: measures sort by score.
        var least = float.MaxValue;
        return [.. hits.Select(hit => (hit.Hit.Id, least = MathF.Min(SortKeys.Score(hit.Hit.Key), MathF.BitDecrement(least))))];
    }

    /// <summary>Records of the same kind most like this document.</summary>
    public IReadOnlyList<SearchResult> Similar(int doc, int first)
    {
        var text = snapshot.Read(doc);
        var capacity = Math.Clamp(first, 0, MostHits) + 1;
        var collector = Collect(
            SimilarQuery.Of(text, snapshot, cache),
            () =>
                new HitCollector(
                    snapshot,
                    SimilarQuery.SameKind(text),
                    new TopHits(capacity, snapshot, byTitle: false),
                    SearchOrder.Relevance,
                    keepSets: false
                )
                {
                    NeedsAll = false,
                }
        );
        var hits = collector.Hits.Where(hit => hit.Doc != doc).Take(first);
        return [.. hits.Select(hit => new SearchResult(hit.Id, text.Kind, SortKeys.Score(hit.Key), ""))];
    }

    /// <summary>What a query finds as it is read at first, or, where that is nothing, as <see cref="ParsedQuery.CanRelax"/> says.</summary>
    /// <param name="findsOthers">Whether it finds records that were not asked about: then it means for these what it means for all.</param>
    private (Reading, (HitCollector, List<PagedHit>)) Answer(
        Reading strict,
        string? text,
        bool expands,
        Func<TranslatedQuery, (HitCollector Collector, List<PagedHit> Hits)> collect,
        Predicate<TranslatedQuery> findsOthers
    )
    {
        var (reading, found) = Find(strict);
        return found.Collector.Count == 0 && strict.Parsed.CanRelax && !findsOthers(reading.Translated)
            ? Find(Read(text, relaxed: true))
            : (reading, found);

        (Reading, (HitCollector Collector, List<PagedHit>)) Find(Reading reading)
        {
            var translated = reading.Translated;
            if (expands)
            {
                translated = translated with { Query = QueryExpansion.Expand(translated, snapshot, cache) };
            }
            return (reading with { Translated = translated }, collect(translated));
        }
    }

    private bool Finds(TranslatedQuery query, SearchRequest request) =>
        Collect(query, RequestFilters.Of(request), SearchOrder.Newest, null, first: 0, ranking: null, keepSets: false).Collector.Count > 0;

    private Reading Read(string? text, bool relaxed)
    {
        var parsed = QueryParser.Parse(text, IsValue, relaxed);
        return new Reading(parsed, QueryTranslator.Translate(parsed.Node, text, snapshot, cache));
    }

    private bool IsValue(QueryField field, string text) => FieldConditions.Names(field, text, snapshot.Vocabulary.Thesaurus, cache);

    private bool IsWord(string word) => snapshot.Terms.Has(IndexFields.Word, cache[word].Folded);

    private WindowRanking Ranking(TranslatedQuery translated, string? text, RankingFeatures features) =>
        new(snapshot, translated, DidYouMean.Of(text, translated.Corrections) ?? text ?? "", features);

    private (HitCollector Collector, List<PagedHit> Hits) Collect(
        TranslatedQuery translated,
        RequestFilters filters,
        SearchOrder order,
        SearchCursor? after,
        int first,
        WindowRanking? ranking,
        bool keepSets
    )
    {
        var keyset = ranking is null || after is { Reranked: false } ? after : null;
        var capacity = first == 0 ? 0 : first + 1 + (ranking is null || keyset is not null ? 0 : Window);
        var collector = Collect(translated.Query, () => new HitCollector(snapshot, filters, NewTop(), order, keepSets));
        var sorted = collector.Hits;
        var hits =
            ranking is null || keyset is not null
                ? sorted.ConvertAll(hit => new PagedHit(hit, Reranked: false, after?.Scale ?? 1))
                : ranking.Rank(sorted, Window, after);
        return (collector, hits);

        TopHits NewTop() => new(capacity, snapshot, byTitle: order == SearchOrder.Title) { After = keyset };
    }

    /// <summary>The matches of a query in all parts of the index; of everything for null.</summary>
    private HitCollector Collect(Query? query, Func<HitCollector> create)
    {
        if (query is null)
        {
            var everything = create();
            everything.CollectAll();
            return everything;
        }
        var parts = snapshot.Searcher.Search(query, create);
        foreach (var part in parts.Skip(1))
        {
            parts[0].Add(part);
        }
        return parts[0];
    }

    private List<SearchResult> Describe(List<PagedHit> page, TranslatedQuery translated, SearchOrder order, long question, bool explain)
    {
        var highlighter = explain ? new Highlighter(translated.Sought, cache) : null;
        return page.ConvertAll(paged =>
        {
            var hit = paged.Hit;
            var (segment, doc) = snapshot.Locate(hit.Doc);
            var collation = order == SearchOrder.Title ? segment.Collation(doc) : [];
            var cursor = new SearchCursor(order, question, paged.Reranked, snapshot.Number, hit.Key, hit.Id, paged.Scale, collation);
            var score = order == SearchOrder.Relevance ? (float)(SortKeys.Score(hit.Key) * paged.Scale) : 0f;
            var result = new SearchResult(hit.Id, KindOf(segment, doc), score, cursor.Write());
            if (highlighter is null)
            {
                return result;
            }
            var (highlights, matched) = highlighter.Explain(snapshot.Read(hit.Doc));
            return result with { Highlights = highlights, Matched = [.. Identified(segment, doc, translated), .. matched] };
        });
    }

    private IEnumerable<MatchReason> Identified(Segment segment, int doc, TranslatedQuery translated) =>
        translated
            .Direct.Where(direct => snapshot.Terms[direct.Field, direct.Term].In(segment, null)?.Advance(doc) == doc)
            .Select(direct => new MatchReason(direct.Field == IndexFields.Whole ? "title" : direct.Field, direct.Typed, null))
            .Distinct();

    private static RecordKind KindOf(Segment segment, int doc) => segment.Kinds[doc];

    private sealed record Reading(ParsedQuery Parsed, TranslatedQuery Translated);
}

/// <summary>A hit with where its key comes from.</summary>
/// <param name="Scale">What brings the score in its key to the scale of the second ranking: scores never rise along a list.</param>
internal readonly record struct PagedHit(RankedHit Hit, bool Reranked, double Scale);
