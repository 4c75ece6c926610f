using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Security.Claims;
using System.Text.Json;
using System.Threading.Channels;
using GraphQL;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>
/// One WebSocket: a loop that reads, a loop that writes, a task for each operation. What is written waits in a short queue, so that a
/// client that doesn't read slows its operations down instead of filling memory.
/// </summary>
internal sealed class SocketConnection(
    WebSocket socket,
    SocketCaller caller,
    GraphQLEngine engine,
    RequestReader reader,
    IServiceScopeFactory scopes,
    GraphQLTransportOptions options,
    TimeProvider time,
    ILogger logger
) : IDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _operations = new(StringComparer.Ordinal);
    private readonly SocketWriter _writer = new(socket);
    private readonly CancellationTokenSource _life = new();
    private volatile bool _acknowledged;
    private bool _initialised;

    public async Task RunAsync(CancellationToken aborted, CancellationToken stopping)
    {
        using var onAbort = aborted.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _life);
        using var onStop = stopping.UnsafeRegister(
            static state => ((SocketConnection)state!).Close(1001, "Server is stopping; connect again in 1 s"),
            this
        );
        await using var initTimer = time.CreateTimer(
            static state => ((SocketConnection)state!).CloseUnlessAcknowledged(),
            this,
            options.ConnectionInitTimeout,
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
            socket.Abort();
        }
    }

    /// <summary>Ends all operations and says goodbye; the first reason wins.</summary>
    private void Close(int status, string reason)
    {
        if (!_writer.TryComplete(status, reason))
        {
            return;
        }
        foreach (var operation in _operations.Values)
        {
            End(operation);
        }
        _life.CancelAfter(Farewell);
    }

    private static void End(CancellationTokenSource operation)
    {
        try
        {
            operation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself a moment ago.
        }
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
                part = await socket.ReceiveAsync(buffer.GetMemory(4096), _life.Token);
                buffer.Advance(part.Count);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }
                if (buffer.Length > options.Limits.MaxBodyBytes)
                {
                    Close((int)WebSocketCloseStatus.MessageTooBig, $"A message has at most {options.Limits.MaxBodyBytes} bytes");
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
                if (!await caller.TrySignInAsync(message.Authorization(), _life.Token))
                {
                    Close(4403, "Forbidden");
                    return true;
                }
                if (!caller.TryStay())
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
                if (_operations.TryRemove(id, out var operation))
                {
                    End(operation);
                }
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
        var request = ReadRequest(message.Payload.Span);
        if (_operations.Count >= options.Limits.MaxOperationsPerSocket && !_operations.ContainsKey(id))
        {
            var limit = options.Limits.MaxOperationsPerSocket;
            var error = new LimitError(ErrorCodes.RateLimited, $"A connection runs at most {limit} operations at once.", limit);
            await _writer.SendAsync(SocketMessageTypes.Error, id, output => ResultWriter.WriteErrors(output, [error]));
            return true;
        }
        var ending = CancellationTokenSource.CreateLinkedTokenSource(_life.Token);
        if (!_operations.TryAdd(id, ending))
        {
            ending.Dispose();
            Close(4409, $"Subscriber for {id} already exists");
            return true;
        }
        _ = Task.Run(() => OperateAsync(id, request, ending), CancellationToken.None);
        return true;
    }

    private OperationRequest ReadRequest(ReadOnlySpan<byte> payload)
    {
        var json = new Utf8JsonReader(payload, new JsonReaderOptions { MaxDepth = options.Limits.MaxJsonDepth });
        json.Read();
        return reader.ReadObject(ref json);
    }

    private async Task OperateAsync(string id, OperationRequest request, CancellationTokenSource ending)
    {
        try
        {
            if (await caller.RenewAsync(ending.Token) is not { } user)
            {
                Close(4403, "Forbidden");
                return;
            }
            var left = caller.Admit(user);
            await using var scope = scopes.CreateAsyncScope();
            await AnswerAsync(id, request, user, left, scope.ServiceProvider, ending.Token);
        }
        catch (RequestRefusal refusal)
        {
            await EndAsync(id, SocketMessageTypes.Error, output => ResultWriter.WriteErrors(output, [refusal.Error]));
        }
        catch (Exception problem) when (problem is OperationCanceledException or ChannelClosedException)
        {
            // The client completed the operation or the connection ends.
        }
        catch (Exception problem)
        {
            logger.ConnectionFailed(problem);
            Close(1011, "Internal error");
        }
        finally
        {
            _operations.TryRemove(new KeyValuePair<string, CancellationTokenSource>(id, ending));
            ending.Dispose();
        }
    }

    private async Task AnswerAsync(
        string id,
        OperationRequest request,
        ClaimsPrincipal user,
        BudgetState? left,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        var result = await ExecuteAsync(request, user, services, cancellationToken);
        if (result.Streams is { Count: > 0 } streams)
        {
            using var place = caller.Stay(user);
            using var stream = new ResultStream(streams.Values.Single(), options.StreamBuffer);
            await foreach (var item in stream.ReadAsync(cancellationToken))
            {
                await _writer.SendAsync(SocketMessageTypes.Next, id, output => ResultWriter.Write(output, item), cancellationToken);
            }
        }
        else if (result.Executed)
        {
            left?.WriteTo(result);
            await _writer.SendAsync(SocketMessageTypes.Next, id, output => ResultWriter.Write(output, result), cancellationToken);
        }
        else
        {
            await EndAsync(id, SocketMessageTypes.Error, output => ResultWriter.WriteErrors(output, result.Errors!));
            return;
        }
        await EndAsync(id, SocketMessageTypes.Complete);
    }

    private async Task<ExecutionResult> ExecuteAsync(
        OperationRequest request,
        ClaimsPrincipal user,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        using var place = await caller.EnterAsync(user, cancellationToken);
        return (await engine.ExecuteAsync(request, services, user, cancellationToken)).Result;
    }

    /// <summary>Sends the last message of an operation, unless the client ended it first.</summary>
    private async ValueTask EndAsync(string id, ReadOnlyMemory<byte> type, Action<PooledBuffer>? payload = null)
    {
        if (_operations.TryRemove(id, out _))
        {
            await _writer.SendAsync(type, id, payload);
        }
    }
}
