using System.Collections.Concurrent;

namespace ResearchHub.Api.Transport;

/// <summary>A whole answer that is sent again and again: compressed once for each encoding.</summary>
internal sealed class KnownAnswer(byte[] plain)
{
    private readonly ConcurrentDictionary<string, Lazy<byte[]>> _compressed = new(StringComparer.Ordinal);

    public ReadOnlyMemory<byte> Plain => plain;

    /// <summary>The answer in an encoding.</summary>
    public ReadOnlyMemory<byte> In(string encoding, Func<ReadOnlyMemory<byte>, string, byte[]> compress) =>
        _compressed.GetOrAdd(encoding, name => new Lazy<byte[]>(() => compress(plain, name))).Value;
}
