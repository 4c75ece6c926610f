using GraphQL;
using ResearchHub.Api.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.GraphQL.Access;

/// <summary>Who asks, in resolvers.</summary>
internal static class CallerContext
{
    /// <summary>The caller of the operation.</summary>
    public static Caller Caller(this IResolveFieldContext context) =>
        context.User is CallerPrincipal principal ? principal.Caller : Core.Access.Caller.Anonymous;

    /// <summary>The caller, who must be signed in and may change things with at least this role.</summary>
    /// <exception cref="ExecutionError">UNAUTHENTICATED or FORBIDDEN.</exception>
    public static Caller WriterAs(this IResolveFieldContext context, Role role)
    {
        var caller = context.Caller();
        if (!caller.IsSignedIn)
        {
            throw new ExecutionError("Sign in first: send 'Authorization: Bearer <token>'.") { Code = ErrorCodes.Unauthenticated };
        }
        return caller.MayWriteAs(role)
            ? caller
            : throw new ExecutionError("Your account or token may not do this.") { Code = ErrorCodes.Forbidden };
    }
}
