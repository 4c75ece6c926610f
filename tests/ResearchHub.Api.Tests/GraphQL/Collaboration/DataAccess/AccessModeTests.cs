using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.DataAccess;

/// <summary>For whom data are and how they are had do not contradict each other; where they did, the stricter of the two holds.</summary>
public sealed class AccessModeTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("OPEN", "OPEN", "EMBARGOED")]
    [InlineData("DIRECT", "OPEN", "RESTRICTED EMBARGOED")]
    [InlineData("PUBLIC", "OPEN", "RESTRICTED EMBARGOED")]
    [InlineData("LICENSED", "RESTRICTED", "EMBARGOED")]
    [InlineData("DATA_ENCLAVE", "RESTRICTED", "EMBARGOED")]
    [InlineData("REMOTE", "RESTRICTED", "OPEN METADATA_ONLY EMBARGOED")]
    [InlineData("NOT_AVAILABLE", "METADATA_ONLY", "EMBARGOED")]
    public async Task A_mode_has_its_usual_access_right_unless_another_is_given_that_it_can_go_with(
        string mode,
        string usual,
        string others
    )
    {
        var ana = await hub.TokenAsync($"am-{mode}", Role.Researcher);
        var refused = new List<string>();
        foreach (var access in new[] { "OPEN", "EMBARGOED", "RESTRICTED", "METADATA_ONLY" })
        {
            var payload = await CreateAsync(
                ana,
                new
                {
                    accessMode = mode,
                    access,
                    titles = DescribeOutputsTests.Titles("Tabele"),
                }
            );
            if (payload.Problems() is [var problem])
            {
                Assert.Equal("INVALID input.access", problem);
                Assert.Equal(
                    $"'accessMode' {mode} contradicts 'access' {access}: give it with {string.Join(" or ", others.Split(' ').Prepend(usual))}.",
                    payload.GetProperty("errors")[0].GetProperty("message").GetString()
                );
                refused.Add(access);
                continue;
            }
            Assert.Equal(access, Dataset(payload, "access"));
        }

        var derived = await CreateAsync(ana, new { accessMode = mode, titles = DescribeOutputsTests.Titles("Tabele") });
        var cleared = await CreateAsync(
            ana,
            new
            {
                accessMode = mode,
                access = (string?)null,
                titles = DescribeOutputsTests.Titles("Tabele"),
            }
        );

        Assert.Equal(
            new[] { "OPEN", "EMBARGOED", "RESTRICTED", "METADATA_ONLY" }.Except(others.Split(' ').Append(usual), StringComparer.Ordinal),
            refused
        );
        Assert.Equal((usual, usual), (Dataset(derived, "access"), Dataset(cleared, "access")));
        Assert.Equal(
            6 - refused.Count,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from research_outputs where owner_id = (select id from users where email = 'am-{mode.ToLowerInvariant()}@example.org')",
                Cancel
            )
        );
    }

    [Fact]
    public async Task Neither_is_revised_into_what_contradicts_the_other()
    {
        var ana = await hub.TokenAsync("am-revise", Role.Researcher);
        var id = Dataset(await CreateAsync(ana, new { accessMode = "OPEN", titles = DescribeOutputsTests.Titles("Tabele") }), "id");

        var mode = await ReviseAsync(ana, id, 1, new() { ["accessMode"] = "LICENSED" });
        var access = await ReviseAsync(ana, id, 1, new() { ["access"] = "RESTRICTED" });
        var stale = await ReviseAsync(ana, id, 7, new() { ["accessMode"] = "LICENSED" });
        var seen = (await hub.SeenAsync(ana, id, "revision access ... on Dataset { accessMode }")).GetRawText();
        var both = await ReviseAsync(ana, id, 1, new() { ["accessMode"] = "LICENSED", ["access"] = null });
        var other = await ReviseAsync(ana, id, 2, new() { ["publisher"] = "Here" });

        Assert.Equal(["INVALID input.accessMode"], mode.Problems());
        Assert.Equal(["INVALID input.access"], access.Problems());
        Assert.Equal(["CONFLICT input.expectedRevision", "INVALID input.accessMode"], stale.Problems());
        Assert.Equal("""{"revision":1,"access":"OPEN","accessMode":"OPEN"}""", seen);
        Assert.Equal("RESTRICTED", Dataset(both, "access"));
        Assert.Empty(other.Problems());
    }

    [Theory]
    [InlineData("OPEN", "OPEN", 200, "Its files are open: download them.")]
    [InlineData("OPEN", "PUBLIC", 200, "Its files are open: download them.")]
    [InlineData("OPEN", "DIRECT", 200, "Its files are open: download them.")]
    [InlineData("OPEN", "LICENSED", 404, null)]
    [InlineData("OPEN", "DATA_ENCLAVE", 404, null)]
    [InlineData("OPEN", "REMOTE", 404, "Nobody gives its files here: see its access mode.")]
    [InlineData("OPEN", "NOT_AVAILABLE", 404, "Nobody gives its files here: see its access mode.")]
    [InlineData("RESTRICTED", "OPEN", 404, null)]
    [InlineData("METADATA_ONLY", "OPEN", 404, null)]
    public async Task Of_what_is_published_already_the_stricter_holds_and_what_is_not_open_can_be_asked_for(
        string access,
        string mode,
        int status,
        string? refusal
    )
    {
        var ana = await hub.TokenAsync($"am-asks-{access}-{mode}", Role.Researcher);
        var (dataset, path) = await PublishedAsync(access, mode, "PUBLISHED");

        var downloaded = await FileOfDraft.StatusAsync(hub, $"Bearer {ana}", path);
        var preview = await hub.SeenAsync(ana, dataset, "... on Dataset { preview(first: 1) { rows } }");
        var asked = await hub.DataAsAsync(
            ana,
            "mutation ($i: RequestDataAccessInput!) { requestDataAccess(input: $i) { request { status } errors { message } } }",
            new { i = new { dataset, purpose = "A thesis." } }
        );

        Assert.Equal(status, downloaded);
        Assert.Equal(status == 200, preview.GetProperty("preview").ValueKind == JsonValueKind.Object);
        Assert.Equal(
            refusal is null
                ? """{"request":{"status":"SUBMITTED"},"errors":[]}"""
                : $$"""{"request":null,"errors":[{"message":"{{refusal}}"}]}""",
            asked.GetProperty("requestDataAccess").GetRawText()
        );
    }

    [Theory]
    [InlineData("DIRECT", "OPEN", "RESTRICTED", 200)]
    [InlineData("LICENSED", "RESTRICTED", null, 404)]
    public async Task An_embargo_ends_in_the_access_right_of_the_mode(string mode, string usual, string? other, int status)
    {
        var (ana, curator) = (await hub.TokenAsync($"am-e-{mode}", Role.Researcher), await hub.TokenAsync($"am-ec-{mode}", Role.Curator));
        var id = Dataset(
            await CreateAsync(
                ana,
                new
                {
                    accessMode = mode,
                    access = other,
                    titles = DescribeOutputsTests.Titles("Tabele"),
                }
            ),
            "id"
        );
        var path = await FileOfDraft.UploadAsync(hub, ana, id, "table.csv");
        await hub.DoneAsync(ana, "submitOutput", new { id });
        await hub.DoneAsync(curator, "acceptOutput", new { id });
        var embargo = new { id, embargoUntil = Day(30) };

        if (other is not null)
        {
            Assert.Equal(["INVALID input.embargoUntil"], (await hub.RunAsync(ana, "publishOutput", embargo)).Problems());
            Assert.Equal("ACCEPTED", (await hub.SeenAsync(ana, id, "state")).GetProperty("state").GetString());
            await hub.Database.ExecuteAsync(
                $"update research_outputs set access = '{usual}' where id = {NodeId.KeyOf(id, "Dataset")}",
                Cancel
            );
        }
        await hub.DoneAsync(ana, "publishOutput", embargo);
        hub.Clock.Advance(TimeSpan.FromDays(31));
        await hub.Services.GetRequiredService<EmbargoService>().ReleaseDueAsync(Cancel);

        Assert.Equal($$"""{"state":"PUBLISHED","access":"{{usual}}"}""", (await hub.SeenAsync(null, id, "state access")).GetRawText());
        Assert.Equal(status, await FileOfDraft.StatusAsync(hub, null, path));
    }

    [Fact]
    public async Task A_successor_of_what_contradicts_itself_or_is_under_an_embargo_has_the_usual_access_right()
    {
        var curator = await hub.TokenAsync("am-successor", Role.Curator);
        var made = new List<string?>();
        foreach (
            var (access, mode) in new[]
            {
                ("OPEN", "LICENSED"),
                ("EMBARGOED", "DATA_ENCLAVE"),
                ("EMBARGOED", "PUBLIC"),
                ("RESTRICTED", "PUBLIC"),
            }
        )
        {
            var (dataset, _) = await PublishedAsync(access, mode, "PUBLISHED");
            var next = await hub.DoneAsync(curator, "createVersion", new { id = dataset }, "output { access }");
            made.Add(next.GetProperty("output").GetProperty("access").GetString());
        }

        Assert.Equal(["RESTRICTED", "RESTRICTED", "OPEN", "RESTRICTED"], made);
    }

    private Task<JsonElement> CreateAsync(string token, object input) =>
        hub.RunAsync(token, "createDataset", input, "dataset { id access }");

    private Task<JsonElement> ReviseAsync(string token, string id, int expectedRevision, Dictionary<string, object?> input)
    {
        (input["id"], input["expectedRevision"]) = (id, expectedRevision);
        return hub.RunAsync(token, "reviseDataset", input, "dataset { access }");
    }

    private static string Dataset(JsonElement payload, string field) => payload.GetProperty("dataset").GetProperty(field).GetString()!;

    private string Day(int days) => hub.Clock.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A dataset with a file, as it may have been published before the two were checked.</summary>
    private async Task<(string Dataset, string Path)> PublishedAsync(string access, string mode, string state)
    {
        var key = await hub.Database.ScalarAsync<long>("select nextval('node_ids')", Cancel);
        await hub.Database.ExecuteAsync(
            $$"""
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, access_mode)
            values ({{key}}, 'DATASET', 'am-{{key}}', 'DRAFT', 1, 'Doznake', '[{"language":"en","text":"Doznake"}]', '[]', '{en}', '{{access}}', 'modes', '{{key}}', now(), now(), '{{mode}}');
            insert into data_files (id, output_id, position, name, media_type, bytes, sha256, rows, storage_key)
            values ({{key}}, {{key}}, 0, 'transfers.csv', 'text/csv', 36, '{{key:x64}}', 2, 'seed:datasets/transfers.csv');
            update research_outputs set state = '{{state}}' where id = {{key}};
            """,
            Cancel
        );
        return (NodeId.Encode("Dataset", key), $"/files/{NodeId.Encode("DataFile", key)}/transfers.csv");
    }
}
