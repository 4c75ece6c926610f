using System.Text.Json;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>New versions of what is published; the old ones stay.</summary>
public sealed class VersionTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Fields =
        "id version state title isLatestVersion latestVersion { id } versions { nodes { id version } } relations { nodes { type output { id } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Study", """{"type":"REPORT"}""")]
    [InlineData("Dataset", """{"accessMode":"OPEN"}""")]
    [InlineData("LearningResource", """{"format":"GUIDE"}""")]
    public async Task A_new_version_succeeds_the_old_one_which_stays_and_says_so(string kind, string own)
    {
        var (ana, curator) = (await hub.TokenAsync($"v-ana-{kind}", Role.Researcher), await hub.TokenAsync("v-curator", Role.Curator));
        var first = await PublishedAsync(ana, curator, kind, own, $"Godišnjak {kind}");
        var before = await SnapshotAsync(first);

        var draft = (
            await hub.DoneAsync(ana, "createVersion", new { id = first }, $"output {{ {Fields} contributors {{ nameAsPrinted }} }}")
        ).GetProperty("output");
        var second = draft.GetProperty("id").GetString()!;
        Assert.Equal("DRAFT", draft.GetProperty("state").GetString());
        Assert.Equal(2, draft.GetProperty("version").GetInt32());
        Assert.Equal("Ana Petrović", draft.GetProperty("contributors")[0].GetProperty("nameAsPrinted").GetString());
        Assert.Equal(
            "{\"nodes\":[{\"type\":\"IS_NEW_VERSION_OF\",\"output\":{\"id\":\"" + first + "\"}}]}",
            draft.GetProperty("relations").GetRawText()
        );
        Assert.Equal(
            """{"isLatestVersion":true,"relations":{"nodes":[]},"versions":{"nodes":[{"version":1}]}}""",
            await StandingAsync(first)
        );

        await hub.DoneAsync(
            ana,
            $"revise{kind}",
            new
            {
                id = second,
                expectedRevision = 1,
                titles = DescribeOutputsTests.Titles($"Godišnjak {kind}, drugo izdanje"),
            }
        );
        Assert.Equal("PUBLISHED", await hub.PublishAsync(ana, curator, second));

        Assert.Equal(
            """{"isLatestVersion":false,"relations":{"nodes":[{"type":"IS_PREVIOUS_VERSION_OF"}]},"versions":{"nodes":[{"version":2},{"version":1}]}}""",
            await StandingAsync(first)
        );
        Assert.Equal(before, await SnapshotAsync(first));
        Assert.Equal([second], await FoundAsync($"Godišnjak {kind}"));
        Assert.Equal(["PUBLISHED", "SUPERSEDED"], await EventsAsync(first));
        Assert.Equal(["UPDATED"], await EventsAsync(second));

        // The newer one is taken down: the older is the latest again.
        await hub.DoneAsync(curator, "withdrawOutput", new { id = second, reason = "Wrong file." });
        Assert.Equal(
            """{"isLatestVersion":true,"relations":{"nodes":[{"type":"IS_PREVIOUS_VERSION_OF"}]},"versions":{"nodes":[{"version":2},{"version":1}]}}""",
            await StandingAsync(first)
        );
        Assert.Equal([first], await FoundAsync($"Godišnjak {kind}"));
        var third = await hub.DoneAsync(ana, "createVersion", new { id = first }, "output { version }");
        Assert.Equal(3, third.GetProperty("output").GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task There_is_one_draft_of_a_successor_and_only_of_the_latest()
    {
        var (ana, curator) = (await hub.TokenAsync("v-one", Role.Researcher), await hub.TokenAsync("v-one-curator", Role.Curator));
        var first = await PublishedAsync(ana, curator, "Dataset", """{"accessMode":"OPEN"}""", "Jedan");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => hub.RunAsync(ana, "createVersion", new { id = first }, "output { id }"))
        );

        var made = Assert.Single(answers, answer => answer.Problems().Length == 0);
        Assert.All(answers.Where(answer => answer.Problems().Length > 0), answer => Assert.Equal(["INVALID input.id"], answer.Problems()));
        await hub.PublishAsync(ana, curator, made.GetProperty("output").GetProperty("id").GetString()!);
        Assert.Equal(["INVALID input.id"], (await hub.RunAsync(ana, "createVersion", new { id = first })).Problems());
    }

    [Fact]
    public async Task Files_go_along_and_each_version_keeps_its_own()
    {
        var (ana, curator) = (await hub.TokenAsync("v-files", Role.Researcher), await hub.TokenAsync("v-files-curator", Role.Curator));
        var id = (await hub.DoneAsync(ana, "createDataset", DescribeOutputsTests.Dataset("Sa tabelom"), "dataset { id }"))
            .GetProperty("dataset")
            .GetProperty("id")
            .GetString()!;
        using var form = UploadFileTests.Form(id, "a,b\n1,2\n"u8.ToArray(), "t.csv", "text/csv");
        await hub.SendAsync(ana, form);
        await hub.PublishAsync(ana, curator, id);

        var draft = (
            await hub.DoneAsync(
                ana,
                "createVersion",
                new { id },
                "output { id files { id name sha256 rows download } ... on Dataset { variables { name } } }"
            )
        ).GetProperty("output");
        var copy = draft.GetProperty("files")[0];
        await hub.DoneAsync(ana, "removeFile", new { id = copy.GetProperty("id").GetString() });

        Assert.Equal(2, draft.GetProperty("variables").GetArrayLength());
        var old = (await hub.DataAsync("query ($id: ID!) { node(id: $id) { ... on Dataset { files { download } } } }", new { id }))
            .GetProperty("node")
            .GetProperty("files")[0]
            .GetProperty("download")
            .GetString();
        Assert.NotEqual(copy.GetProperty("download").GetString(), old);
        Assert.Equal("a,b\n1,2\n", await hub.Http.GetStringAsync(old, Cancel));
    }

    private async Task<string> PublishedAsync(string owner, string curator, string kind, string own, string title)
    {
        var input = new Dictionary<string, object?>
        {
            ["titles"] = DescribeOutputsTests.Titles(title),
            ["contributors"] = new[] { new { researcher = DescribeOutputsTests.Id("Researcher", 31) } },
        };
        foreach (var field in JsonDocument.Parse(own).RootElement.EnumerateObject())
        {
            input[field.Name] = field.Value;
        }
        var noun = char.ToLowerInvariant(kind[0]) + kind[1..];
        var made = await hub.DoneAsync(owner, $"create{kind}", input, $"{noun} {{ id }}");
        var id = made.GetProperty(noun).GetProperty("id").GetString()!;
        Assert.Equal("PUBLISHED", await hub.PublishAsync(owner, curator, id));
        return id;
    }

    private async Task<string> StandingAsync(string id) =>
        (
            await hub.DataAsync(
                "query ($id: ID!) { node(id: $id) { ... on ResearchOutput { isLatestVersion relations { nodes { type } } versions { nodes { version } } } } }",
                new { id }
            )
        )
            .GetProperty("node")
            .GetRawText();

    private async Task<string?[]> FoundAsync(string title)
    {
        var found = await hub.DataAsync(
            "query ($q: String, $s: String) { search(query: $q, minSequence: $s) { nodes { ... on ResearchOutput { id title } } } }",
            new { q = $"\"{title}\"", s = await hub.EndOfFeedAsync() }
        );
        return [.. found.GetProperty("search").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString())];
    }

    private Task<string?> SnapshotAsync(string id) =>
        hub.Database.ScalarAsync<string>($"select sha256 from output_versions where output_id = {Key(id)}", Cancel);

    private async Task<string[]> EventsAsync(string id) =>
        (
            await hub.Database.ScalarAsync<string>(
                $"select string_agg(kind, ' ' order by sequence) from change_events where subject_id = {Key(id)}",
                Cancel
            )
        )!.Split(' ');

    private static string Key(string id) =>
        System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(id)).Split(':')[1];
}
