using GraphQL;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>The last result of a stream whose next event cannot be had: it ends before the event instead of leaving it out.</summary>
internal sealed class EventFailedError : ExecutionError
{
    /// <param name="fault">Why.</param>
    /// <param name="cursor">Of what came before; null when the last cursor that was sent is.</param>
    /// <param name="failed">Cursor of the event itself, for those who go on without it; null when it is not known.</param>
    public EventFailedError(ExecutionError fault, string? cursor, string? failed = null)
        : base("The next event could not be loaded: subscribe again after 'cursor' to have it, or after 'failed' to go on without it.")
    {
        Code = ErrorCodes.SubscriptionFailed;
        Tell("cursor", cursor);
        Tell("failed", failed);
        Tell("traceId", fault.Extensions?.TryGetValue("traceId", out var traceId) == true ? traceId : null);
    }

    /// <summary>Gives the cursor where there is none yet.</summary>
    public void Complete(string? cursor)
    {
        if (Extensions?.ContainsKey("cursor") != true)
        {
            Tell("cursor", cursor);
        }
    }

    private void Tell(string name, object? value)
    {
        if (value is not null)
        {
            (Extensions ??= new Dictionary<string, object?>(StringComparer.Ordinal))[name] = value;
        }
    }
}
