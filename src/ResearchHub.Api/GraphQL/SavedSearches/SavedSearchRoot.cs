using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Filtering;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Events;
using ResearchHub.Core.SavedSearches;
using ResearchHub.Core.Search;

namespace ResearchHub.Api.GraphQL.SavedSearches;

/// <summary>Saved searches: keeping, forgetting, and being told.</summary>
internal static class SavedSearchRoot
{
    public static void AddTo(HubMutation mutation)
    {
        mutation.Add<CreateSavedSearchPayload, CreateSavedSearchInput, SavedSearch>(
            "createSavedSearch",
            $"Keeps a search, at most {SavedSearchService.MaximumSearches} an account; what is published from now on is matched with it. Codes: INVALID.",
            Role.Researcher,
            (context, input, caller) =>
                context
                    .Service<SavedSearchService>()
                    .CreateAsync(
                        (string)input["name"]!,
                        input.TryGetValue("query", out var query) ? (string?)query : null,
                        input.TryGetValue("where", out var where) ? SearchFilters.Of(FilterReader.Read(SearchFilters.Schema, where)) : null,
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<DeleteSavedSearchPayload, DeleteSavedSearchInput, SavedSearch>(
            "deleteSavedSearch",
            "Forgets a saved search of the caller's; its feed ends. Codes: NOT_FOUND.",
            Role.Researcher,
            (context, input, caller) =>
                context
                    .Service<SavedSearchService>()
                    .DeleteAsync(NodeId.KeyOf((string)input["id"]!, SavedSearchGraph.TypeName) ?? 0, caller, context.CancellationToken)
        );
    }

    public static void AddTo(HubSubscription subscription) =>
        subscription.AddField(
            new FieldType
            {
                Name = "savedSearchMatched",
                Description =
                    "Announces each publication that a saved search of the caller's finds. With `after`, everything since is replayed first, in order, without gap or repetition.",
                Type = typeof(NonNullGraphType<SavedSearchMatchGraph>),
                Arguments = new QueryArguments(
                    new QueryArgument<NonNullGraphType<IdGraphType>> { Name = "savedSearchId", Description = "The saved search." },
                    new QueryArgument<StringGraphType> { Name = "after", Description = "Cursor of the last match received." }
                ),
                StreamResolver = new global::GraphQL.Resolvers.SourceStreamResolver<FeedEvent>(MatchesAsync),
            }
        );

    private static async ValueTask<IObservable<FeedEvent?>> MatchesAsync(IResolveFieldContext context)
    {
        var (caller, queries) = (context.Caller(), context.Service<SavedSearchQueries>());
        var id = NodeId.KeyOf(context.GetArgument<string>("savedSearchId"), SavedSearchGraph.TypeName) ?? 0;
        var after = await context.ResumeAsync<FeedEvent>();
        if (caller.UserId is not { } user || await queries.OneAsync(id, user, context.CancellationToken) is null)
        {
            throw new ExecutionError("There is no saved search of this id that you may see.") { Code = ErrorCodes.NotFound };
        }
        var start = after ?? await context.Service<FeedTail<FeedEvent>>().EndAsync(context.CancellationToken);
        return new SavedSearchMatches(queries, id, user, start);
    }
}
