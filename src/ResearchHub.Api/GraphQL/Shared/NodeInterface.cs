using GraphQL.Types;

namespace ResearchHub.Api.GraphQL.Shared;

internal sealed class NodeInterface : InterfaceGraphType
{
    public NodeInterface()
    {
        Name = "Node";
        Description = "Anything with a global id (Relay).";
        Field<NonNullGraphType<IdGraphType>>("id").Description("Global id; opaque, stable.");
    }
}
