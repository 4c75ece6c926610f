using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ResearchHub.Benchmarks.Subscriptions;

/// <summary>A client over graphql-transport-ws that comes back with its last cursor, to the next server, whenever its connection ends.</summary>
internal sealed class Listener(IReadOnlyList<Uri> servers, int number, string start) : IAsyncDisposable
{
    private const int BufferBytes = 2048;
    private const string Document = "subscription ($a: String) { outputPublished(after: $a) { cursor kind output { id slug title } } }";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource life = new();
    private readonly TaskCompletionSource subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Announcement> received = [];
    private Task listening = Task.CompletedTask;
    private string cursor = start;
    private int connections;

    /// <summary>How often it connected.</summary>
    public int Connections => connections;

    /// <summary>What it received, in order.</summary>
    public IReadOnlyList<Announcement> Received
    {
        get
        {
            lock (received)
            {
                return [.. received];
            }
        }
    }

    public int Count
    {
        get
        {
            lock (received)
            {
                return received.Count;
            }
        }
    }

    /// <summary>Ends when it is connected and has asked.</summary>
    public Task StartAsync()
    {
        listening = ListenAsync();
        return subscribed.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await life.CancelAsync();
        await listening;
        life.Dispose();
    }

    private async Task ListenAsync()
    {
        for (var attempt = number; !life.IsCancellationRequested; attempt++)
        {
            try
            {
                await ListenToAsync(servers[attempt % servers.Count]);
            }
            catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException)
            {
                if (!life.IsCancellationRequested)
                {
                    await Task.Delay(Pause);
                }
            }
        }
    }

    private async Task ListenToAsync(Uri server)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        socket.Options.SetBuffer(BufferBytes, BufferBytes);
        await socket.ConnectAsync(new Uri($"ws://{server.Authority}/graphql"), life.Token);
        await SendAsync(socket, new { type = "connection_init" });
        var buffer = new byte[BufferBytes];
        while (await ReceiveAsync(socket, buffer) is { } message)
        {
            var type = message.RootElement.GetProperty("type").GetString();
            if (type == "connection_ack")
            {
                connections++;
                var payload = new { query = Document, variables = new { a = cursor } };
                await SendAsync(
                    socket,
                    new
                    {
                        id = "1",
                        type = "subscribe",
                        payload,
                    }
                );
                subscribed.TrySetResult();
            }
            else if (type == "ping")
            {
                await SendAsync(socket, new { type = "pong" });
            }
            else if (type == "next")
            {
                Take(message.RootElement.GetProperty("payload").GetProperty("data").GetProperty("outputPublished"));
            }
            else if (type is "error" or "complete")
            {
                return;
            }
            message.Dispose();
        }
    }

    private void Take(JsonElement announced)
    {
        var announcement = new Announcement(
            announced.GetProperty("cursor").GetString()!,
            announced.GetProperty("output").GetProperty("id").GetString()!,
            Stopwatch.GetTimestamp()
        );
        cursor = announcement.Cursor;
        lock (received)
        {
            received.Add(announcement);
        }
    }

    private Task SendAsync(ClientWebSocket socket, object message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message)), WebSocketMessageType.Text, true, life.Token);

    private async Task<JsonDocument?> ReceiveAsync(ClientWebSocket socket, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), life.Token);
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

/// <param name="Cursor">Place in the feed.</param>
/// <param name="Id">Global id of the output.</param>
/// <param name="At">When it came, as the stopwatch counts.</param>
internal sealed record Announcement(string Cursor, string Id, long At);
