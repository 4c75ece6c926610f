using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration;

namespace ResearchHub.Api.GraphQL.Collaboration.Inbox;

internal sealed class FormerPartGraph : ObjectGraphType<FormerPart>
{
    public FormerPartGraph()
    {
        Name = FormerPart.TypeName;
        Interface<NodeInterface>();
        IsTypeOf = value => value is FormerPart;
        Description =
            "A part that the caller had in something, on a draft, in a reading list or in a community, and was taken off. It exists for the caller alone; what it was in may not any more.";
        this.Required<FormerPart, IdGraphType>("id", "Global id; opaque, stable.", part => NodeId.Encode(FormerPart.TypeName, part.Id));
        this.Required<FormerPart, StringGraphType>("title", "What it was in, as that was called then.", part => part.Title);
        this.Required<FormerPart, DateTimeScalar>("endedAt", "When it ended.", part => part.EndedAt);
    }

    public static NodeSource Node { get; } =
        new(FormerPart.TypeName, (context, key) => context.Loader<FormerPartLoader>().LoadAsync(context.Caller(), key));
}

internal sealed class FormerPartLoader(FormerPartQueries queries) : OneForLoader<Caller, FormerPart>(queries.ByIdAsync);
