using System.Security.Claims;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Access;

/// <summary>The caller as the transports carry it.</summary>
internal sealed class CallerPrincipal(Caller caller)
    : ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, $"{caller.UserId}")], "Bearer"))
{
    public Caller Caller { get; } = caller;

    /// <summary>The caller, who came by this request.</summary>
    public static CallerPrincipal Of(Caller caller, HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        var shown = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return new CallerPrincipal(caller with { Address = shown?.ToString() });
    }
}
