using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Core;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;
using ResearchHub.Search;
using ResearchHub.Testing;
using Xunit;

namespace ResearchHub.Api.Tests.Hosting;

/// <summary>The index follows the database: rebuilt when it must be, brought up to date when it can be.</summary>
public sealed class SearchProjectionTests(HubDatabaseFixture hub) : IClassFixture<HubDatabaseFixture>, IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_after_a_rebuild_are_applied_once_and_survive_a_new_start()
    {
        await using (var services = Services())
        {
            var projection = services.GetRequiredService<SearchProjection>();
            Assert.True(await projection.NeedsRebuildAsync(Cancel));
            await SettledAsync();
            await projection.RebuildAsync(null, Cancel);
            await AddOrganizationAsync("Institut za zapošljavanje");
            await SettledAsync();

            Assert.Equal(1, await projection.CatchUpAsync(null, Cancel));
            Assert.Equal(0, await projection.CatchUpAsync(null, Cancel));
        }

        await using var again = Services();

        Assert.False(await again.GetRequiredService<SearchProjection>().NeedsRebuildAsync(Cancel));
        Assert.Equal(0, await again.GetRequiredService<SearchProjection>().CatchUpAsync(null, Cancel));
        Assert.Equal(
            await hub.Database.ScalarAsync<long>("SELECT count(*) FROM organizations", Cancel),
            again.GetRequiredService<ISearchIndex>().Status.Documents
        );
    }

    [Fact]
    public async Task A_record_that_is_gone_from_the_database_leaves_the_index()
    {
        await using var services = Services();
        var projection = services.GetRequiredService<SearchProjection>();
        var id = await AddOrganizationAsync("Kancelarija");
        await projection.RebuildAsync(null, Cancel);
        var before = services.GetRequiredService<ISearchIndex>().Status.Documents;

        await hub.Database.ExecuteAsync($"DELETE FROM organizations WHERE id = {id}", Cancel);
        await AddEventAsync("DELETED", id);
        await SettledAsync();
        await projection.CatchUpAsync(null, Cancel);

        Assert.Equal(before - 1, services.GetRequiredService<ISearchIndex>().Status.Documents);
    }

    [Fact]
    public async Task An_index_that_is_ahead_of_the_database_is_rebuilt()
    {
        await using (var services = Services())
        {
            await AddOrganizationAsync("Zavod");
            await SettledAsync();
            await services.GetRequiredService<SearchProjection>().RebuildAsync(null, Cancel);
        }
        await hub.Database.ExecuteAsync("DELETE FROM change_events", Cancel);

        await using var restored = Services();

        Assert.True(await restored.GetRequiredService<SearchProjection>().NeedsRebuildAsync(Cancel));
    }

    [Fact]
    public async Task What_happens_after_a_dump_was_restored_into_a_younger_server_comes_after_what_it_holds()
    {
        var database = hub.Database;
        await AddOrganizationAsync("Arhiv");
        await SettledAsync();
        // As a server leaves it that was two hundred million transactions further on.
        await database.ExecuteAsync(
            """
            update change_events set transaction = (transaction::text::bigint + 200000000)::text::xid8;
            insert into feed_positions (reader, transaction, sequence, feed)
              select 'restored', transaction, sequence, 'change_events' from change_events order by 2 desc, 3 desc limit 1
            """,
            Cancel
        );
        var (old, sequence) = (
            await database.ScalarAsync<ulong>("select transaction from feed_positions where reader = 'restored'", Cancel),
            await database.ScalarAsync<long>("select sequence from feed_positions where reader = 'restored'", Cancel)
        );
        var (end, lost) = (new FeedPosition(old, sequence), new FeedPosition(old + 1, sequence + 1));

        await DatabaseSetup.RunAsync(database.ConnectionString, Cancel);

        await using var services = Services();
        var (projection, feed) = (services.GetRequiredService<SearchProjection>(), services.GetRequiredService<ChangeFeed>());
        Assert.Equal(end, await feed.EndAsync(Cancel));
        await projection.RebuildAsync(null, Cancel);
        var id = await AddOrganizationAsync("Novi arhiv");
        await SettledAsync();
        Assert.Equal(1, await projection.CatchUpAsync(null, Cancel));
        Assert.Equal([id], (await feed.ReadAsync(end, 10, Cancel)).Select(one => one.SubjectId));
        Assert.True(await feed.HoldsAsync(end, Cancel));
        Assert.False(await feed.HoldsAsync(lost, Cancel));
        await DatabaseSetup.RunAsync(database.ConnectionString, Cancel);
        var later = await AddOrganizationAsync("Još jedan");
        await SettledAsync();
        Assert.Equal([id, later], (await feed.ReadAsync(end, 10, Cancel)).Select(one => one.SubjectId));
        await database.ExecuteAsync("delete from feed_positions where reader = 'restored'", Cancel);
    }

    [Fact]
    public async Task A_start_on_the_same_server_moves_nothing_on()
    {
        await AddOrganizationAsync("Muzej");
        var before = await hub.Database.ScalarAsync<long>("select shift from feed_epoch", Cancel);

        await DatabaseSetup.RunAsync(hub.Database.ConnectionString, Cancel);

        Assert.Equal(before, await hub.Database.ScalarAsync<long>("select shift from feed_epoch", Cancel));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<long> AddOrganizationAsync(string name)
    {
        var id = await hub.Database.ScalarAsync<long>(
            $"""
            INSERT INTO organizations (slug, name, name_key, sector, created_at, updated_at)
            VALUES ('{Guid.NewGuid()}', '{name}', '{Guid.NewGuid()}', 'UNKNOWN', now(), now()) RETURNING id
            """,
            Cancel
        );
        await AddEventAsync("PUBLISHED", id);
        return id;
    }

    private Task<int> AddEventAsync(string kind, long id) =>
        hub.Database.ExecuteAsync(
            $"INSERT INTO change_events (kind, subject_kind, subject_id, occurred_at) VALUES ('{kind}', 'ORGANIZATION', {id}, now())",
            Cancel
        );

    /// <summary>Readers see an event once every older transaction of the server has ended, and other tests have theirs.</summary>
    private async Task SettledAsync()
    {
        const string pending = "SELECT count(*) FROM change_events WHERE transaction >= feed_horizon()";
        while (await hub.Database.ScalarAsync<long>(pending, Cancel) > 0)
        {
            await Task.Yield();
        }
    }

    private ServiceProvider Services() =>
        new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton(_ => HubDatabase.Open(hub.Database.ConnectionString))
            .AddResearchHubCore()
            .AddResearchHubSearch(new SearchOptions { Directory = _folder.Path })
            .AddSingleton<SearchProjection>()
            .BuildServiceProvider();
}
