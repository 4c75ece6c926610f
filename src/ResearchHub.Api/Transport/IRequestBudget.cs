using System.Globalization;
using System.Net;
using System.Security.Claims;
using GraphQL;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>How much a caller may ask for in a time. The transports charge each operation; they know no accounts.</summary>
public interface IRequestBudget
{
    /// <summary>
    /// Takes one operation from the caller's budget; null where there is no limit. What this flow of control asks of the database from here on leaves
    /// room for other callers, where it must.
    /// </summary>
    BudgetState? Admit(ClaimsPrincipal user, HttpContext http);

    /// <summary>Takes one look at the schema from a budget of its own, for callers who have used up theirs.</summary>
    bool ChargeIntrospection(HttpContext http);

    /// <summary>A place among the operations that run at once; waits for one. Dispose it when the operation is done.</summary>
    /// <exception cref="RequestRefusal">Too many wait already.</exception>
    ValueTask<IDisposable> EnterAsync(ClaimsPrincipal user, HttpContext http, CancellationToken cancellationToken);

    /// <summary>A place among what stays open, a socket or a subscription; null when there is none left. Dispose it at the end.</summary>
    IDisposable? Stay(ClaimsPrincipal user, HttpContext http);
}

/// <summary>What is left of a budget.</summary>
/// <param name="Policy">Its name.</param>
/// <param name="Quota">Operations in a window.</param>
/// <param name="RetryAfter">Null when the operation may run.</param>
public sealed record BudgetState(string Policy, int Quota, TimeSpan Window, long Remaining, TimeSpan? RetryAfter)
{
    /// <summary>The fields of draft-ietf-httpapi-ratelimit-headers, and Retry-After.</summary>
    public void WriteTo(IHeaderDictionary headers)
    {
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{Policy}\";q={Quota};w={Window.TotalSeconds:0}");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{Policy}\";r={Remaining};t={FullIn}");
        if (RetryAfter is { } wait)
        {
            headers.RetryAfter = Seconds(wait).ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The same in <c>extensions.rateLimit</c>, for clients that see no headers.</summary>
    public void WriteTo(ExecutionResult result) =>
        (result.Extensions ??= new Dictionary<string, object?>(StringComparer.Ordinal))["rateLimit"] = Facts();

    /// <summary>The error of an operation that may not run.</summary>
    public LimitError Error()
    {
        var seconds = Seconds(RetryAfter ?? TimeSpan.Zero);
        var error = new LimitError(
            ErrorCodes.RateLimited,
            $"More than {Quota} operations in {Window.TotalSeconds:0} seconds; try again in {seconds}.",
            Quota
        );
        error.Extensions = Facts();
        error.Extensions["retryAfter"] = seconds;
        return error;
    }

    private Dictionary<string, object?> Facts() =>
        new(StringComparer.Ordinal)
        {
            ["policy"] = Policy,
            ["limit"] = Quota,
            ["windowSeconds"] = (int)Window.TotalSeconds,
            ["remaining"] = Remaining,
            ["fullInSeconds"] = FullIn,
        };

    private long FullIn => (long)Math.Ceiling((Quota - Remaining) * Window.TotalSeconds / Quota);

    private static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
}

/// <summary>Where an application sets no limits.</summary>
internal sealed class NoBudget : IRequestBudget, IDisposable
{
    public BudgetState? Admit(ClaimsPrincipal user, HttpContext http) => null;

    public bool ChargeIntrospection(HttpContext http) => true;

    public ValueTask<IDisposable> EnterAsync(ClaimsPrincipal user, HttpContext http, CancellationToken cancellationToken) => new(this);

    public IDisposable Stay(ClaimsPrincipal user, HttpContext http) => this;

    public void Dispose()
    {
        // A place that is not counted need not be given back.
    }
}
