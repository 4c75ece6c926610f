using GraphQL.Types;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.GraphQL.Search;

internal sealed class SearchHitInterface : InterfaceGraphType
{
    public SearchHitInterface()
    {
        Name = "SearchHit";
        Description = "A record that a search can find: a study, dataset, learning resource, researcher or organisation.";
        Interface<NodeInterface>();
        Field<NonNullGraphType<IdGraphType>>("id").Description("Global id; opaque, stable.");
        Field<NonNullGraphType<StringGraphType>>("slug").Description("Readable part of the address.");
    }
}
