using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ResearchHub.ToyServer;

namespace ResearchHub.Api.Tests.Transport;

/// <summary>What the reference clients (tests/conformance) can't see: limits, clean-up, time.</summary>
public sealed class SubscriptionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_goes_to_each_subscriber_with_what_it_refers_to()
    {
        await using var server = await ToyHost.StartAsync();
        using var socket = await ConnectAsync(server);
        await SendAsync(
            socket,
            """{"id":"1","type":"subscribe","payload":{"query":"subscription { bookAdded { title firstAuthor { name } } }"}}"""
        );
        await server.Library.Added.SubscribersAsync(1, Cancel);

        server.Library.Added.Publish(server.Library.Book(1));
        server.Library.RenameFirst("Ana");
        server.Library.Added.Publish(server.Library.Book(0));

        Assert.Equal(
            """{"type":"next","id":"1","payload":{"data":{"bookAdded":{"title":"Book 1","firstAuthor":{"name":"Author 1"}}}}}""",
            await ReceiveAsync(socket)
        );
        Assert.Equal(
            """{"type":"next","id":"1","payload":{"data":{"bookAdded":{"title":"Book 0","firstAuthor":{"name":"Ana"}}}}}""",
            await ReceiveAsync(socket)
        );
    }

    [Fact]
    public async Task A_client_that_completes_or_leaves_is_unsubscribed()
    {
        await using var server = await ToyHost.StartAsync();
        using var socket = await ConnectAsync(server);
        await SendAsync(socket, """{"id":"1","type":"subscribe","payload":{"query":"subscription { bookAdded { id } }"}}""");
        await SendAsync(socket, """{"id":"2","type":"subscribe","payload":{"query":"subscription { bookAdded { id } }"}}""");
        await server.Library.Added.SubscribersAsync(2, Cancel);

        await SendAsync(socket, """{"id":"1","type":"complete"}""");
        await server.Library.Added.SubscribersAsync(1, Cancel);
        socket.Abort();

        await server.Library.Added.SubscribersAsync(0, Cancel);
    }

    [Fact]
    public async Task A_subscriber_that_lags_gets_an_error_with_its_last_cursor_and_the_end_instead_of_a_gap()
    {
        await using var server = await ToyHost.StartAsync(options =>
        {
            options.StreamBuffer = 10;
            options.EventKeyOf = tick => tick;
        });
        using var request = EventsOf("subscription { ticks(count: 1000000) }");

        using var answer = await server.Http.SendAsync(request, HttpCompletionOption.ResponseContentRead, Cancel);

        var events = (await answer.Content.ReadAsStringAsync(Cancel)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var last = events.Length - 3;
        Assert.Equal(
            Enumerable.Range(1, last).Select(tick => $"id: {tick}\nevent: next\ndata: {{\"data\":{{\"ticks\":{tick}}}}}"),
            events.Skip(1).SkipLast(2)
        );
        var error = JsonDocument.Parse(events[^2]["event: next\ndata: ".Length..]).RootElement.GetProperty("errors")[0];
        Assert.Equal(
            $$$"""{"code":"SUBSCRIPTION_LAGGED","limit":10,"cursor":"{{{last}}}"}""",
            error.GetProperty("extensions").GetRawText()
        );
        Assert.Equal("event: complete\ndata: ", events[^1]);
    }

    [Fact]
    public async Task A_connection_that_is_never_initialised_is_closed()
    {
        await using var server = await ToyHost.StartAsync(options => options.ConnectionInitTimeout = TimeSpan.FromMilliseconds(20));
        using var socket = await OpenAsync(server);

        await socket.ReceiveAsync(new byte[100], Cancel);

        Assert.Equal(4408, (int)socket.CloseStatus!);
    }

    [Fact]
    public async Task More_operations_than_allowed_are_refused_one_by_one()
    {
        await using var server = await ToyHost.StartAsync(options => options.Limits.MaxOperationsPerSocket = 1);
        using var socket = await ConnectAsync(server);
        await SendAsync(socket, """{"id":"1","type":"subscribe","payload":{"query":"subscription { bookAdded { id } }"}}""");
        await SendAsync(socket, """{"id":"2","type":"subscribe","payload":{"query":"{ hello }"}}""");

        Assert.Equal(
            """{"type":"error","id":"2","payload":[{"message":"A connection runs at most 1 operations at once.","extensions":{"code":"RATE_LIMITED","limit":1}}]}""",
            await ReceiveAsync(socket)
        );
    }

    [Fact]
    public async Task A_message_that_is_too_large_closes_the_connection()
    {
        await using var server = await ToyHost.StartAsync(options => options.Limits.MaxBodyBytes = 2048);
        using var socket = await ConnectAsync(server);

        await SendAsync(socket, "{\"type\":\"ping\",\"payload\":{\"a\":\"" + new string('x', 3000) + "\"}}");
        await socket.ReceiveAsync(new byte[100], Cancel);

        Assert.Equal(WebSocketCloseStatus.MessageTooBig, socket.CloseStatus);
    }

    [Fact]
    public async Task A_server_that_stops_says_goodbye_and_when_to_call_again()
    {
        var server = await ToyHost.StartAsync();
        using var socket = await ConnectAsync(server);
        await SendAsync(socket, """{"id":"1","type":"subscribe","payload":{"query":"subscription { bookAdded { id } }"}}""");
        await server.Library.Added.SubscribersAsync(1, Cancel);

        await server.DisposeAsync();
        var last = await socket.ReceiveAsync(new byte[100], Cancel);

        // "complete" would tell the client that there is nothing to come back for.
        Assert.Equal(WebSocketMessageType.Close, last.MessageType);
        Assert.Equal((1001, "Server is stopping; connect again in 1 s"), ((int)socket.CloseStatus!, socket.CloseStatusDescription));
    }

    [Fact]
    public async Task A_server_that_stops_tells_an_event_source_when_to_come_back_and_not_that_all_is_said()
    {
        var server = await ToyHost.StartAsync();
        using var request = EventsOf("subscription { bookAdded { id } }");
        using var answer = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        await server.Library.Added.SubscribersAsync(1, Cancel);
        var text = answer.Content.ReadAsStringAsync(Cancel);

        await server.DisposeAsync();

        Assert.Equal(":\n\nretry: 1000\n: the server is stopping\n\n", await text);
    }

    /// <summary>The search takes longer than it takes to close: what is not waited for finds everything closed.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_stops_finishes_the_event_that_it_has_begun(bool isShared)
    {
        var server = await ToyHost.StartAsync(options => options.EventKeyOf = book => isShared ? (book as Book)?.Id : null);
        var library = server.Library;
        using var socket = await ConnectAsync(server);
        await SendAsync(socket, """{"id":"1","type":"subscribe","payload":{"query":"subscription { bookAdded { id shelf } }"}}""");
        await library.Added.SubscribersAsync(1, Cancel);
        var search = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        library.Search = search.Task;
        library.Added.Publish(library.Book(1));
        await library.Searched.Task;

        var ending = server.DisposeAsync().AsTask();
        await LeaveAsync(socket);
        // Nothing else keeps the server from closing the library now.
        await Task.WhenAny(ending, Task.Delay(TimeSpan.FromSeconds(2), Cancel));
        search.SetResult();
        await ending;

        Assert.True(await library.Found.Task);
    }

    private static async Task LeaveAsync(WebSocket socket)
    {
        await socket.ReceiveAsync(new byte[100], Cancel);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Cancel);
    }

    private static HttpRequestMessage EventsOf(string query)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "") { Content = JsonContent.Create(new { query }) };
        request.Headers.Add("Accept", "text/event-stream");
        return request;
    }

    private static async Task<ClientWebSocket> OpenAsync(ToyHost server)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(server.Url) { Scheme = "ws" }.Uri, Cancel);
        return socket;
    }

    private static async Task<ClientWebSocket> ConnectAsync(ToyHost server)
    {
        var socket = await OpenAsync(server);
        await SendAsync(socket, """{"type":"connection_init"}""");
        Assert.Equal("""{"type":"connection_ack"}""", await ReceiveAsync(socket));
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, Cancel);

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var part = await socket.ReceiveAsync(buffer, Cancel);
        return Encoding.UTF8.GetString(buffer, 0, part.Count);
    }
}
