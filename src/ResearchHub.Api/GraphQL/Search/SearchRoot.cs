using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Filtering;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;

namespace ResearchHub.Api.GraphQL.Search;

/// <summary>Root fields of the search.</summary>
internal static class SearchRoot
{
    private const int MaximumSuggestions = 50;

    public static void AddTo(HubQuery query)
    {
        query
            .Awaited<object, NonNullGraphType<SearchConnectionGraph>>(
                "search",
                "Full text over every public record. The text is never an error: it is interpreted, and `interpretedAs` says how. A cursor goes with the query, filters and order that made it. Pages join without gap or repeat while the index changes: for two minutes after the last page at least, unless readers page through more than eight states of the index at once; later the next page goes on from the same place in the newest state.",
                SearchAsync
            )
            .Takes<object, StringGraphType>(
                "query",
                "What a person typed: words, \"phrases\", -not, OR, prefix*, field:value, a DOI, an ORCID iD. Nothing matches all."
            )
            .Takes<object, ListGraphType<NonNullGraphType<RecordKindGraph>>>("kinds", "Only these kinds; all unless said.")
            .TakesFilter(SearchFilters.Schema)
            .Takes<object, SearchOrderGraph>("order", "Order; relevance unless said, newest first where there is no query.")
            .PagesForward()
            .Takes<object, StringGraphType>(
                "minSequence",
                "Wait until the index has reached this position of the change feed; INDEX_BEHIND when it takes too long."
            )
            .Takes<object, BooleanGraphType>("expand", "Also look for words that the best hits have in common: more found, less exact.");
        query
            .Awaited<object, NonNullGraphType<ListGraphType<NonNullGraphType<SuggestionGraph>>>>(
                "suggest",
                "Completions of what was typed, those in its script first, then the most used; the other script is read too and small typos are forgiven. A thing with several names comes once, and so do records of one name. What was withdrawn or renamed is no longer among them; what is new may take five minutes in a large repository.",
                SuggestAsync
            )
            .Takes<object, NonNullGraphType<StringGraphType>>("prefix", "What was typed so far.")
            .Takes<object, ListGraphType<NonNullGraphType<SuggestionKindGraph>>>("kinds", "Only these kinds; all unless said.")
            .Argument<IntGraphType>(
                "first",
                argument =>
                {
                    argument.Description = $"Number wanted, at most {MaximumSuggestions}.";
                    argument.DefaultValue = 8;
                }
            );
    }

    private static async Task<object?> SearchAsync(IResolveFieldContext<object> context)
    {
        var text = context.GetArgument<string?>("query");
        var page = context.Page();
        var where = SearchFilters.Of(context.Where(SearchFilters.Schema));
        var request = new SearchRequest
        {
            Query = text,
            Kinds = context.GetArgument<RecordKind[]?>("kinds") ?? [],
            Where = await context.Service<KeptContributors>().WithAsync(where, context.CancellationToken),
            WhereAsGiven = where,
            Order =
                context.GetArgument<SearchOrder?>("order")
                ?? (string.IsNullOrWhiteSpace(text) ? SearchOrder.Newest : SearchOrder.Relevance),
            First = SearchSession.Selects(context, "edges", "nodes", "pageInfo") ? page.Size : 0,
            After = page.After,
            Facets = SearchConnectionGraph.FacetsOf(context),
            Highlights = SearchSession.Selects(context, "highlights", "matched"),
            ExpandQuery = context.GetArgument<bool?>("expand") ?? false,
            MinSequence = Sequence(context.GetArgument<string?>("minSequence")),
        };
        return new SearchSession(context.Service<ISearchIndex>(), request, context.CancellationToken);
    }

    private static FeedPosition? Sequence(string? text) =>
        text is null ? null
        : FeedPosition.TryParse(text, out var position) ? position
        : throw new InvalidInputException(
            ErrorCodes.Invalid,
            "minSequence",
            "'minSequence' must be a sequence that this server returned, such as that of `repository { index { sequence } }`."
        );

    private static Task<object?> SuggestAsync(IResolveFieldContext<object> context)
    {
        var first = PagingArguments.Read(context, MaximumSuggestions, 8).Size;
        var kinds = context.GetArgument<SuggestionKind[]?>("kinds") ?? [];
        var suggestions = context.Service<ISearchIndex>().Suggest(context.GetArgument<string>("prefix"), kinds, first);
        return Task.FromResult<object?>(suggestions);
    }
}

internal sealed class SearchOrderGraph()
    : EnumGraph<SearchOrder>(
        "SearchOrder",
        "Orders of a search; ties are broken by id.",
        value =>
            value switch
            {
                SearchOrder.Relevance =>
                    "Best match first; latest publication first where nothing is scored: no query, or one of conditions and exclusions only.",
                SearchOrder.Newest => "Latest publication first.",
                SearchOrder.Oldest => "Earliest publication first.",
                SearchOrder.Title =>
                    "By title, in the order of the Serbian alphabet (C, Č, Ć, D, Dž, Đ …), Cyrillic among Latin; signs are passed over. Lists have the order of Unicode.",
                SearchOrder.MostCited => "Most cited here first, of those cited as often the newest.",
                _ => null,
            }
    );

internal sealed class SuggestionKindGraph() : EnumGraph<SuggestionKind>("SuggestionKind", "Kinds of suggestions.");
