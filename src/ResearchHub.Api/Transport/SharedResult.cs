using GraphQL;

namespace ResearchHub.Api.Transport;

/// <summary>The result of an event for all subscribers who ask the same with the same rights: executed and written once.</summary>
internal sealed class SharedResult : ExecutionResult
{
    private SharedResult(ReadOnlyMemory<byte> json, string eventId) => (Json, EventId) = (json, eventId);

    /// <summary>What each of them is sent.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Which event it was, as an EventSource says it in Last-Event-ID when it comes back.</summary>
    public string EventId { get; }

    public static SharedResult Of(ExecutionResult result, object eventKey)
    {
        using var buffer = new PooledBuffer();
        ResultWriter.Write(buffer, result);
        return new SharedResult(buffer.Written.ToArray(), $"{eventKey}") { Executed = result.Executed };
    }
}
