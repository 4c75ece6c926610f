using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.GraphQL.Collaboration.Requests;

internal sealed class RequestTimelineEventGraph : ObjectGraphType<ActivityEntry>
{
    public RequestTimelineEventGraph()
    {
        Name = "RequestTimelineEvent";
        Description = "A new entry of a request's timeline.";
        this.Required<ActivityEntry, StringGraphType>(
            "cursor",
            "Place in the feed: give it as `after` to go on from here.",
            entry => entry.Position.ToString()
        );
        this.Computed<ActivityEntry, RequestEventGraph>(
            "event",
            "What happened; null when it is gone.",
            context => context.Loader<RequestEventLoader>().LoadAsync(context.Caller(), context.Source.SubjectId!.Value)
        );
        this.Computed<ActivityEntry, RequestGraph>(
            "request",
            "The request as it is now.",
            context => context.Loader<RequestLoader>().LoadAsync(context.Caller(), context.Source.TopicId)
        );
    }
}

/// <summary>The subscription <c>requestTimeline</c>.</summary>
internal static class RequestTimeline
{
    public static void AddTo(HubSubscription subscription) =>
        subscription.Announce<RequestTimelineEventGraph, ActivityEntry>(
            "requestTimeline",
            "Announces each new entry of a request's timeline, as long as the request exists for the caller.",
            ListenAsync,
            Announcing.Id("requestId", "The request.")
        );

    private static async ValueTask<IObservable<ActivityEntry?>> ListenAsync(IResolveFieldContext context)
    {
        var (listener, gate) = (context.Listener(), context.Service<SubjectGate>());
        var id = NodeId.KeyOf(context.GetArgument<string>("requestId"), RequestRow.TypeName) ?? 0;
        var request = new SubjectKey(RequestRow.TypeName, id);
        var start = await context.StartAsync<ActivityEntry>();
        if (!await gate.IsVisibleAsync(request, context.Caller(), context.CancellationToken))
        {
            throw new ExecutionError("There is no request of this id that you may see.") { Code = ErrorCodes.NotFound };
        }
        return new FeedListening<ActivityEntry>(
            context.Service<FeedTail<ActivityEntry>>(),
            async entry =>
                entry.TopicId == id
                && entry.TopicType == RequestRow.TypeName
                && entry.SubjectType == RequestEventRow.TypeName
                && await listener.HearsAsync(now => gate.IsVisibleAsync(request, now, CancellationToken.None)),
            start,
            context.Flow()
        );
    }
}
