using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Delivery.Webhooks;
using ResearchHub.Core.Events;
using ResearchHub.Core.SavedSearches;

namespace ResearchHub.Api.GraphQL.SavedSearches;

/// <summary>Saved searches: keeping, changing, forgetting, and being told.</summary>
internal static class SavedSearchRoot
{
    public static void AddTo(HubMutation mutation)
    {
        mutation.Add<CreateSavedSearchPayload, CreateSavedSearchInput, KeptSearch>(
            "createSavedSearch",
            $"Keeps a search, at most {SavedSearchService.MaximumSearches} an account; what is published from now on is matched with it. Codes: INVALID.",
            Role.Reader,
            (context, input, caller) =>
                context.Service<SavedSearchService>().CreateAsync(SavedSearchContentInput.Read(input), caller, context.CancellationToken)
        );
        mutation.Add<UpdateSavedSearchPayload, UpdateSavedSearchInput, KeptSearch>(
            "updateSavedSearch",
            "Changes a saved search of the caller's; what it has matched stays. Codes: INVALID, NOT_FOUND.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<SavedSearchService>()
                    .UpdateAsync(Key(input), SavedSearchContentInput.Read(input), caller, context.CancellationToken)
        );
        mutation.Add<DeleteSavedSearchPayload, DeleteSavedSearchInput, KeptSearch>(
            "deleteSavedSearch",
            "Forgets a saved search of the caller's; its feed ends. Codes: NOT_FOUND.",
            Role.Reader,
            (context, input, caller) => context.Service<SavedSearchService>().DeleteAsync(Key(input), caller, context.CancellationToken)
        );
        mutation.Add<RenewSavedSearchFeedPayload, RenewSavedSearchFeedInput, KeptSearch>(
            "renewSavedSearchFeed",
            "Gives the feed of a saved search of the caller's another address; the one before ends. Codes: NOT_FOUND.",
            Role.Reader,
            (context, input, caller) => context.Service<SavedSearchService>().RenewFeedAsync(Key(input), caller, context.CancellationToken)
        );
        mutation.Add<RenewWebhookSecretPayload, RenewWebhookSecretInput, RenewedSecret>(
            "renewWebhookSecret",
            "Gives the webhook of a saved search of the caller's another key; for a day messages are signed with both. Codes: NOT_FOUND.",
            Role.Reader,
            (context, input, caller) => context.Service<WebhookService>().RenewSecretAsync(Key(input), caller, context.CancellationToken)
        );
        mutation.Add<ResendWebhookDeliveryPayload, ResendWebhookDeliveryInput, WebhookDelivery>(
            "resendWebhookDelivery",
            "Sends a message to a webhook of the caller's once more, with the same `webhook-id`. Codes: INVALID, NOT_FOUND.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<WebhookService>()
                    .ResendAsync(input.Key("id", WebhookDeliveryGraph.TypeName), caller, context.CancellationToken)
        );
    }

    public static void AddTo(HubSubscription subscription) =>
        subscription.Announce<SavedSearchMatchGraph, SavedSearchEvent>(
            "savedSearchMatched",
            "Announces each publication that a saved search of the caller's finds, and the withdrawal or retraction of each that it has found.",
            MatchesAsync,
            Announcing.Id("savedSearchId", "The saved search.")
        );

    private static async ValueTask<IObservable<SavedSearchEvent?>> MatchesAsync(IResolveFieldContext context)
    {
        var (caller, queries) = (context.Caller(), context.Service<SavedSearchQueries>());
        var id = NodeId.KeyOf(context.GetArgument<string>("savedSearchId"), SavedSearchGraph.TypeName) ?? 0;
        var after = await context.ResumeAsync<FeedEvent>();
        if (caller.UserId is not { } user || await queries.OneAsync(id, user, context.CancellationToken) is null)
        {
            throw new ExecutionError("There is no saved search of this id that you may see.") { Code = ErrorCodes.NotFound };
        }
        // What was committed before and is matched later is news.
        var start = new FeedStart(after ?? await queries.MatchedUpToAsync(context.CancellationToken), null);
        return new FeedListening<SavedSearchEvent>(
            context.Service<FeedTail<SavedSearchEvent>>(),
            async match => match.Searches.Contains(id) && await queries.OneAsync(id, user, CancellationToken.None) is not null,
            start,
            context.Flow()
        );
    }

    private static long Key(IDictionary<string, object?> input) => input.Key("id", SavedSearchGraph.TypeName);
}
