using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>A graphql-transport-ws client as small as can be.</summary>
internal sealed class SocketClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ClientWebSocket _socket = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Connects and is let in.</summary>
    public static async Task<SocketClient> ConnectAsync(Uri server, object? payload = null)
    {
        var client = await OpenAsync(server, payload);
        Assert.Equal("connection_ack", (await client.ReceiveAsync()).GetProperty("type").GetString());
        return client;
    }

    /// <summary>Connects and sends its first message.</summary>
    public static async Task<SocketClient> OpenAsync(Uri server, object? payload, string? header = null, string? address = null)
    {
        var client = new SocketClient();
        client._socket.Options.AddSubProtocol("graphql-transport-ws");
        if (header is not null)
        {
            client._socket.Options.SetRequestHeader("Authorization", header);
        }
        if (address is not null)
        {
            client._socket.Options.SetRequestHeader("X-Forwarded-For", address);
        }
        await client._socket.ConnectAsync(new Uri($"ws://{server.Authority}/graphql"), Cancel);
        await (
            payload is null
                ? client.SendAsync(new { type = "connection_init" })
                : client.SendAsync(new { type = "connection_init", payload })
        );
        return client;
    }

    /// <param name="id">Tells several on one connection apart.</param>
    public Task SubscribeAsync(string query, object? variables = null, string id = "1") =>
        SendAsync(
            new
            {
                id,
                type = "subscribe",
                payload = new { query, variables },
            }
        );

    public async Task<(string Cursor, JsonElement Payload)> NextAsync()
    {
        var payload = await NextAsync("outputPublished");
        return (payload.GetProperty("cursor").GetString()!, payload);
    }

    /// <summary>What the next result says of a root field.</summary>
    public async Task<JsonElement> NextAsync(string field)
    {
        var message = await ReceiveAsync();
        Assert.True(message.GetProperty("type").GetString() == "next", message.GetRawText());
        var payload = message.GetProperty("payload");
        Assert.False(payload.TryGetProperty("errors", out _), message.GetRawText());
        return payload.GetProperty("data").GetProperty(field);
    }

    /// <summary>Drops the line without a word.</summary>
    public void Drop() => _socket.Abort();

    public async Task<JsonElement> ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        while (true)
        {
            var result = await _socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
            length += result.Count;
            if (result.EndOfMessage)
            {
                return JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, length));
            }
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, length * 2);
            }
        }
    }

    /// <summary>The status that the server closes with, after whatever it has sent before.</summary>
    public async Task<int> ClosedAsync()
    {
        var buffer = new byte[64 * 1024];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        while ((await _socket.ReceiveAsync(buffer.AsMemory(), patience.Token)).MessageType != WebSocketMessageType.Close) { }
        return (int)_socket.CloseStatus!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
        {
            try
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            }
            catch (WebSocketException)
            {
                // The server has gone, as a test may want it to: there is nobody to say goodbye to.
            }
        }
        _socket.Dispose();
    }

    private Task SendAsync(object message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message)), WebSocketMessageType.Text, true, Cancel);
}
