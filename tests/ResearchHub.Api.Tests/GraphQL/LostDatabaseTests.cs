using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Collaboration.Inbox;
using ResearchHub.Core.Events;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>Listeners while the database cuts everybody off.</summary>
public sealed class LostDatabaseTests(MortalHubFixture hub) : IClassFixture<MortalHubFixture>
{
    private const string Document = "subscription ($after: String) { notificationReceived(after: $after) { cursor } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Who_is_cut_off_is_told_the_cursor_and_goes_on_from_there_without_gap_or_repeat(int before)
    {
        var (ana, user) = await hub.MemberAsync($"cut-off-{before}");
        var start = await PositionAsync();
        await NotifyAsync(user, before, "Study", 101);
        await NotifyAsync(user, 3, "Organization", 21);
        await TailReachedAsync();
        var (socket, stream) = (new List<string>(), new List<string>());
        JsonElement overSocket,
            overEvents;
        await using (var client = await SocketClient.ConnectAsync(hub.Http.BaseAddress!, new { Authorization = $"Bearer {ana}" }))
        await using (await BlockAsync())
        {
            await client.SubscribeAsync(Document, new { after = start });
            await using var events = await EventStream.OpenAsync(hub.Http, ana, Document, new { after = start });
            for (var heard = 0; heard < before; heard++)
            {
                socket.Add(Cursor(await client.NextAsync("notificationReceived")));
                stream.Add(Cursor(await events.NextAsync()));
            }
            await hub.UntilAsync(
                "select count(*)::text from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
                "2"
            );

            await hub.CutOffAsync();

            overSocket = (await client.ReceiveAsync()).GetProperty("payload");
            overEvents = await events.ResultAsync();
            Assert.Equal("complete", (await client.ReceiveAsync()).GetProperty("type").GetString());
            Assert.EndsWith("event: complete\ndata: \n\n", await events.TextAsync(), StringComparison.Ordinal);
        }
        var last = before == 0 ? start : socket[^1];
        Assert.Equal((last, last), (EndedAt(overSocket), EndedAt(overEvents)));

        await using (var client = await SocketClient.ConnectAsync(hub.Http.BaseAddress!, new { Authorization = $"Bearer {ana}" }))
        await using (var events = await EventStream.OpenAsync(hub.Http, ana, Document, new { after = last }))
        {
            await client.SubscribeAsync(Document, new { after = last });
            await NotifyAsync(user, 1, "Study", 101);
            for (var missed = 0; missed < 4; missed++)
            {
                socket.Add(Cursor(await client.NextAsync("notificationReceived")));
                stream.Add(Cursor(await events.NextAsync()));
            }
        }

        var all = await hub.Database.ScalarAsync<string[]>(
            $"select array_agg(transaction || '-' || sequence order by transaction, sequence) from notifications where user_id = {user}",
            Cancel
        );
        Assert.Equal(before + 4, all!.Length);
        Assert.Equal(all, socket);
        Assert.Equal(all, stream);
    }

    [Fact]
    public async Task Who_only_waited_notices_nothing()
    {
        var start = await hub.EndOfFeedAsync();
        const string Published = "subscription ($after: String) { outputPublished(after: $after) { cursor output { slug } } }";
        await using var client = await SocketClient.ConnectAsync(hub.Http.BaseAddress!);
        await client.SubscribeAsync(Published, new { after = start });
        await using var events = await EventStream.OpenAsync(hub.Http, null, Published, new { after = start });
        await hub.PublishAsync(8401);
        Assert.Equal("a-8401", Slug((await client.NextAsync()).Payload));
        Assert.Equal("a-8401", Slug(await events.NextAsync()));

        await hub.CutOffAsync();
        await hub.PublishAsync(8402);

        Assert.Equal("a-8402", Slug((await client.NextAsync()).Payload));
        Assert.Equal("a-8402", Slug(await events.NextAsync()));

        static string? Slug(JsonElement one) => one.GetProperty("output").GetProperty("slug").GetString();
    }

    [Fact]
    public async Task A_reader_that_is_cut_off_says_so_and_not_that_it_failed()
    {
        await hub.PublishAsync(8403);
        var pump = hub.Services.GetRequiredService<FeedPump<FeedEvent>>();

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => pump.RunAsync(new CutOffReader(hub.Database), Cancel));
    }

    private static string Cursor(JsonElement one) => one.GetProperty("cursor").GetString()!;

    /// <summary>The cursor in the only error of a last result.</summary>
    private static string? EndedAt(JsonElement result)
    {
        var error = Assert.Single(result.GetProperty("errors").EnumerateArray()).GetProperty("extensions");
        Assert.Equal("SUBSCRIPTION_FAILED", error.GetProperty("code").GetString());
        return error.TryGetProperty("cursor", out var cursor) ? cursor.GetString() : null;
    }

    private async Task<string> PositionAsync() =>
        await hub.Database.ScalarAsync<string>(
            "select transaction || '-' || sequence from notifications order by transaction desc, sequence desc limit 1",
            Cancel
        ) ?? "0-0";

    private Task<int> NotifyAsync(long user, int count, string type, long id) =>
        hub.Database.ExecuteAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                insert into notifications (user_id, feed, feed_transaction, feed_sequence, kind, topic_type, topic_id, is_addressed, group_type, group_id, occurred_at)
                select {user}, 'change_events', '1', nextval('node_ids'), 'PUBLISHED', '{type}', {id}, false, '{type}', {id}, now() from generate_series(1, {count})
                """
            ),
            Cancel
        );

    /// <summary>Lets nobody look at organisations, and so nobody judge who may hear of them, until it is disposed.</summary>
    private async Task<NpgsqlConnection> BlockAsync()
    {
        // Of no pool, which would want to end the transaction of a connection that has broken.
        var connection = new NpgsqlConnection(hub.Database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand("begin; lock table organizations in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync(Cancel);
        return connection;
    }

    /// <summary>Later the transaction of the lock would hold the feed back.</summary>
    private async Task TailReachedAsync()
    {
        Assert.True(FeedPosition.TryParse(await PositionAsync(), out var last));
        var tail = hub.Services.GetRequiredService<FeedTail<Notification>>();
        var position = await tail.EndAsync(Cancel);
        while (position < last)
        {
            position = (await tail.NextAsync(position, Cancel))[^1].Position;
        }
    }

    private sealed class CutOffReader(TestDatabase database) : IFeedReader<FeedEvent>
    {
        public string Name => "cut-off";

        public bool StartsAtEnd => false;

        public Task HandleAsync(IReadOnlyList<FeedEvent> entries, CancellationToken cancellationToken) =>
            database.ExecuteAsync(
                """
                select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'
                  and (classid::bigint << 32 | objid::bigint) = hashtextextended('feed-reader:cut-off', 0)
                """,
                cancellationToken
            );
    }
}
