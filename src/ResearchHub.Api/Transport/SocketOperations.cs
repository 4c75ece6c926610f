using System.Collections.Concurrent;
using System.Security.Claims;
using System.Threading.Channels;
using GraphQL;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>The operations of one WebSocket, each a task of its own, by the ids that the client gave them.</summary>
/// <param name="close">Ends the connection, with a status and a reason.</param>
internal sealed class SocketOperations(
    SocketCaller caller,
    GraphQLEngine engine,
    IServiceScopeFactory scopes,
    GraphQLTransportOptions options,
    SocketWriter writer,
    UnfinishedWork unfinished,
    ILogger logger,
    Action<int, string> close
)
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);

    /// <summary>Begins an operation, or says why not.</summary>
    /// <param name="life">Of the connection.</param>
    public async ValueTask StartAsync(string id, OperationRequest request, CancellationToken life)
    {
        if (_running.Count >= options.Limits.MaxOperationsPerSocket && !_running.ContainsKey(id))
        {
            var limit = options.Limits.MaxOperationsPerSocket;
            var error = new LimitError(ErrorCodes.RateLimited, $"A connection runs at most {limit} operations at once.", limit);
            await writer.SendAsync(SocketMessageTypes.Error, id, output => ResultWriter.WriteErrors(output, [error]));
            return;
        }
        var ending = CancellationTokenSource.CreateLinkedTokenSource(life);
        if (!_running.TryAdd(id, ending))
        {
            ending.Dispose();
            close(4409, $"Subscriber for {id} already exists");
            return;
        }
        var work = unfinished.Begin();
        _ = Task.Run(() => OperateAsync(id, request, ending, work), CancellationToken.None);
    }

    /// <summary>Ends an operation for the client, who is told no more of it.</summary>
    public void Complete(string id)
    {
        if (_running.TryRemove(id, out var operation))
        {
            End(operation);
        }
    }

    /// <summary>Ends all of them.</summary>
    public void EndAll()
    {
        foreach (var operation in _running.Values)
        {
            End(operation);
        }
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

    private async Task OperateAsync(string id, OperationRequest request, CancellationTokenSource ending, IDisposable work)
    {
        try
        {
            if (await caller.RenewAsync(ending.Token) is not { } user)
            {
                close(4403, "Forbidden");
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
            close(1011, "Internal error");
        }
        finally
        {
            _running.TryRemove(new KeyValuePair<string, CancellationTokenSource>(id, ending));
            ending.Dispose();
            work.Dispose();
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
                await writer.SendAsync(SocketMessageTypes.Next, id, output => ResultWriter.Write(output, item), cancellationToken);
            }
        }
        else if (result.Executed)
        {
            left?.WriteTo(result);
            await writer.SendAsync(SocketMessageTypes.Next, id, output => ResultWriter.Write(output, result), cancellationToken);
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
        if (_running.TryRemove(id, out _))
        {
            await writer.SendAsync(type, id, payload);
        }
    }
}
