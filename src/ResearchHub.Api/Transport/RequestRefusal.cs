using GraphQL;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>The request can't be executed as it was sent; caught where the answer is written.</summary>
internal sealed class RequestRefusal(int status, ExecutionError error) : Exception(error.Message)
{
    public int Status => status;
    public ExecutionError Error => error;

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

    /// <summary>Too many operations of anonymous callers run at once.</summary>
    public static RequestRefusal Busy(IHeaderDictionary headers)
    {
        headers.RetryAfter = "1";
        var error = Make("Too many operations without credentials run at once; try again in a second.", ErrorCodes.RateLimited);
        error.Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["retryAfter"] = 1 };
        return new RequestRefusal(StatusCodes.Status429TooManyRequests, error);
    }

    private static ExecutionError Make(string message, string code = ErrorCodes.Invalid) => new(message) { Code = code };
}
