using System.Text.Json;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;

/// <summary>The history of a draft: who changed what, what differs, and how to go back.</summary>
public sealed class HistoryTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Content =
        "... on Study { title publisher attribution doi contributors { nameAsPrinted } concepts { notation } places { code } links { url } funding { funderName } }";

    [Fact]
    public async Task Each_revision_says_who_changed_what_from_what_to_what()
    {
        var (ana, ben) = (await hub.TokenAsync("log-ana", Role.Researcher), await hub.TokenAsync("log-ben", Role.Researcher));
        var id = await hub.DraftAsync(ana);
        await hub.JoinAsync(ana, id, ben, "log-ben@example.org", "EDIT");
        await ReviseAsync(ben, id, 1, new { publisher = "Another", places = new[] { "RS" } });
        await FileOfDraft.UploadAsync(hub, ana, id, "table.csv");

        var seen = await hub.SeenAsync(
            ana,
            id,
            "revisions(first: 2) { totalCount nodes { revision kind actor { name } changes { field before after } } }"
        );

        Assert.Equal(
            """
            {"totalCount":3,"nodes":[{"revision":3,"kind":"FILE_ADDED","actor":{"name":"log-ana"},"changes":[{"field":"files","before":[],"after":["table.csv"]},{"field":"variables","before":[],"after":["table.csv a A","table.csv b B"]}]},{"revision":2,"kind":"REVISED","actor":{"name":"log-ben"},"changes":[{"field":"places","before":[],"after":["RS"]},{"field":"publisher","before":["Ministry of Secrets"],"after":["Another"]}]}]}
            """,
            seen.GetProperty("revisions").GetRawText()
        );
    }

    [Fact]
    public async Task Two_revisions_are_compared_field_by_field()
    {
        var ana = await hub.TokenAsync("compare-ana", Role.Researcher);
        var id = await hub.DraftAsync(ana, "First");
        await hub.RetitleAsync(ana, id, 1, "Second");
        await hub.RetitleAsync(ana, id, 2, "Third");
        await ReviseAsync(ana, id, 3, new { volume = "7" });
        await ReviseAsync(ana, id, 4, new Dictionary<string, object?> { ["volume"] = null });

        var seen = await hub.SeenAsync(ana, id, "a: compare(from: 1, to: 5) { field before after } b: compare(from: 2, to: 2) { field }");

        Assert.Equal("""{"a":[{"field":"titles","before":["en: First"],"after":["en: Third"]}],"b":[]}""", seen.GetRawText());
    }

    [Fact]
    public async Task A_restored_revision_says_exactly_what_it_said_and_is_a_revision_itself()
    {
        var ana = await hub.TokenAsync("restore-ana", Role.Researcher);
        var id = await hub.DraftAsync(ana, "As it was");
        var before = (await hub.SeenAsync(ana, id, Content)).GetRawText();
        await ReviseAsync(
            ana,
            id,
            1,
            new Dictionary<string, object?>
            {
                ["titles"] = new[] { new { language = "en", text = "Changed" } },
                ["doi"] = null,
                ["publisher"] = null,
                ["contributors"] = Array.Empty<object>(),
                ["links"] = new[] { new { url = "https://other.example/", kind = "FULL_TEXT" } },
                ["funding"] = null,
                ["concepts"] = new[] { "Q29uY2VwdDoxMw" },
                ["places"] = new[] { "RS" },
                ["identifiers"] = new[] { new { type = "HANDLE", value = "20.500/1" } },
                ["relations"] = new[] { new { type = "CITES", output = "U3R1ZHk6MTAx" } },
            }
        );
        var changed = (await hub.SeenAsync(ana, id, Content)).GetRawText();

        await hub.DoneAsync(
            ana,
            "restoreRevision",
            new
            {
                id,
                revision = 1,
                expectedRevision = 2,
            }
        );
        var after = (await hub.SeenAsync(ana, id, Content)).GetRawText();
        await hub.DoneAsync(
            ana,
            "restoreRevision",
            new
            {
                id,
                revision = 2,
                expectedRevision = 3,
            }
        );

        Assert.Equal(before, after);
        Assert.Equal(changed, (await hub.SeenAsync(ana, id, Content)).GetRawText());
        Assert.Equal(
            """{"compare":[],"revisions":{"nodes":[{"revision":4,"kind":"RESTORED"}]}}""",
            (await hub.SeenAsync(ana, id, "compare(from: 2, to: 4) { field } revisions(first: 1) { nodes { revision kind } }")).GetRawText()
        );
    }

    [Fact]
    public async Task Restoring_what_somebody_else_has_changed_meanwhile_is_a_conflict_that_shows_both()
    {
        var ana = await hub.TokenAsync("conflict-ana", Role.Researcher);
        var id = await hub.DraftAsync(ana, "First");
        await hub.RetitleAsync(ana, id, 1, "Second");
        await hub.RetitleAsync(ana, id, 2, "Third");

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    hub.DataAsAsync(
                        ana,
                        "mutation ($id: ID!) { restoreRevision(input: { id: $id, revision: 1, expectedRevision: 3 }) { output { title } errors { code ... on ConflictError { current { title revision } } } } }",
                        new { id }
                    )
                )
        );

        var texts = answers.Select(answer => answer.GetProperty("restoreRevision").GetRawText()).ToArray();
        Assert.Single(texts, """{"output":{"title":"First"},"errors":[]}""");
        Assert.Equal(
            3,
            texts.Count(text => text == """{"output":null,"errors":[{"code":"CONFLICT","current":{"title":"First","revision":4}}]}""")
        );
        Assert.Equal(
            ["INVALID input.revision"],
            (
                await hub.RunAsync(
                    ana,
                    "restoreRevision",
                    new
                    {
                        id,
                        revision = 99,
                        expectedRevision = 4,
                    }
                )
            ).Problems()
        );
    }

    [Theory]
    [InlineData("READ")]
    [InlineData("COMMENT")]
    public async Task The_history_is_for_those_who_edit(string role)
    {
        var name = $"private-{role.ToLowerInvariant()}";
        var (ana, ben) = (await hub.TokenAsync($"{name}-ana", Role.Researcher), await hub.TokenAsync($"{name}-ben", Role.Researcher));
        var id = await hub.DraftAsync(ana);
        await hub.JoinAsync(ana, id, ben, $"{name}-ben@example.org", role);

        Assert.Equal(
            """{"revisions":null,"compare":null}""",
            (await hub.SeenAsync(ben, id, "revisions { totalCount } compare(from: 0, to: 9) { field }")).GetRawText()
        );
        Assert.Equal(
            ["FORBIDDEN input.id"],
            (
                await hub.RunAsync(
                    ben,
                    "restoreRevision",
                    new
                    {
                        id,
                        revision = 1,
                        expectedRevision = 1,
                    }
                )
            ).Problems()
        );
        Assert.Equal("""{"revision":1}""", (await hub.SeenAsync(ana, id, "revision")).GetRawText());
    }

    private Task<JsonElement> ReviseAsync(string token, string id, int expectedRevision, object changes)
    {
        var input = JsonSerializer.SerializeToNode(changes)!.AsObject();
        input["id"] = id;
        input["expectedRevision"] = expectedRevision;
        return hub.DoneAsync(token, "reviseStudy", input);
    }
}
