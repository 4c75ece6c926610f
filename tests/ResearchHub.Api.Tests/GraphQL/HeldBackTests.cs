using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>Entries of a feed that are committed while an older transaction still runs.</summary>
public sealed class HeldBackTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_known_to_be_there_and_come_without_another_notification_when_the_older_one_ends()
    {
        var feed = hub.Services.GetRequiredService<ChangeFeed>();
        Assert.True(FeedPosition.TryParse(await hub.EndOfFeedAsync() ?? "0-0", out var start));
        await using var client = await SocketClient.ConnectAsync(hub.Http.BaseAddress!);
        await client.SubscribeAsync($"subscription {{ outputPublished(after: \"{start}\") {{ cursor output {{ slug }} }} }}");
        await using (await hub.HoldBackAsync())
        {
            await hub.PublishAsync(8101);

            var (none, isHeldBack) = await feed.LookAsync(start, 10, Cancel);

            Assert.Empty(none);
            Assert.True(isHeldBack);
            Assert.Empty(await feed.ReadAsync(start, 10, Cancel));
        }

        Assert.Equal("a-8101", (await client.NextAsync()).Payload.GetProperty("output").GetProperty("slug").GetString());
    }

    [Fact]
    public async Task Who_comes_meanwhile_hears_of_all_that_is_committed_from_then_on_and_of_nothing_from_before()
    {
        const string Change =
            "insert into change_events (kind, subject_kind, subject_id) values ('UPDATED', 'STUDY', 8111) returning transaction || '-' || sequence";
        await hub.PublishAsync(8111);
        EventStream listener;
        var told = new List<string?>();
        await using (await hub.HoldBackAsync())
        {
            await using var running = await hub.Database.DataSource.OpenConnectionAsync(Cancel);
            await using var transaction = await running.BeginTransactionAsync(Cancel);
            await using var change = new NpgsqlCommand(Change, running, transaction);
            told.Add((string?)await change.ExecuteScalarAsync(Cancel));
            await hub.Database.ScalarAsync<string>(Change, Cancel);

            listener = await EventStream.OpenAsync(hub.Http, null, "subscription { outputPublished { cursor } }");

            await transaction.CommitAsync(Cancel);
            told.Add(await hub.Database.ScalarAsync<string>(Change, Cancel));
        }

        await using var _ = listener;
        Assert.Equal(told, [await CursorAsync(), await CursorAsync()]);

        async Task<string?> CursorAsync() => (await listener.NextAsync()).GetProperty("cursor").GetString();
    }
}
