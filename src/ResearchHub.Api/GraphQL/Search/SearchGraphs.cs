using System.Collections;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;

namespace ResearchHub.Api.GraphQL.Search;

internal sealed class SearchConnectionGraph : ObjectGraphType<SearchSession>
{
    private const string FacetsName = "facets";
    private const string FieldsName = "fields";
    private const string FirstName = "first";
    private const int UsualBuckets = 10;

    public SearchConnectionGraph()
    {
        Name = "SearchConnection";
        Description = "A page of what a search found, with counts over all of it.";
        this.Awaited<SearchSession, NonNullGraphType<ListGraphType<NonNullGraphType<SearchEdgeGraph>>>>(
            "edges",
            "Hits with their scores and the reasons for them.",
            context => HitsAsync(context, nodes: false)
        );
        this.Awaited<SearchSession, NonNullGraphType<ListGraphType<NonNullGraphType<SearchHitInterface>>>>(
            "nodes",
            "The records found.",
            context => HitsAsync(context, nodes: true)
        );
        this.Awaited<SearchSession, NonNullGraphType<PageInfoGraph>>(
            "pageInfo",
            "Where the page stands in the result.",
            async context =>
            {
                var results = await context.Source.ResultsAsync();
                return new PageInfo(
                    results.HasNextPage,
                    context.Source.IsContinued,
                    results.Hits.Count == 0 ? null : results.Hits[0].Cursor,
                    results.Hits.Count == 0 ? null : results.Hits[^1].Cursor
                );
            }
        );
        this.Awaited<SearchSession, NonNullGraphType<IntGraphType>>(
            "totalCount",
            "Number of records found, exact.",
            async context => (await context.Source.ResultsAsync()).TotalCount
        );
        this.Awaited<SearchSession, NonNullGraphType<ListGraphType<NonNullGraphType<FacetGraph>>>>(
                FacetsName,
                "Counts over the whole result.",
                FacetsAsync
            )
            .Takes<SearchSession, NonNullGraphType<ListGraphType<NonNullGraphType<FacetFieldGraph>>>>(FieldsName, "Facets wanted.")
            .Argument<IntGraphType>(
                FirstName,
                argument =>
                {
                    argument.Description = "Buckets of each, at most 100.";
                    argument.DefaultValue = UsualBuckets;
                }
            );
        this.Awaited<SearchSession, StringGraphType>(
            "didYouMean",
            "The query with misspelt words corrected, in the script that was typed; null when there is nothing to correct. `interpretedAs` says which of the corrections were searched: those that are sure.",
            async context => (await context.Source.ResultsAsync()).DidYouMean
        );
        this.Awaited<SearchSession, NonNullGraphType<StringGraphType>>(
            "interpretedAs",
            "How the query text was understood, in words.",
            async context => (await context.Source.ResultsAsync()).InterpretedAs
        );
        this.Awaited<SearchSession, NonNullGraphType<StringGraphType>>(
            "sequence",
            "Position of the change feed that the answer reflects.",
            async context => (await context.Source.ResultsAsync()).Sequence.ToString()
        );
        this.Awaited<SearchSession, NonNullGraphType<FloatGraphType>>(
            "tookMs",
            "Time that the index took, in milliseconds, without the wait for `minSequence`.",
            async context => Math.Round((await context.Source.ResultsAsync()).Took.TotalMilliseconds, 3)
        );
    }

    private static async Task<object?> HitsAsync(IResolveFieldContext<SearchSession> context, bool nodes)
    {
        var results = await context.Source.ResultsAsync();
        return new LoadedEdges([.. results.Hits.Select(hit => (hit, SearchSession.Load(context, hit.Kind, hit.Id)))], nodes);
    }

    private static async Task<object?> FacetsAsync(IResolveFieldContext<SearchSession> context)
    {
        var first = PagingArguments.Read(context, defaultSize: UsualBuckets).Size;
        var fields = Requests(context.GetArgument<FacetField[]>(FieldsName), first);
        return (await context.Source.FacetsAsync(fields)).Select(facet => new Facet(facet));
    }

    /// <summary>The facets that a search selects: counted with its hits, because a second search may see records that the first has not.</summary>
    public static IReadOnlyList<FacetRequest> FacetsOf(IResolveFieldContext context)
    {
        var usual = Math.Min(UsualBuckets, context.RequestServices!.GetRequiredService<GraphQLLimits>().MaxPageSize);
        return
        [
            .. (context.SubFields ?? [])
                .Values.Where(selected => selected.FieldType.Name == FacetsName)
                .Select(selected =>
                    ExecutionHelper.GetArguments(
                        selected.FieldType.Arguments,
                        selected.Field.Arguments,
                        context.Variables,
                        context.Document,
                        selected.Field,
                        null
                    )!
                )
                .SelectMany(given =>
                    Requests(((IEnumerable)given[FieldsName].Value!).Cast<FacetField>(), (int?)given[FirstName].Value ?? usual)
                )
                .Distinct(),
        ];
    }

