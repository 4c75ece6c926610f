using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Drafts.Presence;
using ResearchHub.Core.Events;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.GraphQL.Collaboration.Drafts;

/// <summary>The subscription <c>draftChanged</c>.</summary>
internal static class DraftChanges
{
    public static void AddTo(HubSubscription subscription) =>
        subscription.Announce<DraftEventGraph, DraftNews>(
            "draftChanged",
            "Announces each change of a draft to those who may see it, by a secret link too, as long as they may. Each event says who has it open; that somebody comes or goes is an event, too, but not replayed.",
            ListenAsync,
            Announcing.Id("id", "The draft.")
        );

    private static async ValueTask<IObservable<DraftNews?>> ListenAsync(IResolveFieldContext context)
    {
        var draft = NodeId.TryDecode(context.GetArgument<string>("id"), out _, out var key) ? key : 0;
        var viewer = new DraftViewer(context.Listener(), context.Service<OutputRights>(), draft);
        var start = await context.StartAsync<ActivityEntry>();
        if (await viewer.AskAsync(context.CancellationToken) is not { MayListen: true })
        {
            throw new ExecutionError("There is no draft of this id that exists for you.") { Code = ErrorCodes.NotFound };
        }
        return new DraftListening(
            viewer,
            context.Service<FeedTail<ActivityEntry>>(),
            context.Service<PresenceBoard>(),
            context.Service<PresenceService>(),
            context.Service<TimeProvider>(),
            start,
            context.Flow()
        );
    }
}
