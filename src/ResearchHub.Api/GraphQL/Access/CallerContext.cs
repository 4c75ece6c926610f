using GraphQL;
using ResearchHub.Api.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Common;

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
        if (caller.Role < role)
        {
            throw Forbidden($"This needs the role {ConstantCase.Of(role)}; your account has {ConstantCase.Of(caller.Role)}.");
        }
        return caller.MayWriteAs(role)
            ? caller
            : throw Forbidden(
                $"This needs a token with the scope {ConstantCase.Of(role == Role.Admin ? TokenScope.Admin : TokenScope.Write)}."
            );
    }

    private static ExecutionError Forbidden(string message) => new(message) { Code = ErrorCodes.Forbidden };
}
