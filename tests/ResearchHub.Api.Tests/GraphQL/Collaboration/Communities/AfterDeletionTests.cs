using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Calls;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Communities;

/// <summary>What is left of a community that was deleted, who reads it, and what is done about it.</summary>
public sealed class AfterDeletionTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Said =
        "slug name names { text } description descriptions { text } links { label } place { code } concepts { notation } deletionReason";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_comments_on_it_or_comes_to_follow_it_and_what_was_written_is_read_and_moderated()
    {
        var owner = await hub.TokenAsync("c-owner", Role.Researcher);
        var (talker, late) = (await hub.TokenAsync("c-talker", Role.Reader), await hub.TokenAsync("c-late", Role.Reader));
        var id = await hub.CommunityAsync(owner, "Silent circle");
        var posted = await hub.DoneAsync(talker, "postComment", new { subject = id, body = "Before." }, "comment { id }");
        var comment = posted.GetProperty("comment").GetProperty("id").GetString();
        await hub.DoneAsync(talker, "follow", new { subject = id });
        await hub.DoneAsync(owner, "deleteCommunity", new { community = id });

        var words = await hub.RunAsync(talker, "postComment", new { subject = id, body = "After." });
        var answer = await hub.RunAsync(
            talker,
            "postComment",
            new
            {
                subject = id,
                body = "After.",
                parent = comment,
            }
        );
        var follow = await hub.RunAsync(late, "follow", new { subject = id });
        var read = await hub.DataAsync("query ($id: ID!) { comments(subjectId: $id) { nodes { body } } }", new { id });
        var unfollow = await hub.RunAsync(talker, "unfollow", new { subject = id });
        var hidden = await hub.RunAsync(
            await hub.TokenAsync("c-curator", Role.Curator),
            "hideComment",
            new { id = comment, reason = "Off topic." }
        );

        Assert.Equal(["NOT_FOUND input.subject"], words.Problems());
        Assert.Equal(["NOT_FOUND input.subject"], answer.Problems());
        Assert.Equal(["NOT_FOUND input.subject"], follow.Problems());
        Assert.Equal("""{"comments":{"nodes":[{"body":"Before."}]}}""", read.GetRawText());
        Assert.Empty(unfollow.Problems());
        Assert.Empty(hidden.Problems());
        Assert.Equal(
            "1 0",
            await hub.Database.ScalarAsync<string>(
                $"select (select count(*) from comments where subject_id = {Key(id)}) || ' ' || (select count(*) from follows where subject_id = {Key(id)})",
                Cancel
            )
        );
    }

    [Theory]
    [InlineData("community")]
    [InlineData("list")]
    [InlineData("draft")]
    public async Task What_was_said_to_what_was_deleted_is_not_said_otherwise(string what)
    {
        var owner = await hub.TokenAsync($"e-owner-{what}", Role.Researcher);
        var id = what switch
        {
            "community" => await hub.CommunityAsync(owner, "Edited circle"),
            "list" => (await hub.DoneAsync(owner, "createReadingList", new { title = "Read" }, "readingList { id }"))
                .GetProperty("readingList")
                .GetProperty("id")
                .GetString()!,
            _ => await hub.DraftAsync(owner),
        };
        var (settled, open) = (await PostAsync(owner, id), await PostAsync(owner, id));
        await hub.DoneAsync(owner, "resolveComment", new { id = settled });
        await hub.DoneAsync(
            owner,
            what switch
            {
                "community" => "deleteCommunity",
                "list" => "deleteReadingList",
                _ => "deleteDraft",
            },
            what == "community" ? new { community = id } : new { id }
        );

        (string Mutation, object Input)[] deeds =
        [
            ("editComment", new { id = open, body = "After." }),
            ("resolveComment", new { id = open }),
            ("reopenComment", new { id = settled }),
        ];
        foreach (var (mutation, input) in deeds)
        {
            Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(owner, mutation, input)).Problems());
        }
        // A list or a draft takes it with it.
        Assert.Equal(
            what == "community" ? "Before. Before. 1" : null,
            await hub.Database.ScalarAsync<string>(
                $"select string_agg(body, ' ') || ' ' || count(resolved_at) from comments where id in ({NodeId.KeyOf(settled, "Comment")}, {NodeId.KeyOf(open, "Comment")})",
                Cancel
            )
        );
    }

    [Fact]
    public async Task Its_name_and_why_it_was_deleted_are_left_to_everybody_and_its_other_texts_to_administrators()
    {
        var owner = await hub.TokenAsync("x-owner", Role.Researcher);
        var made = await hub.DoneAsync(
            owner,
            "createCommunity",
            new
            {
                names = new[] { new { language = "en", text = "Wordy circle" } },
                descriptions = new[] { new { language = "en", text = "What nobody should read." } },
                kind = "NETWORK",
                links = new[] { new { label = "Page", url = "https://example.org/" } },
                place = "RS",
                concepts = new[] { NodeId.Encode("Concept", 13) },
            },
            "community { id }"
        );
        var id = made.GetProperty("community").GetProperty("id").GetString();
        var comment = await hub.DoneAsync(
            owner,
            "postComment",
            new
            {
                subject = id,
                body = "Here.",
                anchor = new
                {
                    field = "DESCRIPTION",
                    language = "en",
                    exact = "nobody",
                },
            },
            "comment { anchor { isOrphaned } }"
        );

        var deleted = await hub.DoneAsync(owner, "deleteCommunity", new { community = id, reason = "Over." }, $"community {{ {Said} }}");
        var query = $"query ($id: ID!) {{ community(by: {{ id: $id }}) {{ {Said} }} }}";
        var seen = await hub.DataAsync(query, new { id });
        var administered = await hub.DataAsAsync(await hub.TokenAsync("x-admin", Role.Admin), query, new { id });
        var anchored = await hub.DataAsync("query ($id: ID!) { comments(subjectId: $id) { nodes { anchor { isOrphaned } } } }", new { id });

        const string Left = """
            {"slug":"wordy-circle","name":"Wordy circle","names":[{"text":"Wordy circle"}],"description":null,"descriptions":[],"links":[],"place":null,"concepts":[],"deletionReason":"Over."}
            """;
        Assert.Equal(Left, deleted.GetProperty("community").GetRawText());
        Assert.Equal(Left, seen.GetProperty("community").GetRawText());
        Assert.Equal(
            """
            {"slug":"wordy-circle","name":"Wordy circle","names":[{"text":"Wordy circle"}],"description":"What nobody should read.","descriptions":[{"text":"What nobody should read."}],"links":[{"label":"Page"}],"place":{"code":"RS"},"concepts":[{"notation":"remittances"}],"deletionReason":"Over."}
            """,
            administered.GetProperty("community").GetRawText()
        );
        Assert.Equal("""{"comment":{"anchor":{"isOrphaned":false}},"errors":[]}""", comment.GetRawText());
        Assert.Equal("""{"comments":{"nodes":[{"anchor":{"isOrphaned":true}}]}}""", anchored.GetRawText());
    }

    [Fact]
    public async Task Administrators_change_what_is_left_of_it_or_hide_it_and_nobody_is_told()
    {
        var owner = await hub.TokenAsync("a-owner", Role.Researcher);
        var admin = await hub.TokenAsync("a-admin", Role.Admin);
        var id = await hub.CommunityAsync(owner, "Abusive circle");
        await hub.DoneAsync(owner, "deleteCommunity", new { community = id, reason = "Abuse." });
        Task<JsonElement> SeenAsync() => hub.DataAsync("query ($id: ID!) { community(by: { id: $id }) { name revision } }", new { id });

        await hub.DoneAsync(
            admin,
            "updateCommunity",
            new
            {
                community = id,
                expectedRevision = 2,
                names = new[] { new { language = "en", text = "Circle" } },
            }
        );
        var renamed = await SeenAsync();
        await hub.DoneAsync(
            admin,
            "updateCommunity",
            new
            {
                community = id,
                expectedRevision = 3,
                visibility = "HIDDEN",
            }
        );
        var hidden = await SeenAsync();
        var owning = await hub.RunAsync(owner, "updateCommunity", new { community = id, expectedRevision = 4 });
        var again = await hub.RunAsync(admin, "deleteCommunity", new { community = id });

        Assert.Equal("""{"community":{"name":"Circle","revision":3}}""", renamed.GetRawText());
        Assert.Equal("""{"community":null}""", hidden.GetRawText());
        Assert.Equal(["NOT_FOUND input.community"], owning.Problems());
        Assert.Equal(["NOT_FOUND input.community"], again.Problems());
        Assert.Equal(
            "COMMUNITY_DELETED",
            await hub.Database.ScalarAsync<string>($"select string_agg(kind, ' ') from activities where topic_id = {Key(id)}", Cancel)
        );
    }

    private async Task<string> PostAsync(string token, string subject) =>
        (await hub.DoneAsync(token, "postComment", new { subject, body = "Before." }, "comment { id }"))
            .GetProperty("comment")
            .GetProperty("id")
            .GetString()!;

    private static long? Key(string? id) => NodeId.KeyOf(id, "Community");
}
