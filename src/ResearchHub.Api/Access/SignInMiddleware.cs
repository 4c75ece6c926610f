using Microsoft.Net.Http.Headers;

namespace ResearchHub.Api.Access;

/// <summary>
/// Recognises the caller by <c>Authorization</c>. No header is an anonymous caller; credentials that are worth nothing are refused, never
/// taken for anonymous.
/// </summary>
internal sealed class SignInMiddleware(RequestDelegate next, BearerSignIn bearer, SignInRefusal refusal, RequestBudget budget)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var header = http.Request.Headers[HeaderNames.Authorization].ToString();
        if (header.Length > 0)
        {
            var (caller, problem) = await bearer.SignInAsync(header, http.RequestAborted);
            if (caller is null)
            {
                await (
                    budget.ChargeFailure(http) is { RetryAfter: not null } used
                        ? refusal.SendAsync(http, used)
                        : refusal.SendAsync(http, problem)
                );
                return;
            }
            http.User = CallerPrincipal.Of(caller, http);
        }
        await next(http);
    }
}
