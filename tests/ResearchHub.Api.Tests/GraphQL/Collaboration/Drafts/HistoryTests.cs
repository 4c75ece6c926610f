using System.Text.Json;
using Npgsql;
using ResearchHub.Api.GraphQL.Shared;
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

        var seen = await hub.SeenAsync(
            ana,
            id,
            "a: compare(from: 1, to: 5) { field before after } b: compare(from: 2, to: 2) { field } c: compare(from: 3, to: 1) { before after }"
        );

        Assert.Equal(
            """{"a":[{"field":"titles","before":["en: First"],"after":["en: Third"]}],"b":[],"c":[{"before":["en: Third"],"after":["en: First"]}]}""",
            seen.GetRawText()
        );
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

    [Fact]
    public async Task A_draft_to_which_others_relate_is_deleted_and_their_history_says_so_but_not_who_did_it()
    {
        var (ana, ben) = (await hub.TokenAsync("gone-ana", Role.Researcher), await hub.TokenAsync("gone-ben", Role.Researcher));
        var curator = await hub.TokenAsync("gone-curator", Role.Curator);
        var (target, draft, published) = (await hub.DraftAsync(ben, "Target"), await hub.DraftAsync(ana), await hub.DraftAsync(ana));
        await hub.JoinAsync(ben, target, ana, "gone-ana@example.org", "READ");
        foreach (var id in new[] { draft, published })
        {
            await ReviseAsync(ana, id, 1, new { relations = new[] { Relation(target), Relation(Study) } });
        }
        await hub.PublishAsync(ana, curator, published);
        const string Seen =
            "revision updatedAt relations { totalCount } revisions(first: 1) { nodes { kind actor { name } changes { field before after } } }";
        var before = await hub.SeenAsync(ana, published, "revision updatedAt");

        await hub.DoneAsync(ben, "deleteDraft", new { id = target });

        Assert.Null(await hub.LevelAsync(ben, target));
        var (seen, open) = (await hub.SeenAsync(ana, draft, Seen), await hub.SeenAsync(ana, published, Seen));
        Assert.Equal((3, Revision(before) + 1), (Revision(seen), Revision(open)));
        Assert.Equal(before.GetProperty("updatedAt").GetString(), open.GetProperty("updatedAt").GetString());
        foreach (var one in new[] { seen, open })
        {
            Assert.Equal(1, one.GetProperty("relations").GetProperty("totalCount").GetInt32());
            Assert.Equal(
                """[{"kind":"REVISED","actor":null,"changes":[{"field":"relations","before":["CITES an output that is not public","CITES Remittances in Serbia"],"after":["CITES Remittances in Serbia"]}]}]""",
                one.GetProperty("revisions").GetProperty("nodes").GetRawText()
            );
        }
    }

    [Fact]
    public async Task A_draft_is_deleted_while_what_relates_to_it_is_revised()
    {
        var ana = await hub.TokenAsync("both-ana", Role.Researcher);
        for (var turn = 0; turn < 10; turn++)
        {
            var (one, other) = (await hub.DraftAsync(ana, "One"), await hub.DraftAsync(ana, "Other"));
            await ReviseAsync(ana, one, 1, new { relations = new[] { Relation(other) } });
            var revision = new
            {
                id = one,
                expectedRevision = 2,
                relations = new[] { Relation(other), Relation(Study) },
            };

            var (revised, deleted) = (hub.RunAsync(ana, "reviseStudy", revision), hub.RunAsync(ana, "deleteDraft", new { id = other }));

            Assert.Empty((await deleted).Problems());
            Assert.True(
                (await revised).Problems() is [] or ["CONFLICT input.expectedRevision", "INVALID input.relations.0.output"],
                string.Join(", ", (await revised).Problems())
            );
        }
    }

    [Fact]
    public async Task Drafts_that_relate_to_each_other_are_deleted_at_once()
    {
        var ana = await hub.TokenAsync("mutual-ana", Role.Researcher);
        for (var turn = 0; turn < 10; turn++)
        {
            var (one, other) = (await hub.DraftAsync(ana, "One"), await hub.DraftAsync(ana, "Other"));
            await ReviseAsync(ana, one, 1, new { relations = new[] { Relation(other) } });
            await ReviseAsync(ana, other, 1, new { relations = new[] { Relation(one) } });

            var answers = await Task.WhenAll(new[] { one, other }.Select(id => hub.RunAsync(ana, "deleteDraft", new { id })));

            Assert.All(answers, answer => Assert.Empty(answer.Problems()));
            Assert.Null(await hub.LevelAsync(ana, one));
            Assert.Null(await hub.LevelAsync(ana, other));
        }
    }

    [Theory]
    [InlineData(false, "NOT_FOUND input.id")]
    [InlineData(true, "STATE input.id")]
    public async Task Who_may_not_delete_is_told_so_without_waiting_for_what_relates_to_it(bool isPublished, string problem)
    {
        var name = $"locked-{isPublished}".ToLowerInvariant();
        var (ana, ben) = (await hub.TokenAsync($"{name}-ana", Role.Researcher), await hub.TokenAsync($"{name}-ben", Role.Researcher));
        var curator = await hub.TokenAsync($"{name}-curator", Role.Curator);
        var (target, citing) = (await hub.DraftAsync(ana, "Target"), await hub.DraftAsync(ana));
        await ReviseAsync(ana, citing, 1, new { relations = new[] { Relation(target) } });
        if (isPublished)
        {
            await hub.PublishAsync(ana, curator, target);
        }
        await using var connection = await hub.Database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var held = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var hold = new NpgsqlCommand(
            $"select from research_outputs where id = {NodeId.KeyOf(citing, "Study")} for update",
            connection,
            held
        );
        await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var refused = await hub.RunAsync(ben, "deleteDraft", new { id = target })
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Equal([problem], refused.Problems());
        Assert.NotNull(await hub.LevelAsync(ana, target));
    }

    [Fact]
    public async Task A_revision_that_related_to_what_was_deleted_is_restored_without_that_and_says_so()
    {
        var ana = await hub.TokenAsync("back-ana", Role.Researcher);
        var (target, id) = (await hub.DraftAsync(ana, "Target"), await hub.DraftAsync(ana));
        await ReviseAsync(ana, id, 1, new { publisher = "Another", relations = new[] { Relation(target), Relation(Study) } });
        await ReviseAsync(ana, id, 2, new { publisher = "A third", relations = Array.Empty<object>() });
        await hub.DoneAsync(ana, "deleteDraft", new { id = target });

        var restored = await hub.DataAsAsync(
            ana,
            "mutation ($id: ID!) { restoreRevision(input: { id: $id, revision: 2, expectedRevision: 3 }) { leftOut output { publisher revisions(first: 1) { nodes { kind changes { field after } } } } errors { code } } }",
            new { id }
        );

        Assert.Equal(
            """{"leftOut":["CITES an output that is not public"],"output":{"publisher":"Another","revisions":{"nodes":[{"kind":"RESTORED","changes":[{"field":"publisher","after":["Another"]},{"field":"relations","after":["CITES Remittances in Serbia"]}]}]}},"errors":[]}""",
            restored.GetProperty("restoreRevision").GetRawText()
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

    private const string Study = "U3R1ZHk6MTAx";

    private static object Relation(string output) => new { type = "CITES", output };

    private static int Revision(JsonElement output) => output.GetProperty("revision").GetInt32();

    private Task<JsonElement> ReviseAsync(string token, string id, int expectedRevision, object changes)
    {
        var input = JsonSerializer.SerializeToNode(changes)!.AsObject();
        input["id"] = id;
        input["expectedRevision"] = expectedRevision;
        return hub.DoneAsync(token, "reviseStudy", input);
    }
}
