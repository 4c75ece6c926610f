using GraphQL.Types;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>An input that only names a record.</summary>
internal abstract class IdInput : InputGraph
{
    /// <param name="what">Which record <c>id</c> names.</param>
    protected IdInput(string name, string description, string what)
        : base(name, description) => Needs<IdGraphType>("id", what);
}
