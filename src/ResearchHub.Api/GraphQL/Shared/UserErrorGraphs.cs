using GraphQL.Types;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.GraphQL.Shared;

internal sealed class UserErrorInterface : InterfaceGraphType<UserError>
{
    public UserErrorInterface()
    {
        Name = "UserError";
        Description = "Why a mutation was not carried out; nothing was changed.";
        Field<NonNullGraphType<StringGraphType>>("code").Description("Error code.");
        Field<NonNullGraphType<StringGraphType>>("message").Description("A sentence that names the fix.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("path").Description("Where in the input.");
    }
}

internal abstract class UserErrorGraph<TError> : ObjectGraphType<TError>
    where TError : UserError
{
    protected UserErrorGraph(string name, string description)
    {
        Name = name;
        Description = description;
        Interface<UserErrorInterface>();
        IsTypeOf = value => value is TError;
        this.Required<TError, StringGraphType>("code", "Error code.", error => error.Code);
        this.Required<TError, StringGraphType>("message", "A sentence that names the fix.", error => error.Message);
        this.Many<TError, StringGraphType>("path", "Where in the input.", context => context.Source.Path);
    }
}

internal sealed class InvalidErrorGraph() : UserErrorGraph<InvalidError>("InvalidError", "INVALID: input that cannot be accepted.");

internal sealed class NotFoundErrorGraph()
    : UserErrorGraph<NotFoundError>("NotFoundError", "NOT_FOUND: there is none that the caller may see.");

internal sealed class ForbiddenErrorGraph() : UserErrorGraph<ForbiddenError>("ForbiddenError", "FORBIDDEN: the caller may not do this.");

/// <summary>Payload of a mutation: what it made or changed, and why not.</summary>
internal abstract class CommandPayloadGraph<T, TGraph> : ObjectGraphType<CommandResult<T>>
    where T : class
    where TGraph : IGraphType
{
    protected CommandPayloadGraph(string name, string field, string description, Func<T, object?> value)
    {
        Name = name;
        Description = $"What `{char.ToLowerInvariant(name[0])}{name[1..^"Payload".Length]}` did.";
        this.Optional<CommandResult<T>, TGraph>(
            field,
            $"{description} Null when there are errors.",
            result => result.Value is { } done ? value(done) : null
        );
        this.Many<CommandResult<T>, UserErrorInterface>("errors", "Why not; empty when it was done.", context => context.Source.Errors);
    }
}
