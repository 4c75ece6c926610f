using System.Security.Claims;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Access;

/// <summary>
/// Reads <c>Authorization: Bearer …</c>. No header is an anonymous caller; a token that is unknown, expired or revoked is refused with 401,
/// never taken for anonymous.
/// </summary>
internal sealed class TokenAuthentication(RequestDelegate next, TokenService tokens)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext http)
    {
        var header = http.Request.Headers[HeaderNames.Authorization].ToString();
        if (header.Length > 0)
        {
            var caller = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                ? await tokens.CallerOfAsync(header[Scheme.Length..].Trim(), http.RequestAborted)
                : null;
            if (caller is null)
            {
                await RefuseAsync(http);
                return;
            }
            http.User = new CallerPrincipal(caller);
        }
        await next(http);
    }

    private static async Task RefuseAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        http.Response.ContentType = "application/json; charset=utf-8";
        var body = new
        {
            errors = new[]
            {
                new
                {
                    message = "The token is unknown, expired or revoked. Send 'Authorization: Bearer <token>' with a valid one, or none.",
                    extensions = new { code = ErrorCodes.Unauthenticated },
                },
            },
        };
        await http.Response.WriteAsync(JsonSerializer.Serialize(body, JsonSerializerOptions.Web), http.RequestAborted);
    }
}

/// <summary>The caller as the transports carry it.</summary>
internal sealed class CallerPrincipal(Caller caller)
    : ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Email, caller.Email)], "token"))
{
    public Caller Caller { get; } = caller;
}
