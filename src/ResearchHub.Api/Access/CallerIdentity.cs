using System.Security.Claims;
using ResearchHub.Api.Transport;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Access;

/// <summary>Callers, for connections that outlive a request.</summary>
internal sealed class CallerIdentity(BearerSignIn bearer, RequestBudget budget) : IIdentity
{
    public async ValueTask<ClaimsPrincipal?> SignInAsync(string authorization, HttpContext http, CancellationToken cancellationToken)
    {
        if (await bearer.SignInAsync(authorization, cancellationToken) is { Caller: { } caller })
        {
            return CallerPrincipal.Of(caller, http);
        }
        budget.ChargeFailure(http);
        return null;
    }

    public async ValueTask<ClaimsPrincipal?> RenewAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
        user is not CallerPrincipal principal ? user
        : await bearer.RenewAsync(principal.Caller, cancellationToken) is { } caller
            ? new CallerPrincipal(caller with { Address = principal.Caller.Address })
        : null;

    /// <inheritdoc />
    /// <remarks>One account with the same role, profile, scopes and secret link; all who are not signed in and have none.</remarks>
    public object? RightsOf(ClaimsPrincipal? user)
    {
        var caller = (user as CallerPrincipal)?.Caller ?? Caller.Anonymous;
        return (caller.UserId, caller.Role, caller.ResearcherId, caller.ShareLink, string.Join(',', caller.Scopes));
    }
}
