using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Core;
using ResearchHub.Core.Data;
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
        const string pending = "SELECT count(*) FROM change_events WHERE transaction >= pg_snapshot_xmin(pg_current_snapshot())";
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
