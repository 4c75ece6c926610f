using GraphQL;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>The request can't be executed as it was sent; caught where the answer is written.</summary>
internal sealed class RequestRefusal(int status, ExecutionError error) : Exception(error.Message)
{
    public int Status => status;
    public ExecutionError Error => error;

    /// <summary>Seconds after which to try again; null when the headers say so already, or it would be in vain.</summary>
    public int? RetryAfter { get; private init; }

    public static RequestRefusal BadRequest(string message) => new(StatusCodes.Status400BadRequest, Make(message));

    public static RequestRefusal Of(int status, string message, string code = ErrorCodes.Invalid) => new(status, Make(message, code));

    public static RequestRefusal Limit(string code, string message, long limit, long? actual = null) =>
        new(StatusCodes.Status400BadRequest, new LimitError(code, message, limit, actual));

    public static RequestRefusal TooLarge(int limit, long? actual) =>
        new(
            StatusCodes.Status413PayloadTooLarge,
            new LimitError(ErrorCodes.SizeLimit, $"A request body has at most {limit} bytes.", limit, actual)
        );

    public static RequestRefusal FileTooLarge(long limit) =>
        new(StatusCodes.Status413PayloadTooLarge, new LimitError(ErrorCodes.SizeLimit, $"A file has at most {limit} bytes.", limit));

    /// <summary>Too much runs or is open at once; it may be tried again in a second.</summary>
    public static RequestRefusal Busy(string why)
    {
        var error = Make($"{why}; try again in a second.", ErrorCodes.RateLimited);
        error.Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["retryAfter"] = 1 };
        return new RequestRefusal(StatusCodes.Status429TooManyRequests, error) { RetryAfter = 1 };
    }

    /// <summary>Too many sockets and subscriptions of callers without credentials are open.</summary>
    public static RequestRefusal Crowded() => Busy("Too many connections without credentials are open");

    private static ExecutionError Make(string message, string code = ErrorCodes.Invalid) => new(message) { Code = code };
}
