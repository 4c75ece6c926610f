using System.Net.WebSockets;
using Microsoft.Extensions.Options;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>Accepts WebSockets that speak graphql-transport-ws.</summary>
internal sealed class SocketEndpoint(
    GraphQLEngine engine,
    DocumentCache documents,
    IServiceScopeFactory scopes,
    IIdentity identity,
    IRequestBudget budget,
    IOptions<GraphQLTransportOptions> options,
    UnfinishedWork unfinished,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<SocketEndpoint> logger
)
{
    private const string Protocol = "graphql-transport-ws";

    public async Task RunAsync(HttpContext http)
    {
        var speaks = http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol);
        var accept = new WebSocketAcceptContext
        {
            SubProtocol = speaks ? Protocol : null,
            KeepAliveInterval = options.Value.KeepAlive,
            KeepAliveTimeout = options.Value.KeepAlive,
        };
        using var socket = await http.WebSockets.AcceptWebSocketAsync(accept);
        if (!speaks)
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)4406, "Subprotocol not acceptable", http.RequestAborted);
            return;
        }
        var reader = new RequestReader(documents, options.Value.Limits.MaxJsonDepth);
        using var caller = new SocketCaller(identity, budget, http);
        using var connection = new SocketConnection(socket, caller, engine, reader, scopes, options.Value, unfinished, time, logger);
        await connection.RunAsync(http.RequestAborted, lifetime.ApplicationStopping);
    }
}
