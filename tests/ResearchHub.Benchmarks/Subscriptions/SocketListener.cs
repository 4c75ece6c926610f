using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ResearchHub.Benchmarks.Subscriptions;

/// <summary>A listener over graphql-transport-ws.</summary>
internal sealed class SocketListener(IReadOnlyList<Uri> servers, int number, string start) : Listener(servers, number, start)
{
    private const int BufferBytes = 2048;

    protected override async Task ListenToAsync(Uri server)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        socket.Options.SetBuffer(BufferBytes, BufferBytes);
        await socket.ConnectAsync(new Uri($"ws://{server.Authority}/graphql"), Life);
        await SendAsync(socket, new { type = "connection_init" });
        var buffer = new byte[BufferBytes];
        while (await ReceiveAsync(socket, buffer) is { } message)
        {
            var type = message.RootElement.GetProperty("type").GetString();
            if (type == "connection_ack")
            {
                await SendAsync(
                    socket,
                    new
                    {
                        id = "1",
                        type = "subscribe",
                        payload = Operation(),
                    }
                );
                Begun();
            }
            else if (type == "ping")
            {
                await SendAsync(socket, new { type = "pong" });
            }
            else if (type == "next")
            {
                Take(message.RootElement.GetProperty("payload"));
            }
            else if (type is "error" or "complete")
            {
                return;
            }
            message.Dispose();
        }
    }

    private Task SendAsync(ClientWebSocket socket, object message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message)), WebSocketMessageType.Text, true, Life);

    private async Task<JsonDocument?> ReceiveAsync(ClientWebSocket socket, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), Life);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }
            length += part.Count;
            if (part.EndOfMessage)
            {
                return JsonDocument.Parse(buffer.AsMemory(0, length).ToArray());
            }
        }
    }
}
