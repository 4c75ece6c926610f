using GraphQL;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>The result of an event, executed and written once for all subscribers who ask the same with the same rights.</summary>
internal sealed class EventResult : ExecutionResult
{
    private EventResult(ReadOnlyMemory<byte> json, string eventId) => (Json, EventId) = (json, eventId);

    /// <summary>What keeps something from being in it that may be there a moment later; null when nothing does.</summary>
    public ExecutionError? Fault { get; private init; }

    /// <summary>Whether nothing of the event is in it.</summary>
    public bool IsEmpty { get; private init; }

    /// <summary>What each of them is sent.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Which event it was, as a subscriber says it who comes back.</summary>
    public string EventId { get; }

    /// <summary>Writes a result.</summary>
    /// <param name="isLate">Whether its time was over, so that what failed may have failed for that.</param>
    public static EventResult Of(ExecutionResult result, object eventKey, bool isLate = false)
    {
        using var buffer = new PooledBuffer();
        ResultWriter.Write(buffer, result);
        return new EventResult(buffer.Written.ToArray(), $"{eventKey}")
        {
            Executed = result.Executed,
            IsEmpty = result.Data is null,
            Fault = result.Errors?.FirstOrDefault(error => isLate || IsFault(error)),
        };
    }

    private static bool IsFault(ExecutionError error) => ErrorCodeMapper.Of(error) is ErrorCodes.Internal or ErrorCodes.Timeout;
}
