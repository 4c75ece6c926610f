using System.Security.Claims;
using GraphQL;
using ResearchHub.Api.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Transport;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.GraphQL.Access;

/// <summary>Who listens to a stream, asked anew at each event, so that rights that were taken away are gone.</summary>
internal sealed class Listener(IIdentity identity, ClaimsPrincipal? user)
{
    /// <summary>Who they are now; null when what they signed in with has ended.</summary>
    public async ValueTask<Caller?> NowAsync(CancellationToken cancellationToken)
    {
        var renewed = user is null ? null : await identity.RenewAsync(user, cancellationToken);
        return user is not null && renewed is null ? null : (renewed as CallerPrincipal)?.Caller ?? Caller.Anonymous;
    }

    /// <summary>Whether to hand them an event: who has no credentials any more is told so instead of it.</summary>
    /// <param name="may">Whether somebody may hear of it.</param>
    public async ValueTask<bool> HearsAsync(Func<Caller, Task<bool>> may) =>
        await NowAsync(CancellationToken.None) is not { } now || await may(now);
}

/// <summary>Access to who listens from the resolver of a subscription.</summary>
internal static class ListenerExtensions
{
    public static Listener Listener(this IResolveFieldContext context) => new(context.Service<IIdentity>(), context.User);
}
