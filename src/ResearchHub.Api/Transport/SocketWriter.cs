using System.Buffers;
using System.Net.WebSockets;
using System.Threading.Channels;

namespace ResearchHub.Api.Transport;

/// <summary>Writes to a WebSocket, one message after the other. What waits, waits in a short queue, so that a client that doesn't read slows its operations down.</summary>
internal sealed class SocketWriter(WebSocket socket)
{
    private const int LongestCloseReason = 120;

    private readonly Channel<PooledBuffer> _outgoing = Channel.CreateBounded<PooledBuffer>(
        new BoundedChannelOptions(64) { SingleReader = true }
    );
    private readonly Lock _closing = new();
    private (int Status, string Reason)? _close;

    /// <summary>Whether nothing more is taken.</summary>
    public bool IsComplete => _close is not null;

    /// <summary>Takes no more; what waits is sent, then the reason.</summary>
    /// <returns>False when there was a reason already.</returns>
    public bool TryComplete(int status, string reason)
    {
        lock (_closing)
        {
            if (_close is not null)
            {
                return false;
            }
            _close = (status, reason.Length > LongestCloseReason ? reason[..LongestCloseReason] : reason);
        }
        _outgoing.Writer.TryComplete();
        return true;
    }

    /// <summary>Sends until there is no more to come.</summary>
    /// <returns>False when the peer has gone.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in _outgoing.Reader.ReadAllAsync(cancellationToken))
            {
                using (message)
                {
                    await socket.SendAsync(message.Written, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
                }
            }
            if (_close is { } close && socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync((WebSocketCloseStatus)close.Status, close.Reason, cancellationToken);
            }
            return true;
        }
        catch (Exception problem)
            when (problem is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Queues a message; waits while the queue is full.</summary>
    /// <param name="id">Of the operation; null for a message of the connection.</param>
    /// <exception cref="ChannelClosedException">Nothing more is taken.</exception>
    public async ValueTask SendAsync(
        ReadOnlyMemory<byte> type,
        string? id,
        Action<PooledBuffer>? payload = null,
        CancellationToken cancellationToken = default
    )
    {
        var message = new PooledBuffer();
        SocketMessage.WriteHead(message, type.Span, id, payload is not null);
        payload?.Invoke(message);
        message.Write("}"u8);
        try
        {
            await _outgoing.Writer.WriteAsync(message, cancellationToken);
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }
}
