using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ResearchHub.Core.Events;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>Subscriptions that announce publications, to real WebSocket clients.</summary>
public sealed class AnnouncementTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_publication_is_announced_to_those_who_listen()
    {
        await using var client = await SocketClient.ConnectAsync(hub.Http.BaseAddress!);
        await client.SubscribeAsync(
            $"subscription {{ outputPublished(after: \"{await hub.EndOfFeedAsync()}\") {{ cursor kind output {{ __typename slug }} }} }}"
        );

        await hub.PublishAsync(1001);

        var (_, payload) = await client.NextAsync();
        Assert.Equal("PUBLISHED", payload.GetProperty("kind").GetString());
        Assert.Equal("a-1001", payload.GetProperty("output").GetProperty("slug").GetString());
    }

    [Fact]
    public async Task Who_comes_back_with_a_cursor_gets_everything_since_in_order_and_then_what_is_new()
    {
        string cursor;
        await using (var client = await SocketClient.ConnectAsync(hub.Http.BaseAddress!))
        {
            await client.SubscribeAsync(
                $"subscription {{ outputPublished(after: \"{await hub.EndOfFeedAsync()}\") {{ cursor output {{ slug }} }} }}"
            );
            await hub.PublishAsync(1101);
            (cursor, _) = await client.NextAsync();
        }
        foreach (var id in new[] { 1102, 1103, 1104 })
        {
            await hub.PublishAsync(id);
        }

        await using var again = await SocketClient.ConnectAsync(hub.Http.BaseAddress!);
        await again.SubscribeAsync($"subscription {{ outputPublished(after: \"{cursor}\") {{ cursor output {{ slug }} }} }}");
        var slugs = new List<string?>();
        for (var i = 0; i < 3; i++)
        {
            slugs.Add((await again.NextAsync()).Payload.GetProperty("output").GetProperty("slug").GetString());
        }
        await hub.PublishAsync(1105);
        slugs.Add((await again.NextAsync()).Payload.GetProperty("output").GetProperty("slug").GetString());

        Assert.Equal(["a-1102", "a-1103", "a-1104", "a-1105"], slugs);
    }

    [Fact]
    public async Task Only_what_matches_is_announced()
    {
        await using var client = await SocketClient.ConnectAsync(hub.Http.BaseAddress!);
        await client.SubscribeAsync(
            $"subscription {{ outputPublished(query: \"special\", where: {{ kind: {{ eq: STUDY }} }}, after: \"{await hub.EndOfFeedAsync()}\") {{ cursor output {{ slug }} }} }}"
        );

        await hub.PublishAsync(1201);
        await hub.PublishAsync(1202, "Something special");

        Assert.Equal("a-1202", (await client.NextAsync()).Payload.GetProperty("output").GetProperty("slug").GetString());
    }

    [Fact]
    public async Task What_many_ask_alike_is_executed_and_matched_once()
    {
        const string document =
            "subscription ($a: String, $q: String) { outputPublished(after: $a, query: $q) { cursor output { slug contributors { position } } } }";
        var clients = new List<SocketClient>();
        try
        {
            var start = await hub.EndOfFeedAsync();
            await hub.PublishAsync(1401, "Shared by all");
            for (var i = 0; i < 40; i++)
            {
                clients.Add(await SocketClient.ConnectAsync(hub.Http.BaseAddress!));
                // Half of them replay the first event and so begin elsewhere.
                await clients[i].SubscribeAsync(document, new { a = i % 2 == 0 ? start : await hub.EndOfFeedAsync(), q = "shared" });
            }
            for (var i = 0; i < 40; i += 2)
            {
                Assert.Equal("a-1401", (await clients[i].NextAsync()).Payload.GetProperty("output").GetProperty("slug").GetString());
            }

            using var sql = hub.Database.CaptureSql();
            await hub.PublishAsync(1402, "Shared by all again");
            foreach (var client in clients)
            {
                Assert.Equal("a-1402", (await client.NextAsync()).Payload.GetProperty("output").GetProperty("slug").GetString());
            }

            // Once for all forty, and once for each reader of the feed: the index, the saved searches.
            Assert.InRange(
                HubServerFixture.Asked(sql).Count(statement => statement.Contains("from contributions", StringComparison.Ordinal)),
                1,
                5
            );
        }
        finally
        {
            foreach (var client in clients)
            {
                await client.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task Who_asks_for_something_else_is_answered_apart()
    {
        const string document =
            "subscription ($a: String, $n: Boolean!) { outputPublished(after: $a) { cursor output { slug title @include(if: $n) } } }";
        await using var with = await SocketClient.ConnectAsync(hub.Http.BaseAddress!);
        await using var without = await SocketClient.ConnectAsync(hub.Http.BaseAddress!);
        var start = await hub.EndOfFeedAsync();
        await with.SubscribeAsync(document, new { a = start, n = true });
        await without.SubscribeAsync(document, new { a = start, n = false });

        await hub.PublishAsync(1501);

        Assert.True((await with.NextAsync()).Payload.GetProperty("output").TryGetProperty("title", out _));
        Assert.False((await without.NextAsync()).Payload.GetProperty("output").TryGetProperty("title", out _));
    }

    [Fact]
    public async Task A_cursor_that_is_none_is_a_typed_error()
    {
        await using var client = await SocketClient.ConnectAsync(hub.Http.BaseAddress!);
        await client.SubscribeAsync("subscription { outputPublished(after: \"yesterday\") { cursor } }");

        var message = await client.ReceiveAsync();

        // What fails before the first event is the only result, as graphql-ws sends it.
        Assert.Equal("next", message.GetProperty("type").GetString());
        var error = Assert.Single(message.GetProperty("payload").GetProperty("errors").EnumerateArray());
        Assert.Equal("CURSOR_INVALID", error.GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_cursor_that_the_feed_no_longer_goes_back_to_is_expired_and_the_newest_stays_good()
    {
        await hub.PublishAsync(1601);
        var old = await hub.EndOfFeedAsync();
        await hub.PublishAsync(1602);
        var newest = await hub.EndOfFeedAsync();

        // What a reader has not passed stays: those of this server catch up by themselves.
        var feed = hub.Services.GetRequiredService<ChangeFeed>();
        Assert.True(FeedPosition.TryParse(old, out var position));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (await feed.HoldsAsync(position, patience.Token))
        {
            await hub.Services.GetRequiredService<FeedTrimmer<FeedEvent>>().TrimAsync(TimeSpan.Zero, patience.Token);
        }

        const string query = "query ($a: String) { changes(first: 5, after: $a) { nodes { subjectId } } }";
        var refused = (await hub.AskAsync(query, new { a = old })).GetProperty("errors")[0].GetProperty("extensions");
        Assert.Equal("CURSOR_EXPIRED", refused.GetProperty("code").GetString());
        Assert.Empty((await hub.DataAsync(query, new { a = newest })).GetProperty("changes").GetProperty("nodes").EnumerateArray());
        await using var client = await SocketClient.ConnectAsync(hub.Http.BaseAddress!);
        await client.SubscribeAsync($"subscription {{ outputPublished(after: \"{old}\") {{ cursor }} }}");
        var error = Assert.Single((await client.ReceiveAsync()).GetProperty("payload").GetProperty("errors").EnumerateArray());
        Assert.Equal("CURSOR_EXPIRED", error.GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_a_reader_has_not_passed_stays_but_a_position_that_another_release_left_behind_holds_nothing_back()
    {
        await hub.PublishAsync(1611);
        var old = await hub.EndOfFeedAsync();
        await hub.PublishAsync(1612);
        Assert.True(FeedPosition.TryParse(old, out var position));
        await hub.Database.ExecuteAsync(
            $"""
            insert into feed_positions (reader, transaction, sequence, feed)
            values ('slow', '{position.Transaction}', {position.Sequence}, 'change_events')
            """,
            Cancel
        );
        var (feed, readers) = (hub.Services.GetRequiredService<ChangeFeed>(), hub.Services.GetServices<IFeedReader<FeedEvent>>());
        var trimmer = hub.Services.GetRequiredService<FeedTrimmer<FeedEvent>>();
        var source = hub.Services.GetRequiredService<NpgsqlDataSource>();

        await new FeedTrimmer<FeedEvent>(feed, [.. readers, new SlowReader()], source, hub.Clock).TrimAsync(TimeSpan.Zero, Cancel);

        Assert.True(await feed.HoldsAsync(position, Cancel));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (await feed.HoldsAsync(position, patience.Token))
        {
            await trimmer.TrimAsync(TimeSpan.Zero, patience.Token);
        }
    }

    [Fact]
    public async Task The_feed_can_be_harvested_page_by_page()
    {
        await hub.PublishAsync(1301);
        await hub.PublishAsync(1302);

        var expected = await hub.Database.ScalarAsync<long>("select count(*) from change_events", Cancel);

        // The feed waits for every transaction that began before, those of other tests on the same PostgreSQL too: ask again until all is there.
        var seen = new List<string>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        for (string? after = null; seen.Count < expected; )
        {
            var page = (
                await hub.DataAsync(
                    "query ($a: String) { changes(first: 2, after: $a) { nodes { kind subjectKind subjectId subject { id } } pageInfo { hasNextPage endCursor } } }",
                    new { a = after }
                )
            ).GetProperty("changes");
            seen.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("subjectId").GetString()!));
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString() ?? after;
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
            }
        }

        Assert.Equal(expected, seen.Count);
        Assert.Equal(seen.Count, seen.Distinct(StringComparer.Ordinal).Count());
    }

    private sealed class SlowReader : IFeedReader<FeedEvent>
    {
        public string Name => "slow";

        public bool StartsAtEnd => false;

        public Task HandleAsync(IReadOnlyList<FeedEvent> entries, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
