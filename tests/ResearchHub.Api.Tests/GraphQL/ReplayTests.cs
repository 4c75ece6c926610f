using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ResearchHub.Core.Events;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>A server with connections for all that may be under way at once.</summary>
public sealed class ReplayHubFixture(PostgresFixture postgres) : HubServerFixture(postgres)
{
    /// <inheritdoc />
    protected override int MostReads => 24;
}

/// <summary>Listeners that come back to a long past.</summary>
public sealed class ReplayTests(ReplayHubFixture hub) : IClassFixture<ReplayHubFixture>
{
    private const int Events = 300;
    private const int AtOnce = 16;
    private const string Document =
        "subscription ($after: String) { outputPublished(after: $after) { cursor output { slug contributors { position } } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_replay_has_few_events_under_way_at_once_and_still_brings_all_in_order()
    {
        var start = await hub.EndOfFeedAsync();
        await hub.PublishAsync(8301, "Replayed");
        await hub.Database.ExecuteAsync(
            $"insert into change_events (kind, subject_kind, subject_id) select 'UPDATED', 'STUDY', 8301 from generate_series(2, {Events})",
            Cancel
        );
        var published = await hub.Database.ScalarAsync<string[]>(
            "select array_agg(transaction || '-' || sequence order by transaction, sequence) from change_events where subject_id = 8301",
            Cancel
        );
        await using var client = await SocketClient.ConnectAsync(hub.Http.BaseAddress!);
        await TailReachedAsync(published![^1]);
        await using (var blocking = await BlockAsync())
        {
            await client.SubscribeAsync(Document, new { after = start });
            await SettledAsync();

            // And the readers of the feed, which may wait for the same table: the index, the saved searches.
            Assert.InRange(await WaitingAsync(), AtOnce, AtOnce + 4);
        }

        var heard = new List<string>();
        while (heard.Count < Events)
        {
            heard.Add((await client.NextAsync()).Cursor);
        }
        Assert.Equal(published, heard);
    }

    /// <summary>Lets nobody read contributions until it is disposed.</summary>
    private async Task<NpgsqlConnection> BlockAsync()
    {
        var connection = await hub.Database.DataSource.OpenConnectionAsync(Cancel);
        await using var command = new NpgsqlCommand("begin; lock table contributions in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync(Cancel);
        return connection;
    }

    /// <summary>Later the transaction of the lock would hold the feed back.</summary>
    private async Task TailReachedAsync(string cursor)
    {
        var tail = hub.Services.GetRequiredService<FeedTail<FeedEvent>>();
        var position = await tail.EndAsync(Cancel);
        Assert.True(FeedPosition.TryParse(cursor, out var last));
        while (position < last)
        {
            position = (await tail.NextAsync(position, Cancel))[^1].Position;
        }
    }

    /// <summary>As many wait as before a while.</summary>
    private async Task SettledAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        var (before, now) = (-1, 0);
        while (now < AtOnce || now != before)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), patience.Token);
            (before, now) = (now, await WaitingAsync());
        }
    }

    private Task<int> WaitingAsync() =>
        hub.Database.ScalarAsync<int>(
            "select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
            Cancel
        );
}
