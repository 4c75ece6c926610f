using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using GraphQL;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>GraphQL over HTTP: GET for queries, POST for all, the answer in the format the client prefers.</summary>
internal sealed class HttpEndpoint(
    GraphQLEngine engine,
    DocumentCache documents,
    ResponseSender sender,
    SocketEndpoint sockets,
    EventStreamEndpoint events,
    CrossOrigin crossOrigin,
    GraphQLPage page,
    IRequestBudget budget,
    IOptions<GraphQLTransportOptions> options,
    ILogger<HttpEndpoint> logger
)
{
    private const string Methods = "GET, HEAD, POST, OPTIONS";
    private readonly GraphQLLimits _limits = options.Value.Limits;
    private readonly RequestReader _reader = new(documents, options.Value.Limits.MaxJsonDepth);
    private readonly MultipartRequestReader _multipart = new(
        new RequestReader(documents, options.Value.Limits.MaxJsonDepth),
        options.Value
    );

    public async Task HandleAsync(HttpContext http)
    {
        if (crossOrigin.Handle(http))
        {
            return;
        }
        if (http.WebSockets.IsWebSocketRequest)
        {
            await sockets.RunAsync(http);
            return;
        }
        var format = ContentNegotiation.Choose(http.Request.Headers.Accept);
        try
        {
            if (format == ResponseFormat.Page)
            {
                format = ResponseFormat.Json;
                if (await page.TrySendAsync(http))
                {
                    return;
                }
            }
            await AnswerAsync(http, format);
        }
        catch (RequestRefusal refusal)
        {
            await RefuseAsync(http, format, refusal);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client is gone; nobody is left to answer.
        }
        catch (BadHttpRequestException problem)
        {
            await RefuseAsync(http, format, RequestRefusal.Of(problem.StatusCode, problem.Message));
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            var error = Fault.Mask(logger, problem, "");
            await RefuseAsync(http, format, new RequestRefusal(StatusCodes.Status500InternalServerError, error));
        }
    }

    private async Task AnswerAsync(HttpContext http, ResponseFormat format)
    {
        if (format == ResponseFormat.NotAcceptable)
        {
            throw RequestRefusal.Of(
                StatusCodes.Status406NotAcceptable,
                $"Answers come as {ContentNegotiation.GraphQLResponse}, {ContentNegotiation.Json} or {ContentNegotiation.EventStream}."
            );
        }
        var request = await ReadAsync(http);
        using var files = request.Files;
        if (
            format != ResponseFormat.EventStream
            && request.Document is { IntrospectionAnswer: { } known }
            && request.Variables is null
            && request.OperationName is null
        )
        {
            await sender.SendAsync(http, format, known);
            return;
        }
        var left = Admit(http, request);
        if (format == ResponseFormat.EventStream)
        {
            await events.RunAsync(http, request);
            return;
        }
        var (result, document) = await ExecuteAsync(http, request);
        if (result.Streams is not null)
        {
            throw RequestRefusal.BadRequest("Subscriptions need a WebSocket (graphql-transport-ws) or Accept: text/event-stream.");
        }
        using var buffer = new PooledBuffer();
        if (document is { Operations: [{ IsIntrospection: true }] } && result is { Executed: true, Errors: null })
        {
            // Kept for everybody, so it says nothing of one caller's budget.
            ResultWriter.Write(buffer, result);
            documents.Keep(document, buffer.Written.ToArray());
        }
        else
        {
            if (HttpMethods.IsPost(http.Request.Method))
            {
                // An answer to GET may be kept, and is compared by its tag: there only the headers say it.
                left?.WriteTo(result);
            }
            ResultWriter.Write(buffer, result);
        }
        await sender.SendAsync(http, format, ResponseSender.Status(format, result), buffer.Written);
    }

    private async ValueTask<EngineResult> ExecuteAsync(HttpContext http, OperationRequest request)
    {
        using var place = await budget.EnterAsync(http.User, http, http.RequestAborted);
        return await engine.ExecuteAsync(request, http.RequestServices, http.User, http.RequestAborted);
    }

    /// <returns>What is left of the caller's budget; null without a limit.</returns>
    /// <exception cref="RequestRefusal">The budget is used up.</exception>
    private BudgetState? Admit(HttpContext http, OperationRequest request)
    {
        if (budget.Admit(http.User, http) is not { } state)
        {
            return null;
        }
        if (state.RetryAfter is not null && budget.ChargeIntrospection(http) && engine.IsIntrospection(request))
        {
            return null;
        }
        state.WriteTo(http.Response.Headers);
        if (state.RetryAfter is not null)
        {
            throw new RequestRefusal(StatusCodes.Status429TooManyRequests, state.Error());
        }
        return state;
    }

    private async ValueTask<OperationRequest> ReadAsync(HttpContext http)
    {
        var method = http.Request.Method;
        if (HttpMethods.IsPost(method))
        {
            if (MultipartRequestReader.Reads(http.Request.ContentType))
            {
                return await _multipart.ReadAsync(http);
            }
            CheckContentType(http.Request.ContentType);
            return await ReadBodyAsync(http);
        }
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
        {
            return _reader.Read(http.Request.Query);
        }
        throw RequestRefusal.Of(StatusCodes.Status405MethodNotAllowed, "Use GET for queries and POST for everything.");
    }

    /// <summary>Only JSON passes: a form of a foreign page can't send it without asking first, which guards against forged requests.</summary>
    private static void CheckContentType(string? contentType)
    {
        if (contentType is ContentNegotiation.Json or "application/json; charset=utf-8")
        {
            return;
        }
        var isJson =
            MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals(ContentNegotiation.Json, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
        if (!isJson)
        {
            throw RequestRefusal.Of(
                StatusCodes.Status415UnsupportedMediaType,
                "The body must be application/json in UTF-8, or multipart/form-data with files."
            );
        }
    }

    private async ValueTask<OperationRequest> ReadBodyAsync(HttpContext http)
    {
        var limit = _limits.MaxBodyBytes;
        if (http.Request.ContentLength > limit)
        {
            throw RequestRefusal.TooLarge(limit, http.Request.ContentLength);
        }
        var body = http.Request.BodyReader;
        ReadResult read;
        while (true)
        {
            read = await body.ReadAsync(http.RequestAborted);
            if (read.Buffer.Length > limit)
            {
                body.AdvanceTo(read.Buffer.End);
                throw RequestRefusal.TooLarge(limit, null);
            }
            if (read.IsCompleted)
            {
                break;
            }
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
        try
        {
            return _reader.Read(read.Buffer);
        }
        finally
        {
            body.AdvanceTo(read.Buffer.End);
        }
    }

    private async Task RefuseAsync(HttpContext http, ResponseFormat format, RequestRefusal refusal)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }
        if (refusal.Status == StatusCodes.Status405MethodNotAllowed)
        {
            http.Response.Headers.Allow = HttpMethods.IsGet(http.Request.Method) ? "POST" : Methods;
        }
        if (refusal.RetryAfter is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
        await sender.SendAsync(http, format, new ExecutionResult(refusal.Error), refusal.Status);
    }
}
