using GraphQL.Types;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Inbox;
using ResearchHub.Core.Data;

namespace ResearchHub.Api.GraphQL.Collaboration.Inbox;

internal sealed class FollowGraph : ObjectGraphType<Follow>
{
    public FollowGraph()
    {
        Name = "Follow";
        Description = "A record that the caller follows. Seen by the caller alone.";
        this.Required<Follow, IdGraphType>(
            "subjectId",
            "Global id of the record, which may exist for the caller no more.",
            follow => NodeId.Encode(follow.Subject.Type, follow.Subject.Id)
        );
        this.Computed<Follow, NodeInterface>(
            "subject",
            "The record; null when it exists for the caller no more.",
            context => context.VisibleNode(context.Source.Subject)
        );
        this.Required<Follow, DateTimeScalar>("createdAt", "Since when.", follow => follow.CreatedAt);
    }
}

internal sealed class FollowEdgeGraph() : EdgeGraph<Follow, FollowGraph>("Follow", "record that is followed");

internal sealed class FollowConnectionGraph()
    : ConnectionGraph<Follow, FollowGraph, FollowEdgeGraph>("Follow", "records that are followed");

internal sealed class FollowInput : InputGraph
{
    public FollowInput()
        : base("FollowInput", "What to follow.") =>
        Needs<IdGraphType>("subject", "A person, organisation, concept, place, output, or whatever else the caller sees.");
}

internal sealed class UnfollowInput : InputGraph
{
    public UnfollowInput()
        : base("UnfollowInput", "What to follow no longer.") => Needs<IdGraphType>("subject", "The record.");
}

internal sealed class FollowPayload()
    : CommandPayloadGraph<Follow, FollowGraph>("FollowPayload", "follow", "What is followed.", follow => follow);

internal sealed class UnfollowPayload()
    : CommandPayloadGraph<Follow, FollowGraph>("UnfollowPayload", "follow", "What was followed.", follow => follow);
