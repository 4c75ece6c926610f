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
        for (var i = 0; i < 1200 && await SeenAsync(id, link) != ("PUBLISHED", true); i++)
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
    public async Task What_was_retracted_meanwhile_opens_on_the_day_and_stays_retracted_and_what_was_withdrawn_stays_closed()
    {
        var (ana, curator) = (await hub.TokenAsync("e-back", Role.Researcher), await hub.TokenAsync("e-back-curator", Role.Curator));
        var (retracted, retractedLink) = await EmbargoedAsync(ana, curator, 600);
        var (withdrawn, withdrawnLink) = await EmbargoedAsync(ana, curator, 600);
        await hub.DoneAsync(curator, "retractOutput", new { id = retracted, reason = "The data are wrong." });
        await hub.DoneAsync(curator, "withdrawOutput", new { id = withdrawn, reason = "The data are not ours." });
        var before = await SeenAsync(retracted, retractedLink);

        var released = await ReleaseAsync(601);

        Assert.Equal(("RETRACTED", false), before);
        Assert.Equal(1, released);
        Assert.Equal(("RETRACTED", true), await SeenAsync(retracted, retractedLink));
        Assert.Equal(("WITHDRAWN", false), await SeenAsync(withdrawn, withdrawnLink));
        Assert.Equal(0, await ReleaseAsync(601));
        // The index learns of it, and nobody is told of a retracted record as of a new one.
        Assert.Equal(
            "UPDATED",
            await hub.Database.ScalarAsync<string>(
                $"select e.kind from change_events e join research_outputs o on o.id = e.subject_id where o.embargo_until = '{Day(600)}' and o.state = 'RETRACTED' order by e.sequence desc limit 1",
                Cancel
            )
        );
        Assert.Equal(
            "RETRACTED OPEN The data are wrong. / WITHDRAWN EMBARGOED The data are not ours.",
            await hub.Database.ScalarAsync<string>(
                $"select string_agg(concat_ws(' ', state, access, state_reason), ' / ' order by state) from research_outputs where embargo_until = '{Day(600)}'",
                Cancel
            )
        );
    }

    [Fact]
    public async Task The_server_writes_down_what_it_did_as_it_does_for_people()
    {
        var (ana, curator) = (await hub.TokenAsync("e-log", Role.Researcher), await hub.TokenAsync("e-log-curator", Role.Curator));
        var (id, _) = await EmbargoedAsync(ana, curator, 800);

        await ReleaseAsync(801);

        var node = (
            await hub.DataAsAsync(
                ana,
                """
                query ($id: ID!) { node(id: $id) { ... on Dataset {
                  revision
                  revisions(first: 1) { nodes { revision kind actor { name } changes { field before after } } }
                  audit(first: 1) { nodes { action actor { name } address credential subjectId } } } } }
                """,
                new { id }
            )
        ).GetProperty("node");
        var audit = node.GetProperty("audit").GetProperty("nodes")[0].GetRawText();
        Assert.Equal(
            (
                $$"""{"revision":{{node.GetProperty("revision").GetInt32()}},"kind":"STATE_CHANGED","actor":null,"changes":[{"field":"access","before":["EMBARGOED"],"after":["OPEN"]},{"field":"state","before":["EMBARGOED"],"after":["PUBLISHED"]}]}""",
                $$"""{"action":"releaseEmbargo","actor":null,"address":null,"credential":null,"subjectId":"{{id}}"}"""
            ),
            (node.GetProperty("revisions").GetProperty("nodes")[0].GetRawText(), audit)
        );
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

    private async Task<(string Id, string Link)> EmbargoedAsync(string owner, string curator, int days)
    {
        var id = await AcceptedAsync(owner, curator);
        var done = await hub.DoneAsync(owner, "publishOutput", new { id, embargoUntil = Day(days) }, "output { files { download } }");
        return (id, done.GetProperty("output").GetProperty("files")[0].GetProperty("download").GetString()!);
    }

    private async Task<int> ReleaseAsync(int days)
    {
        var later = new TestClock();
        later.Advance(TimeSpan.FromDays(days));
        return await new EmbargoService(hub.Services.GetRequiredService<Npgsql.NpgsqlDataSource>(), later).ReleaseDueAsync(Cancel);
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
