using GraphQL;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Transport;
using ResearchHub.Core.Access;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.Access;

/// <summary>What refused credentials look like on the wire (RFC 6750): 401, a challenge, and an error that says why.</summary>
internal sealed class SignInRefusal(ResponseSender sender)
{
    public Task SendAsync(HttpContext http, SignInProblem problem)
    {
        if (problem == SignInProblem.IssuerUnreachable)
        {
            http.Response.Headers.RetryAfter = "5";
            return SendAsync(http, ErrorOf(problem), StatusCodes.Status503ServiceUnavailable);
        }
        http.Response.Headers.WWWAuthenticate = $"Bearer error=\"invalid_token\", error_description=\"{Describe(problem)}\"";
        return SendAsync(http, ErrorOf(problem), StatusCodes.Status401Unauthorized);
    }

    /// <summary>Too many credentials that were worth nothing.</summary>
    public Task SendAsync(HttpContext http, BudgetState used)
    {
        used.WriteTo(http.Response.Headers);
        return SendAsync(http, used.Error(), StatusCodes.Status429TooManyRequests);
    }

    private Task SendAsync(HttpContext http, ExecutionError error, int status)
    {
        http.Response.Headers.CacheControl = "no-store";
        var format = ContentNegotiation.Choose(http.Request.Headers.Accept);
        return sender.SendAsync(http, format, new ExecutionResult(error), status);
    }

    private static ExecutionError ErrorOf(SignInProblem problem) =>
        new($"{Describe(problem)}. Send 'Authorization: Bearer <token>' with a valid token, or none.")
        {
            Code = ErrorCodes.Unauthenticated,
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["reason"] = ConstantCase.Of(problem) },
        };

    private static string Describe(SignInProblem problem) =>
        problem switch
        {
            SignInProblem.Expired => "The token has expired",
            SignInProblem.Revoked => "The token was revoked",
            SignInProblem.NotYetValid => "The token is not valid yet",
            SignInProblem.WrongIssuer => "The token is of another issuer",
            SignInProblem.WrongAudience => "The token was issued for another server",
            SignInProblem.BadSignature => "The token is not signed by its issuer",
            SignInProblem.IssuerUnreachable => "The issuer of the token cannot be asked now",
            SignInProblem.Malformed => "These are not credentials that this server reads",
            _ => "The token is unknown",
        };
}