    private static IEnumerable<FacetRequest> Requests(IEnumerable<FacetField> fields, int first) =>
        fields.Distinct().Select(field => new FacetRequest(field, first));
}

internal sealed class SearchEdgeGraph : ObjectGraphType<SearchEdge>
{
    public SearchEdgeGraph()
    {
        Name = "SearchEdge";
        Description = "A hit: a record, its score, and why it was found.";
        this.Required<SearchEdge, StringGraphType>("cursor", "Place of the hit in the result; opaque.", edge => edge.Hit.Cursor);
        this.Required<SearchEdge, SearchHitInterface>("node", "The record.", edge => edge.Node);
        this.Required<SearchEdge, FloatGraphType>(
            "score",
            "Relevance, which never rises along the list; comparable within one search only. 0 in orders other than RELEVANCE.",
            edge => Math.Round((double)edge.Hit.Score, 5)
        );
        this.Many<SearchEdge, HighlightGraph>("highlights", "Passages that matched.", context => context.Source.Hit.Highlights);
        this.Many<SearchEdge, MatchReasonGraph>(
            "matched",
            "Which word, or which synonym of it, matched in which field.",
            context => context.Source.Hit.Matched
        );
    }
}

internal sealed class HighlightGraph : ObjectGraphType<SearchHighlight>
{
    public HighlightGraph()
    {
        Name = "Highlight";
        Description = "Passages of one field that matched. Plain text, never HTML.";
        this.Required<SearchHighlight, StringGraphType>("field", "Name of the field.", highlight => highlight.Field);
        this.Required<SearchHighlight, LanguageTagScalar>("language", "Language of the text.", highlight => highlight.Language);
        this.Many<SearchHighlight, HighlightFragmentGraph>("fragments", "The passages.", context => context.Source.Fragments);
    }
}

internal sealed class HighlightFragmentGraph : ObjectGraphType<HighlightFragment>
{
    public HighlightFragmentGraph()
    {
        Name = "HighlightFragment";
        Description = "A passage with the ranges that matched.";
        this.Required<HighlightFragment, StringGraphType>("text", "The passage.", fragment => fragment.Text);
        this.Many<HighlightFragment, TextRangeGraph>("ranges", "Matches, ascending, not overlapping.", context => context.Source.Ranges);
    }
}

internal sealed class TextRangeGraph : ObjectGraphType<TextRange>
{
    public TextRangeGraph()
    {
        Name = "TextRange";
        Description = "A range of a text in UTF-16 units, as JavaScript counts.";
        this.Required<TextRange, IntGraphType>("start", "First unit, from 0.", range => range.Start);
        this.Required<TextRange, IntGraphType>("length", "Number of units.", range => range.Length);
    }
}

internal sealed class MatchReasonGraph : ObjectGraphType<MatchReason>
{
    public MatchReasonGraph()
    {
        Name = "MatchReason";
        Description = "Why a record was found.";
        this.Required<MatchReason, StringGraphType>("field", "Field that matched.", reason => reason.Field);
        this.Required<MatchReason, StringGraphType>("term", "Word of the query.", reason => reason.Term);
        this.Optional<MatchReason, StringGraphType>(
            "synonym",
            "Label of a vocabulary that stood in for it; null when the word itself matched.",
            reason => reason.Synonym
        );
    }
}

internal sealed class SuggestionGraph : ObjectGraphType<SearchSuggestion>
{
    public SuggestionGraph()
    {
        Name = "Suggestion";
        Description = "A completion.";
        this.Required<SearchSuggestion, SuggestionKindGraph>("kind", "What it is.", suggestion => suggestion.Kind);
        this.Required<SearchSuggestion, StringGraphType>("text", "The completed text.", suggestion => suggestion.Text);
        this.Optional<SearchSuggestion, StringGraphType>(
            "key",
            "Code of a topic or place, for filters: `topic`, `place`.",
            suggestion => suggestion.Key?[(suggestion.Key.IndexOf(':', StringComparison.Ordinal) + 1)..]
        );
        this.Computed<SearchSuggestion, SearchHitInterface>(
            "node",
            "The record, where the suggestion stands for one.",
            context =>
                context.Source.Id is { } id
                    ? SearchSession.Load(
                        context,
                        context.Source.Kind switch
                        {
                            SuggestionKind.Person => RecordKind.Researcher,
                            SuggestionKind.Organization => RecordKind.Organization,
                            _ => RecordKind.Study,
                        },
                        id
                    )
                    : null
        );
    }
}
