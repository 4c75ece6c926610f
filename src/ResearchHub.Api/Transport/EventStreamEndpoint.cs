using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using GraphQL;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace ResearchHub.Api.Transport;

/// <summary>GraphQL over server-sent events, one operation a connection (the "distinct connections" mode of graphql-sse).</summary>
internal sealed class EventStreamEndpoint(
    GraphQLEngine engine,
    IRequestBudget budget,
    IOptions<GraphQLTransportOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time
)
{
    private static ReadOnlySpan<byte> Comment => ":\n\n"u8;

    /// <summary>Tells an EventSource when to come back; without "complete", which would tell it not to.</summary>
    private static ReadOnlySpan<byte> Farewell => "retry: 1000\n: the server is stopping\n\n"u8;

    public async Task RunAsync(HttpContext http, OperationRequest request)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        request.ResumeFrom = http.Request.Headers["Last-Event-ID"].FirstOrDefault();
        var result = await ExecuteAsync(http, request, ending.Token);
        using var place = result.Streams is null ? null : budget.Stay(http.User, http) ?? throw RequestRefusal.Crowded();
        Begin(http);
        var body = http.Response.BodyWriter;
        try
        {
            body.Write(Comment);
            await body.FlushAsync(ending.Token);
            if (result.Streams is { Count: > 0 } streams)
            {
                using var stream = new ResultStream(streams.Values.Single(), options.Value.StreamBuffer);
                await SendAllAsync(body, stream, ending.Token);
            }
            else
            {
                await SendAsync(body, result, ending.Token);
            }
            body.Write("event: complete\ndata: \n\n"u8);
            await body.FlushAsync(ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Either side leaves; the connection ends with the request.
            if (!http.RequestAborted.IsCancellationRequested)
            {
                body.Write(Farewell);
                await body.FlushAsync(http.RequestAborted);
            }
        }
    }

    private async Task<ExecutionResult> ExecuteAsync(HttpContext http, OperationRequest request, CancellationToken cancellationToken)
    {
        using var place = await budget.EnterAsync(http.User, http, cancellationToken);
        return (await engine.ExecuteAsync(request, http.RequestServices, http.User, cancellationToken)).Result;
    }

    private static void Begin(HttpContext http)
    {
        var response = http.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    private async Task SendAllAsync(PipeWriter body, ResultStream stream, CancellationToken cancellationToken)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var results = stream.ReadAsync(reading.Token).GetAsyncEnumerator(reading.Token);
        var next = Task.FromResult(true);
        try
        {
            while (true)
            {
                next = results.MoveNextAsync().AsTask();
                while (!await CompletesAsync(next, cancellationToken))
                {
                    body.Write(Comment);
                    await body.FlushAsync(cancellationToken);
                }
                if (!await next)
                {
                    return;
                }
                await SendAsync(body, results.Current, cancellationToken);
            }
        }
        finally
        {
            // A stream that is still being waited for cannot be disposed: end the waiting first.
            await reading.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Whether a result comes before the connection has to be kept alive.</summary>
    private async Task<bool> CompletesAsync(Task next, CancellationToken cancellationToken)
    {
        await next.WaitAsync(options.Value.KeepAlive, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return next.IsCompleted;
    }

    private static async ValueTask SendAsync(PipeWriter body, ExecutionResult result, CancellationToken cancellationToken)
    {
        if (result is EventResult { EventId: var id })
        {
            body.Write(Encoding.UTF8.GetBytes($"id: {id}\n"));
        }
        body.Write("event: next\ndata: "u8);
        ResultWriter.Write(body, result);
        body.Write("\n\n"u8);
        await body.FlushAsync(cancellationToken);
    }
}
