using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;

namespace ResearchHub.Benchmarks.Subscriptions;

/// <summary>A client that comes back with its last cursor, to the next server, whenever its connection ends.</summary>
internal abstract class Listener(IReadOnlyList<Uri> servers, int number, string start) : IAsyncDisposable
{
    private const string Document = "subscription ($a: String) { outputPublished(after: $a) { cursor kind output { id slug title } } }";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource life = new();
    private readonly TaskCompletionSource subscribed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Announcement> received = [];
    private Task listening = Task.CompletedTask;
    private string cursor = start;
    private int connections;

    /// <summary>Until when it listens.</summary>
    protected CancellationToken Life => life.Token;

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
            catch (Exception error) when (error is WebSocketException or HttpRequestException or OperationCanceledException or IOException)
            {
                if (!life.IsCancellationRequested)
                {
                    await Task.Delay(Pause);
                }
            }
        }
    }

    /// <summary>Connects, asks, and takes what comes until the connection ends.</summary>
    protected abstract Task ListenToAsync(Uri server);

    /// <summary>What to ask from the last cursor on.</summary>
    protected object Operation() => new { query = Document, variables = new { a = cursor } };

    /// <summary>It is connected and has asked.</summary>
    protected void Begun()
    {
        connections++;
        subscribed.TrySetResult();
    }

    /// <summary>Keeps what a result announces.</summary>
    protected void Take(JsonElement result)
    {
        var announced = result.GetProperty("data").GetProperty("outputPublished");
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
}

/// <param name="Cursor">Place in the feed.</param>
/// <param name="Id">Global id of the output.</param>
/// <param name="At">When it came, as the stopwatch counts.</param>
internal sealed record Announcement(string Cursor, string Id, long At);
