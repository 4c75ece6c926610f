using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Collaboration.Requests;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Communities;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.GraphQL.Collaboration.Communities;

internal sealed class CommunityEventGraph : ObjectGraphType<ActivityEntry>
{
    public CommunityEventGraph()
    {
        Name = "CommunityEvent";
        Description = "Something that happened in a community.";
        this.Required<ActivityEntry, StringGraphType>(
            "cursor",
            "Place in the feed: give it as `after` to go on from here.",
            entry => entry.Position.ToString()
        );
        this.Required<ActivityEntry, CommunityActivityKindGraph>("kind", "What happened.", entry => CommunityActivities.KindOf(entry.Kind));
        this.Required<ActivityEntry, DateTimeScalar>("occurredAt", "When.", entry => entry.OccurredAt);
        this.User("actor", "Who did it; null for outputs that came in, and when the account is gone.", entry => entry.ActorId);
        this.Computed<ActivityEntry, ResearchOutputInterface>(
            "output",
            "The output, where it is about one; null when it is not public any more.",
            context => context.Source.SubjectId is { } key ? context.Loader<OutputLoader>().LoadAsync(context.Caller(), key) : null
        );
        this.Computed<ActivityEntry, CommunityGraph>(
            "community",
            "The community as it is now.",
            context => context.Loader<CommunityLoader>().LoadAsync(context.Caller(), context.Source.TopicId)
        );
    }
}

/// <summary>The subscription <c>communityActivity</c>.</summary>
internal static class CommunityActivities
{
    public static void AddTo(HubSubscription subscription) =>
        subscription.Announce<CommunityEventGraph, ActivityEntry>(
            "communityActivity",
            "Announces what happens in a community, as far as the caller may see it.",
            ListenAsync,
            Announcing.Id("communityId", "The community.")
        );

    /// <summary>What an activity is to those who listen to a community; null when it is none of a community.</summary>
    public static CommunityActivityKind? KindOf(ActivityKind kind) =>
        kind switch
        {
            ActivityKind.CommunityOutputIncluded or ActivityKind.CommunityOutputIncludedInside => CommunityActivityKind.OutputIncluded,
            ActivityKind.CommunityOutputRemoved => CommunityActivityKind.OutputRemoved,
            ActivityKind.CommunityMemberJoined => CommunityActivityKind.MemberJoined,
            ActivityKind.CommunityMemberLeft => CommunityActivityKind.MemberLeft,
            ActivityKind.CommunityRoleChanged => CommunityActivityKind.RoleChanged,
            ActivityKind.CommunityUpdated => CommunityActivityKind.Updated,
            ActivityKind.CommunityDeleted => CommunityActivityKind.Deleted,
            _ => null,
        };

    private static async ValueTask<IObservable<ActivityEntry?>> ListenAsync(IResolveFieldContext context)
    {
        var (listener, queries) = (context.Listener(), context.Service<CommunityQueries>());
        var id = NodeId.KeyOf(context.GetArgument<string>("communityId"), CommunityRow.TypeName) ?? 0;
        var start = await context.StartAsync<ActivityEntry>();
        if (!(await queries.ByIdAsync([id], context.Caller(), context.CancellationToken)).ContainsKey(id))
        {
            throw new ExecutionError("There is no community of this id that you may see.") { Code = ErrorCodes.NotFound };
        }
        return new FeedListening<ActivityEntry>(
            context.Service<FeedTail<ActivityEntry>>(),
            async entry =>
                entry.TopicId == id
                && entry.TopicType == CommunityRow.TypeName
                && KindOf(entry.Kind) is { } kind
                && (kind != CommunityActivityKind.Deleted || entry.Addressed.Length == 0)
                && await listener.HearsAsync(async now =>
                    (await queries.ByIdAsync([id], now, CancellationToken.None)).TryGetValue(id, out var community)
                    && CommunityRules.MayHear(kind, community.Visibility, community.ActingRole)
                ),
            start,
            context.Flow()
        );
    }
}
