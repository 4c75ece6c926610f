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
        await using var older = new NpgsqlConnection(hub.Database.ConnectionString);
        await older.OpenAsync(Cancel);
        await using (var transaction = await older.BeginTransactionAsync(Cancel))
        {
            await using var number = new NpgsqlCommand("select pg_current_xact_id()", older, transaction);
            await number.ExecuteScalarAsync(Cancel);
            await hub.PublishAsync(8101);

            var (none, isHeldBack) = await feed.LookAsync(start, 10, Cancel);

            Assert.Empty(none);
            Assert.True(isHeldBack);
            Assert.Empty(await feed.ReadAsync(start, 10, Cancel));
        }

        Assert.Equal("a-8101", (await client.NextAsync()).Payload.GetProperty("output").GetProperty("slug").GetString());
    }
}
