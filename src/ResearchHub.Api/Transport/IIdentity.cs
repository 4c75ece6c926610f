using System.Security.Claims;
using GraphQL;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>Who is behind a connection. The transports ask and carry the answer; they know no accounts.</summary>
public interface IIdentity
{
    /// <summary>Who sent this value of <c>Authorization</c> in a connection's first message; null when it is worth nothing.</summary>
    ValueTask<ClaimsPrincipal?> SignInAsync(string authorization, HttpContext http, CancellationToken cancellationToken);

    /// <summary>The user with the rights of now; null when what they signed in with has ended. Asked for each operation and event.</summary>
    ValueTask<ClaimsPrincipal?> RenewAsync(ClaimsPrincipal user, CancellationToken cancellationToken);

    /// <summary>Equal for users who see the same in everything; null for a user who shares with nobody.</summary>
    object? RightsOf(ClaimsPrincipal? user);
}

/// <summary>Where an application has no accounts: everybody stays who they are.</summary>
internal sealed class NoIdentity : IIdentity
{
    public ValueTask<ClaimsPrincipal?> SignInAsync(string authorization, HttpContext http, CancellationToken cancellationToken) =>
        ValueTask.FromResult<ClaimsPrincipal?>(new ClaimsPrincipal());

    public ValueTask<ClaimsPrincipal?> RenewAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
        ValueTask.FromResult<ClaimsPrincipal?>(user);

    public object? RightsOf(ClaimsPrincipal? user) => null;
}

/// <summary>The last result of a stream whose subscriber may not listen any more.</summary>
internal sealed class AccessEndedError : ExecutionError
{
    public AccessEndedError()
        : base("The credentials of this subscription have ended: sign in again and subscribe after the last cursor.") =>
        Code = ErrorCodes.Unauthenticated;
}
