using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Transport;
using ResearchHub.Core.Collaboration.Drafts.Presence;
using ResearchHub.Core.Events;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.GraphQL.Collaboration.Drafts;

/// <summary>The subscription <c>draftChanged</c>.</summary>
internal static class DraftChanges
{
    public static void AddTo(HubSubscription subscription) =>
        subscription.AddField(
            new FieldType
            {
                Name = "draftChanged",
                Description =
                    "Announces each change of a draft to those who may see it, by a secret link too, as long as they may; and who else has it open. The first event says who is there. With `after`, every change since is replayed, in order, without gap or repetition.",
                Type = typeof(NonNullGraphType<DraftEventGraph>),
                Arguments = new QueryArguments(
                    new QueryArgument<NonNullGraphType<IdGraphType>> { Name = "id", Description = "The draft." },
                    new QueryArgument<StringGraphType> { Name = "after", Description = "Cursor of the last event received." }
                ),
                StreamResolver = new SourceStreamResolver<DraftNews>(ListenAsync),
            }
        );

    private static async ValueTask<IObservable<DraftNews?>> ListenAsync(IResolveFieldContext context)
    {
        var draft = NodeId.TryDecode(context.GetArgument<string>("id"), out _, out var key) ? key : 0;
        var viewer = new DraftViewer(context.Service<IIdentity>(), context.Service<OutputRights>(), context.User, draft);
        var after = await context.ResumeAsync<ActivityEntry>();
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
            after
        );
    }
}
