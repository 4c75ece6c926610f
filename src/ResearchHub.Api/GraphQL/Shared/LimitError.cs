using GraphQL;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>A request went over a limit; <c>extensions</c> say which, how much is allowed and, where known, how much was asked.</summary>
public sealed class LimitError : ExecutionError
{
    /// <param name="code">One of <see cref="ErrorCodes"/>.</param>
    /// <param name="message">A sentence for the person who wrote the request.</param>
    /// <param name="limit">What is allowed.</param>
    /// <param name="actual">What was asked; null when counting stopped at the limit.</param>
    public LimitError(string code, string message, long limit, long? actual = null)
        : base(message)
    {
        Code = code;
        Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["limit"] = limit };
        if (actual is not null)
        {
            Extensions["actual"] = actual;
        }
    }
}
