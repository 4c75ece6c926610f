using System.Security.Claims;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Access;

/// <summary>The caller as the transports carry it.</summary>
internal sealed class CallerPrincipal(Caller caller)
    : ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, $"{caller.UserId}")], "Bearer"))
{
    public Caller Caller { get; } = caller;
}
