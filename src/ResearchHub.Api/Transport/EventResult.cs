using GraphQL;

namespace ResearchHub.Api.Transport;

/// <summary>The result of an event, executed and written once for all subscribers who ask the same with the same rights.</summary>
internal sealed class EventResult : ExecutionResult
{
    private EventResult(ReadOnlyMemory<byte> json, string eventId) => (Json, EventId) = (json, eventId);

    /// <summary>What each of them is sent.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Which event it was, as a subscriber says it who comes back.</summary>
    public string EventId { get; }

    public static EventResult Of(ExecutionResult result, object eventKey)
    {
        using var buffer = new PooledBuffer();
        ResultWriter.Write(buffer, result);
        return new EventResult(buffer.Written.ToArray(), $"{eventKey}") { Executed = result.Executed };
    }
}
