using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>Subscriptions that announce publications, to real WebSocket clients.</summary>
public sealed class AnnouncementTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_publication_is_announced_to_those_who_listen()
    {
        await using var client = await Client.ConnectAsync(hub.Http.BaseAddress!);
        await client.SubscribeAsync(
            $"subscription {{ outputPublished(after: \"{await EndAsync()}\") {{ cursor kind output {{ __typename slug }} }} }}"
        );

        await PublishAsync(1001);

        var (_, payload) = await client.NextAsync();
        Assert.Equal("PUBLISHED", payload.GetProperty("kind").GetString());
        Assert.Equal("a-1001", payload.GetProperty("output").GetProperty("slug").GetString());
    }

    [Fact]
    public async Task Who_comes_back_with_a_cursor_gets_everything_since_in_order_and_then_what_is_new()
    {
        string cursor;
        await using (var client = await Client.ConnectAsync(hub.Http.BaseAddress!))
        {
            await client.SubscribeAsync(
                $"subscription {{ outputPublished(after: \"{await EndAsync()}\") {{ cursor output {{ slug }} }} }}"
            );
            await PublishAsync(1101);
            (cursor, _) = await client.NextAsync();
        }
        foreach (var id in new[] { 1102, 1103, 1104 })
        {
            await PublishAsync(id);
        }

        await using var again = await Client.ConnectAsync(hub.Http.BaseAddress!);
        await again.SubscribeAsync($"subscription {{ outputPublished(after: \"{cursor}\") {{ cursor output {{ slug }} }} }}");
        var slugs = new List<string?>();
        for (var i = 0; i < 3; i++)
        {
            slugs.Add((await again.NextAsync()).Payload.GetProperty("output").GetProperty("slug").GetString());
        }
        await PublishAsync(1105);
        slugs.Add((await again.NextAsync()).Payload.GetProperty("output").GetProperty("slug").GetString());

        Assert.Equal(["a-1102", "a-1103", "a-1104", "a-1105"], slugs);
    }

    [Fact]
    public async Task Only_what_matches_is_announced()
    {
        await using var client = await Client.ConnectAsync(hub.Http.BaseAddress!);
        await client.SubscribeAsync(
            $"subscription {{ outputPublished(query: \"special\", where: {{ kind: {{ eq: STUDY }} }}, after: \"{await EndAsync()}\") {{ cursor output {{ slug }} }} }}"
        );

        await PublishAsync(1201);
        await PublishAsync(1202, "Something special");

        Assert.Equal("a-1202", (await client.NextAsync()).Payload.GetProperty("output").GetProperty("slug").GetString());
    }

    [Fact]
    public async Task A_cursor_that_is_none_is_a_typed_error()
    {
        await using var client = await Client.ConnectAsync(hub.Http.BaseAddress!);
        await client.SubscribeAsync("subscription { outputPublished(after: \"yesterday\") { cursor } }");

        var message = await client.ReceiveAsync();

        // What fails before the first event is the only result, as graphql-ws sends it.
        Assert.Equal("next", message.GetProperty("type").GetString());
        var error = Assert.Single(message.GetProperty("payload").GetProperty("errors").EnumerateArray());
        Assert.Equal("CURSOR_INVALID", error.GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_feed_can_be_harvested_page_by_page()
    {
        await PublishAsync(1301);
        await PublishAsync(1302);

        var seen = new List<string>();
        for (string? after = null; ; )
        {
            var page = (
                await hub.DataAsync(
                    "query ($a: String) { changes(first: 2, after: $a) { nodes { kind subjectKind subjectId subject { id } } pageInfo { hasNextPage endCursor } } }",
                    new { a = after }
                )
            ).GetProperty("changes");
            seen.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("subjectId").GetString()!));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                break;
            }
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }

        Assert.Equal(seen.Count, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(await hub.Database.ScalarAsync<long>("select count(*) from change_events", Cancel), seen.Count);
    }

    /// <summary>The end of the feed: listening from there on needs no luck with the time.</summary>
    private Task<string?> EndAsync() =>
        hub.Database.ScalarAsync<string>(
            "select transaction || '-' || sequence from change_events order by transaction desc, sequence desc limit 1",
            Cancel
        );

    private Task<int> PublishAsync(int id, string title = "A title") =>
        hub.Database.ExecuteAsync(
            $$"""
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, study_type)
            values ({{id}}, 'STUDY', 'a-{{id}}', 'PUBLISHED', 1, '{{title}}', jsonb_build_array(jsonb_build_object('language', 'en', 'text', '{{title}}')), '[]', '{en}',
              'OPEN', 'announcements', '{{id}}', now(), now(), 'REPORT');
            insert into change_events (kind, subject_kind, subject_id) values ('PUBLISHED', 'STUDY', {{id}})
            """,
            Cancel
        );

    /// <summary>A graphql-transport-ws client as small as can be.</summary>
    private sealed class Client : IAsyncDisposable
    {
        private readonly ClientWebSocket _socket = new();

        public static async Task<Client> ConnectAsync(Uri server)
        {
            var client = new Client();
            client._socket.Options.AddSubProtocol("graphql-transport-ws");
            await client._socket.ConnectAsync(new Uri($"ws://{server.Authority}/graphql"), Cancel);
            await client.SendAsync(new { type = "connection_init" });
            Assert.Equal("connection_ack", (await client.ReceiveAsync()).GetProperty("type").GetString());
            return client;
        }

        public Task SubscribeAsync(string query) =>
            SendAsync(
                new
                {
                    id = "1",
                    type = "subscribe",
                    payload = new { query },
                }
            );

        public async Task<(string Cursor, JsonElement Payload)> NextAsync()
        {
            var message = await ReceiveAsync();
            Assert.True(message.GetProperty("type").GetString() == "next", message.GetRawText());
            var payload = message.GetProperty("payload").GetProperty("data").GetProperty("outputPublished");
            return (payload.GetProperty("cursor").GetString()!, payload);
        }

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
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (_socket.State == WebSocketState.Open)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            }
            _socket.Dispose();
        }

        private Task SendAsync(object message) =>
            _socket.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message)), WebSocketMessageType.Text, true, Cancel);
    }
}
