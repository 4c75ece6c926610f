using GraphQL;

namespace ResearchHub.Api.Transport;

/// <summary>The result of an event for all subscribers who ask the same with the same rights: executed and written once.</summary>
internal sealed class SharedResult : ExecutionResult
{
    private SharedResult(ReadOnlyMemory<byte> json) => Json = json;

    /// <summary>What each of them is sent.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    public static SharedResult Of(ExecutionResult result)
    {
        using var buffer = new PooledBuffer();
        ResultWriter.Write(buffer, result);
        return new SharedResult(buffer.Written.ToArray()) { Executed = result.Executed };
    }
}
