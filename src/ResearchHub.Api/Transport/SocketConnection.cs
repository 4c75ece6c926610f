using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>
/// One WebSocket: a loop that reads, a loop that writes, and <see cref="SocketOperations"/>. What is written waits in a short queue, so that a
/// client that doesn't read slows its operations down instead of filling memory.
/// </summary>
internal sealed class SocketConnection : IDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly WebSocket _socket;
    private readonly SocketCaller _caller;
    private readonly RequestReader _reader;
    private readonly GraphQLTransportOptions _options;
    private readonly TimeProvider _time;
    private readonly SocketWriter _writer;
    private readonly SocketOperations _operations;
    private readonly CancellationTokenSource _life = new();
    private volatile bool _acknowledged;
    private bool _initialised;

    public SocketConnection(
        WebSocket socket,
        SocketCaller caller,
        GraphQLEngine engine,
        RequestReader reader,
        IServiceScopeFactory scopes,
        GraphQLTransportOptions options,
        UnfinishedWork unfinished,
        TimeProvider time,
        ILogger logger
    )
    {
        (_socket, _caller, _reader, _options, _time) = (socket, caller, reader, options, time);
        _writer = new SocketWriter(socket);
        _operations = new SocketOperations(caller, engine, scopes, options, _writer, unfinished, logger, Close);
    }

    public async Task RunAsync(CancellationToken aborted, CancellationToken stopping)
    {
        using var onAbort = aborted.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _life);
        using var onStop = stopping.UnsafeRegister(
            static state => ((SocketConnection)state!).Close(1001, "Server is stopping; connect again in 1 s"),
            this
        );
        await using var initTimer = _time.CreateTimer(
            static state => ((SocketConnection)state!).CloseUnlessAcknowledged(),
            this,
            _options.ConnectionInitTimeout,
            Timeout.InfiniteTimeSpan
        );
        var writing = WriteAsync();
        try
        {
            await ReadAsync();
        }
        catch (Exception problem)
            when (problem is WebSocketException or OperationCanceledException or IOException or ChannelClosedException)
        {
            // The peer is gone or the connection ends; operations are cancelled below.
        }
        finally
        {
            Close(1000, "");
            await writing;
            await _life.CancelAsync();
        }
    }

    public void Dispose() => _life.Dispose();

    private void CloseUnlessAcknowledged()
    {
        if (!_acknowledged)
        {
            Close(4408, "Connection initialisation timeout");
        }
    }

    private async Task WriteAsync()
    {
        if (!await _writer.RunAsync(_life.Token))
        {
            Close(1000, "");
            _socket.Abort();
        }
    }

    /// <summary>Ends all operations and says goodbye; the first reason wins.</summary>
    private void Close(int status, string reason)
    {
        if (!_writer.TryComplete(status, reason))
        {
            return;
        }
        _operations.EndAll();
        _life.CancelAfter(Farewell);
    }

    private async Task ReadAsync()
    {
        using var buffer = new PooledBuffer();
        while (true)
        {
            buffer.Clear();
            ValueWebSocketReceiveResult part;
            do
            {
                part = await _socket.ReceiveAsync(buffer.GetMemory(4096), _life.Token);
                buffer.Advance(part.Count);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }
                if (buffer.Length > _options.Limits.MaxBodyBytes)
                {
                    Close((int)WebSocketCloseStatus.MessageTooBig, $"A message has at most {_options.Limits.MaxBodyBytes} bytes");
                    return;
                }
            } while (!part.EndOfMessage);
            if (_writer.IsComplete || part.MessageType != WebSocketMessageType.Text || !await TryHandleAsync(buffer.Written))
            {
                Close(4400, "Invalid message received");
                return;
            }
        }
    }

    private async ValueTask<bool> TryHandleAsync(ReadOnlyMemory<byte> text)
    {
        try
        {
            return await HandleAsync(SocketMessage.Read(text));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or RequestRefusal)
        {
            return false;
        }
    }

    /// <returns>False when the message has no place in the protocol.</returns>
    private async ValueTask<bool> HandleAsync(SocketMessage message)
    {
        switch (message.Type)
        {
            case "connection_init":
                if (_initialised)
                {
                    Close(4429, "Too many initialisation requests");
                    return true;
                }
                _initialised = true;
                if (!await _caller.TrySignInAsync(message.Authorization(), _life.Token))
                {
                    Close(4403, "Forbidden");
                    return true;
                }
                if (!_caller.TryStay())
                {
                    Close(1013, "Too many connections without credentials are open; try again later");
                    return true;
                }
                await _writer.SendAsync(SocketMessageTypes.ConnectionAck, id: null);
                _acknowledged = true;
                return true;
            case "ping":
                await _writer.SendAsync(
                    SocketMessageTypes.Pong,
                    id: null,
                    message.Payload.IsEmpty ? null : output => output.Write(message.Payload.Span)
                );
                return true;
            case "pong":
                return true;
            case "subscribe":
                return await SubscribeAsync(message);
            case "complete" when message.Id is { } id:
                _operations.Complete(id);
                return true;
            default:
                return false;
        }
    }

    private async ValueTask<bool> SubscribeAsync(SocketMessage message)
    {
        if (!_acknowledged)
        {
            Close(4401, "Unauthorized");
            return true;
        }
        if (message.Id is not { Length: > 0 } id || message.Payload.IsEmpty)
        {
            return false;
        }
        await _operations.StartAsync(id, ReadRequest(message.Payload.Span), _life.Token);
        return true;
    }

    private OperationRequest ReadRequest(ReadOnlySpan<byte> payload)
    {
        var json = new Utf8JsonReader(payload, new JsonReaderOptions { MaxDepth = _options.Limits.MaxJsonDepth });
        json.Read();
        return _reader.ReadObject(ref json);
    }
}
