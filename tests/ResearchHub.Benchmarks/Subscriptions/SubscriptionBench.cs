using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ResearchHub.Benchmarks.GraphQL;
using ResearchHub.Benchmarks.Search.Load;
using ResearchHub.Testing;

namespace ResearchHub.Benchmarks.Subscriptions;

/// <summary>
/// <c>./hub bench subscriptions [--clients N] [--seconds N] [--faults]</c>: real servers, real clients, publications through the API.
/// Without <c>--faults</c>: how long an announcement takes over WebSocket and over server-sent events, how long one takes to reach all
/// WebSockets, what one of them weighs. With it: a server is killed and started again while studies are published; every client must end with exactly what was published.
/// </summary>
internal static class SubscriptionBench
{
    private const int FaultClients = 100;
    private const int FaultRate = 50;

    /// <summary>Announcements that each client has between two kills: servers are killed while they deliver.</summary>
    private const int BetweenKills = 100;
    private const int SteadyRate = 20;
    private const int SteadyClients = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var targets = new Targets();
        var faults = arguments.Contains("--faults", StringComparer.Ordinal);
        var seconds = Option(arguments, "--seconds", 20);
        await using var database = await BenchDatabase.StartAsync(null, 0);
        var token = await BenchServer.CreateTokenAsync(database);
        var folder = TestFolder.NewPath("bench-subscriptions");
        try
        {
            await (
                faults
                    ? FaultsAsync(database, folder, token, seconds, targets)
                    : LoadAsync(database, folder, token, Option(arguments, "--clients", 1_000), seconds, targets)
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        Console.WriteLine();
        return targets.Print() ? 0 : 1;
    }

    private static async Task LoadAsync(BenchDatabase database, string folder, string token, int clients, int seconds, Targets targets)
    {
        using var server = await BenchServer.StartOursAsync(database, folder, seeds: true);
        using var publisher = new Publisher([server.Address], token);
        var ids = await publisher.PrepareAsync((seconds * SteadyRate) + 2);

        var end = await publisher.EndOfFeedAsync();
        await using (var sockets = await Listeners.StartAsync(SteadyClients, number => new SocketListener([server.Address], number, end)))
        await using (var streams = await Listeners.StartAsync(SteadyClients, number => new EventListener([server.Address], number, end)))
        {
            var sent = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
            await publisher.PublishAsync([ids[0]], 1, (_, _) => { });
            await Task.WhenAll(sockets.WaitForAsync(1, Patience), streams.WaitForAsync(1, Patience));
            await publisher.PublishAsync(ids[2..], SteadyRate, (id, at) => sent[id] = at);
            await Task.WhenAll(sockets.WaitForAsync(ids.Length - 1, Patience), streams.WaitForAsync(ids.Length - 1, Patience));
            Print($"{ids.Length - 2} publications, {SteadyRate} a second, {SteadyClients} clients over each transport");
            Time("WebSocket", sockets, sent, targets);
            Time("SSE", streams, sent, targets);
            var took = publisher.Took.Order().ToList();
            Print($"the publisher had its answer after p50 {took[took.Count / 2]:F1} ms, p99 {took[(int)(took.Count * 0.99)]:F1} ms");
        }

        var before = server.ResidentBytes;
        end = await publisher.EndOfFeedAsync();
        await using var many = await Listeners.StartAsync(clients, number => new SocketListener([server.Address], number, end));
        await Task.Delay(TimeSpan.FromSeconds(5));
        var connected = server.ResidentBytes;
        var started = Stopwatch.GetTimestamp();
        await publisher.PublishAsync([ids[1]], 1, (_, _) => { });
        await many.WaitForAsync(1, Patience);
        var last = many.All.Max(listener => listener.Received[0].At);
        Print(
            $"{clients} clients connected; server {before >> 20} MiB before, {connected >> 20} MiB with them, {server.ResidentBytes >> 20} MiB after"
        );
        targets.AtMost("one announcement to all clients", Stopwatch.GetElapsedTime(started, last).TotalSeconds, 2, "s");
        targets.AtMost("memory of a client", (server.ResidentBytes - before) / 1024.0 / clients, 60, "KiB");
    }

    private static async Task FaultsAsync(BenchDatabase database, string folder, string token, int seconds, Targets targets)
    {
        var killed = await BenchServer.StartOursAsync(database, Path.Combine(folder, "killed"), seeds: true);
        try
        {
            using var steady = await BenchServer.StartOursAsync(database, Path.Combine(folder, "steady"));
            Uri[] addresses = [killed.Address, steady.Address];
            using var publisher = new Publisher(addresses, token);
            var ids = await publisher.PrepareAsync(seconds * FaultRate);
            var end = await publisher.EndOfFeedAsync();
            await using var listeners = await Listeners.StartAsync(FaultClients, number => new SocketListener(addresses, number, end));

            var publishing = publisher.PublishAsync(ids, FaultRate, (_, _) => { });
            for (var kill = 1; !publishing.IsCompleted; kill++)
            {
                var least = listeners.All.Min(each => each.Count);
                await Task.WhenAny(publishing, listeners.WaitForAsync(least + BetweenKills, Patience));
                killed.Dispose();
                Print($"kill {kill}: the first server is gone; {listeners.All.Min(each => each.Count)} announcements at least had come");
                killed = await BenchServer.StartOursAsync(
                    database,
                    Path.Combine(folder, "killed"),
                    killed.Address.Port.ToString(CultureInfo.InvariantCulture)
                );
            }
            await publishing;
            await listeners.WaitForAsync(ids.Length, Patience);

            var feed = listeners.All[0].Received.Select(each => each.Cursor).ToList();
            var wrong = listeners.All.Count(listener =>
                !listener.Received.Select(each => each.Id).ToHashSet(StringComparer.Ordinal).SetEquals(ids)
                || !listener.Received.Select(each => each.Cursor).SequenceEqual(feed)
            );
            Print($"{ids.Length} studies published; {listeners.All.Sum(each => each.Connections) - FaultClients} times a client came back");
            targets.AtMost("clients that missed one, had one twice or out of order", wrong, 0, "");
        }
        finally
        {
            killed.Dispose();
        }
    }

    /// <summary>From the request of a publication to its announcement, for all who listen over one transport. One that never came counts as endless.</summary>
    private static void Time(string transport, Listeners listeners, ConcurrentDictionary<string, long> sent, Targets targets)
    {
        var came = listeners
            .All.SelectMany(listener => listener.Received)
            .Where(each => sent.ContainsKey(each.Id))
            .Select(each => Stopwatch.GetElapsedTime(sent[each.Id], each.At).TotalMilliseconds);
        var times = came.Concat(Enumerable.Repeat(double.PositiveInfinity, listeners.All.Count * sent.Count))
            .Take(listeners.All.Count * sent.Count)
            .Order()
            .ToList();
        Print($"over {transport}: p50 {times[times.Count / 2]:F1} ms, last {times[^1]:F1} ms");
        targets.AtMost($"publish to receive over {transport}, p99", times[(int)(times.Count * 0.99)], 150, "ms");
    }

    private static int Option(string[] arguments, string name, int otherwise)
    {
        var at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Many listeners.</summary>
internal sealed class Listeners(IReadOnlyList<Listener> all) : IAsyncDisposable
{
    private const int Connecting = 64;

    public IReadOnlyList<Listener> All => all;

    /// <param name="make">One of a number from 0 on.</param>
    public static async Task<Listeners> StartAsync(int count, Func<int, Listener> make)
    {
        var all = Enumerable.Range(0, count).Select(make).ToList();
        await Parallel.ForEachAsync(
            all,
            new ParallelOptions { MaxDegreeOfParallelism = Connecting },
            async (listener, _) => await listener.StartAsync()
        );
        return new Listeners(all);
    }

    /// <summary>Waits until each has so many; goes on when the time is over.</summary>
    public async Task WaitForAsync(int count, TimeSpan patience)
    {
        var started = Stopwatch.GetTimestamp();
        while (all.Any(listener => listener.Count < count) && Stopwatch.GetElapsedTime(started) < patience)
        {
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(all.Select(listener => listener.DisposeAsync().AsTask()));
}
