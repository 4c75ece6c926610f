using GraphQL;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>The result of an event, executed and written once for all subscribers who ask the same with the same rights.</summary>
internal sealed class EventResult : ExecutionResult
{
    private EventResult(ReadOnlyMemory<byte> json, string eventId) => (Json, EventId) = (json, eventId);

    /// <summary>Whether something in it is missing that may be there a moment later.</summary>
    public bool HasFaults { get; private init; }

    /// <summary>What each of them is sent.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Which event it was, as a subscriber says it who comes back.</summary>
    public string EventId { get; }

    /// <summary>Writes a result.</summary>
    public static EventResult Of(ExecutionResult result, object eventKey)
    {
        using var buffer = new PooledBuffer();
        ResultWriter.Write(buffer, result);
        return new EventResult(buffer.Written.ToArray(), $"{eventKey}")
        {
            Executed = result.Executed,
            HasFaults = result.Errors?.Any(IsFault) == true,
        };
    }

    private static bool IsFault(ExecutionError error) => ErrorCodeMapper.Of(error) is ErrorCodes.Internal or ErrorCodes.Timeout;
}
