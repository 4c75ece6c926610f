using System.Security.Claims;

namespace ResearchHub.Api.Transport;

/// <summary>Who is at the other end of a socket, and how much they may ask for.</summary>
internal sealed class SocketCaller(IIdentity identity, IRequestBudget budget, HttpContext http) : IDisposable
{
    private ClaimsPrincipal _user = http.User;
    private IDisposable? _place;

    /// <summary>Takes what the client says of itself in the first message, where browsers have no other place; without it, the request's headers hold.</summary>
    /// <returns>False when that is worth nothing.</returns>
    public async ValueTask<bool> TrySignInAsync(string? authorization, CancellationToken cancellationToken)
    {
        if (authorization is null)
        {
            return true;
        }
        if (await identity.SignInAsync(authorization, http, cancellationToken) is not { } signedIn)
        {
            return false;
        }
        _user = signedIn;
        return true;
    }

    /// <summary>Takes a place for the socket itself.</summary>
    /// <returns>False when there is none left.</returns>
    public bool TryStay() => (_place = budget.Stay(_user, http)) is not null;

    /// <summary>The caller with the rights of now; null when the credentials have ended.</summary>
    public ValueTask<ClaimsPrincipal?> RenewAsync(CancellationToken cancellationToken) => identity.RenewAsync(_user, cancellationToken);

    /// <summary>Takes one operation from the budget.</summary>
    /// <returns>What is left; null without a limit.</returns>
    /// <exception cref="RequestRefusal">It is used up.</exception>
    public BudgetState? Admit(ClaimsPrincipal user)
    {
        var left = budget.Admit(user, http);
        return left is { RetryAfter: not null } ? throw new RequestRefusal(StatusCodes.Status429TooManyRequests, left.Error()) : left;
    }

    /// <summary>A place among the operations that run.</summary>
    /// <exception cref="RequestRefusal">Too many wait already.</exception>
    public ValueTask<IDisposable> EnterAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
        budget.EnterAsync(user, http, cancellationToken);

    /// <summary>A place for a subscription.</summary>
    /// <exception cref="RequestRefusal">There is none left.</exception>
    public IDisposable Stay(ClaimsPrincipal user) => budget.Stay(user, http) ?? throw RequestRefusal.Crowded();

    public void Dispose() => _place?.Dispose();
}
