using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Core.Access;
using ResearchHub.Core.Publishing;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>Described now, open later.</summary>
public sealed class EmbargoTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_stay_closed_until_the_day_and_open_by_themselves_even_after_a_restart()
    {
        var (ana, curator) = (await hub.TokenAsync("e-ana", Role.Researcher), await hub.TokenAsync("e-curator", Role.Curator));
        var id = await AcceptedAsync(ana, curator);

        var done = await hub.DoneAsync(
            ana,
            "publishOutput",
            new { id, embargoUntil = Day(30) },
            "output { state access embargoUntil files { download } }"
        );

        var output = done.GetProperty("output");
        var link = output.GetProperty("files")[0].GetProperty("download").GetString()!;
        Assert.Equal("EMBARGOED", output.GetProperty("state").GetString());
        Assert.Equal("EMBARGOED", output.GetProperty("access").GetString());
        Assert.Equal(Day(30), output.GetProperty("embargoUntil").GetString());
        Assert.Equal(("EMBARGOED", false), await SeenAsync(id, link));
        Assert.Equal(0, await hub.Services.GetRequiredService<EmbargoService>().ReleaseDueAsync(Cancel));

        var later = new TestClock();
        later.Advance(TimeSpan.FromDays(31));
        using var folder = new TestFolder();
        await using var other = await hub.StartAnotherAsync(later, folder, Cancel);
        for (var i = 0; i < 100 && await SeenAsync(id, link) != ("PUBLISHED", true); i++)
        {
            await Task.Delay(50, Cancel);
        }

        Assert.Equal(("PUBLISHED", true), await SeenAsync(id, link));
        await other.StopAsync(Cancel);
        var events = await hub.Database.ScalarAsync<string>(
            $"select string_agg(kind, ' ' order by sequence) from change_events where subject_id = (select id from research_outputs where embargo_until = '{Day(30)}')",
            Cancel
        );
        Assert.Equal("PUBLISHED RELEASED", events);
    }

    [Fact]
    public async Task Several_servers_release_each_output_once()
    {
        var (ana, curator) = (await hub.TokenAsync("e-many", Role.Researcher), await hub.TokenAsync("e-many-curator", Role.Curator));
        var ids = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            ids.Add(await AcceptedAsync(ana, curator, withFile: false));
            await hub.DoneAsync(ana, "publishOutput", new { id = ids[i], embargoUntil = Day(400) });
        }
        var later = new TestClock();
        later.Advance(TimeSpan.FromDays(401));
        var source = hub.Services.GetRequiredService<Npgsql.NpgsqlDataSource>();

        var released = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => new EmbargoService(source, later).ReleaseDueAsync(Cancel)));

        Assert.Equal(12, released.Sum());
        var announced = await hub.Database.ScalarAsync<long>(
            $"select count(*) from change_events e join research_outputs o on o.id = e.subject_id where e.kind = 'RELEASED' and o.embargo_until = '{Day(400)}'",
            Cancel
        );
        Assert.Equal(12, announced);
    }

    [Fact]
    public async Task A_day_that_is_no_embargo_is_refused_and_nothing_is_published()
    {
        var (ana, curator) = (await hub.TokenAsync("e-wrong", Role.Researcher), await hub.TokenAsync("e-wrong-curator", Role.Curator));
        var id = await AcceptedAsync(ana, curator, withFile: false);

        foreach (var day in new[] { Day(0), Day(-1), Day(365 * 11) })
        {
            Assert.Equal(
                ["INVALID input.embargoUntil"],
                (await hub.RunAsync(ana, "publishOutput", new { id, embargoUntil = day })).Problems()
            );
        }

        var node = await hub.DataAsync("query ($id: ID!) { node(id: $id) { id } }", new { id });
        Assert.Equal("""{"node":null}""", node.GetRawText());
    }

    private string Day(int days) =>
        hub.Clock.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<(string? State, bool IsOpen)> SeenAsync(string id, string link)
    {
        var node = await hub.DataAsync("query ($id: ID!) { node(id: $id) { ... on Dataset { title state } } }", new { id });
        using var response = await hub.Http.GetAsync(link, Cancel);
        return (node.GetProperty("node").GetProperty("state").GetString(), response.StatusCode == HttpStatusCode.OK);
    }

    private async Task<string> AcceptedAsync(string owner, string curator, bool withFile = true)
    {
        var id = (await hub.DoneAsync(owner, "createDataset", DescribeOutputsTests.Dataset("Pod embargom"), "dataset { id }"))
            .GetProperty("dataset")
            .GetProperty("id")
            .GetString()!;
        if (withFile)
        {
            using var form = UploadFileTests.Form(id, "a,b\n1,2\n"u8.ToArray(), "t.csv", "text/csv");
            await hub.SendAsync(owner, form);
        }
        await hub.DoneAsync(owner, "submitOutput", new { id });
        await hub.DoneAsync(curator, "acceptOutput", new { id });
        return id;
    }
}
