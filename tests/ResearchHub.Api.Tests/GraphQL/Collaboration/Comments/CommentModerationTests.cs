using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Comments;

/// <summary>Communities see to it that people behave under what they have.</summary>
public sealed class CommentModerationTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static readonly string Study = NodeId.Encode("Study", 101);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(91000, "OWNER", true)]
    [InlineData(91010, "MANAGER", true)]
    [InlineData(91020, "CURATOR", false)]
    [InlineData(91030, "READER", false)]
    public async Task Owners_and_managers_of_a_community_hide_comments_on_what_it_has(int key, string role, bool may)
    {
        var (ana, _) = await hub.MemberAsync($"m-ana-{role}".ToLowerInvariant());
        var (member, memberUser) = await hub.MemberAsync($"m-member-{role}".ToLowerInvariant());
        await CommunityAsync(key, memberUser, role, 101);
        var (comment, elsewhere) = (await PostAsync(ana, Study), await PostAsync(ana, NodeId.Encode("Study", 102)));
        string[] refused = ["FORBIDDEN input.id"];

        var hidden = await hub.RunAsync(member, "hideComment", new { id = comment, reason = "Off topic." }, "comment { isHidden body }");
        var other = await hub.RunAsync(member, "hideComment", new { id = elsewhere, reason = "Off topic." });

        Assert.Equal(may ? [] : refused, hidden.Problems());
        Assert.Equal(refused, other.Problems());
        Assert.Equal(
            may ? "null" : "\"Rude\"",
            (await hub.DataAsync("query ($id: ID!) { node(id: $id) { ... on Comment { body } } }", new { id = comment }))
                .GetProperty("node")
                .GetProperty("body")
                .GetRawText()
        );
        if (may)
        {
            Assert.Equal("""{"isHidden":true,"body":"Rude"}""", hidden.GetProperty("comment").GetRawText());
            Assert.Equal(refused, (await hub.RunAsync(member, "editComment", new { id = comment, body = "Polite" })).Problems());
            Assert.Equal(refused, (await hub.RunAsync(member, "deleteComment", new { id = comment })).Problems());
            await hub.DoneAsync(member, "unhideComment", new { id = comment });
        }
    }

    [Fact]
    public async Task Who_moderates_puts_no_words_into_the_mouth_of_a_critic()
    {
        var (critic, _) = await hub.MemberAsync("w-critic");
        var (owner, _) = await hub.MemberAsync("w-owner", Role.Researcher);
        var (curator, _) = await hub.MemberAsync("w-curator", Role.Curator);
        var output = await hub.DraftAsync(owner);
        await hub.PublishAsync(owner, curator, output);
        var comment = await PostAsync(critic, output);

        foreach (var moderator in new[] { owner, curator })
        {
            Assert.Equal(
                ["FORBIDDEN input.id"],
                (await hub.RunAsync(moderator, "editComment", new { id = comment, body = "Splendid" })).Problems()
            );
        }

        var seen = await hub.DataAsync("query ($id: ID!) { node(id: $id) { ... on Comment { body editedAt } } }", new { id = comment });
        Assert.Equal("""{"node":{"body":"Rude","editedAt":null}}""", seen.GetRawText());
        await hub.DoneAsync(owner, "hideComment", new { id = comment, reason = "Off topic." });
        await hub.DoneAsync(curator, "deleteComment", new { id = comment });
    }

    [Fact]
    public async Task What_was_announced_to_some_and_hidden_then_is_not_announced_as_it_was_to_others()
    {
        var (ana, _) = await hub.MemberAsync("m-announced");
        var (curator, _) = await hub.MemberAsync("m-announced-curator", Role.Curator);
        const string document =
            "subscription ($s: ID!, $a: String) { commentPosted(subjectId: $s, after: $a) { comment { isHidden body } } }";
        var variables = new { s = NodeId.Encode("Study", 103), a = "0-0" };
        await using var before = await EventStream.OpenAsync(hub.Http, null, document, variables);
        var comment = await PostAsync(ana, variables.s);
        Assert.Equal("""{"isHidden":false,"body":"Rude"}""", (await before.NextAsync()).GetProperty("comment").GetRawText());

        await hub.DoneAsync(curator, "hideComment", new { id = comment, reason = "Off topic." });

        await using var after = await EventStream.OpenAsync(hub.Http, null, document, variables);
        Assert.Equal("""{"isHidden":true,"body":null}""", (await after.NextAsync()).GetProperty("comment").GetRawText());
    }

    [Fact]
    public async Task Reports_wait_for_those_who_decide_on_them_and_say_how_they_were_decided()
    {
        var (ana, _) = await hub.MemberAsync("m-rude");
        var (reporter, _) = await hub.MemberAsync("m-reporter");
        var (manager, managerUser) = await hub.MemberAsync("m-manager");
        var (reader, readerUser) = await hub.MemberAsync("m-reader");
        var (stranger, strangerUser) = await hub.MemberAsync("m-stranger");
        var (curator, _) = await hub.MemberAsync("m-curator", Role.Curator);
        await CommunityAsync(92_000, managerUser, "MANAGER", 101);
        await hub.Database.ExecuteAsync(
            $"insert into community_members (community_id, user_id, role, joined_at) values (92000, {readerUser}, 'READER', now())",
            Cancel
        );
        await CommunityAsync(92_010, strangerUser, "OWNER", 102);
        var comment = await PostAsync(ana, Study);
        foreach (var token in new[] { reporter, reader })
        {
            await hub.DoneAsync(token, "reportComment", new { id = comment, reason = "Rude." });
        }

        var open = await ReportsAsync(manager, 92_000, isOpen: true);

        Assert.Equal(2, open.GetProperty("totalCount").GetInt32());
        Assert.All(
            open.GetProperty("nodes").EnumerateArray(),
            one => Assert.Equal(JsonValueKind.Null, one.GetProperty("reporter").ValueKind)
        );
        Assert.Equal(JsonValueKind.Null, (await ReportsAsync(reader, 92_000, isOpen: true)).ValueKind);
        Assert.Equal(JsonValueKind.Null, (await ReportsAsync(stranger, 92_000, isOpen: true)).ValueKind);
        Assert.Equal(0, (await ReportsAsync(stranger, 92_010, isOpen: true)).GetProperty("totalCount").GetInt32());
        var id = open.GetProperty("nodes")[0].GetProperty("id").GetString();
        foreach (var token in new[] { reader, stranger, reporter, ana })
        {
            Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(token, "decideCommentReport", new { id, uphold = true })).Problems());
        }
        await hub.DoneAsync(manager, "decideCommentReport", new { id, uphold = true });

        Assert.Equal(0, (await ReportsAsync(manager, 92_000, isOpen: true)).GetProperty("totalCount").GetInt32());
        var decided = await ReportsAsync(manager, 92_000, isOpen: false);
        Assert.Equal([true, true], decided.GetProperty("nodes").EnumerateArray().Select(one => one.GetProperty("isUpheld").GetBoolean()));
        var seen = await hub.DataAsAsync(
            curator,
            "{ commentReports(isOpen: false) { nodes { reporter { name } comment { body isHidden } } } }"
        );
        Assert.Equal(
            [
                """{"reporter":{"name":"m-reporter"},"comment":{"body":"Rude","isHidden":true}}""",
                """{"reporter":{"name":"m-reader"},"comment":{"body":"Rude","isHidden":true}}""",
            ],
            seen.GetProperty("commentReports")
                .GetProperty("nodes")
                .EnumerateArray()
                .Select(one => one.GetRawText())
                .Where(one => one.Contains("\"m-", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_locked_thread_is_answered_by_moderators_alone_until_it_is_opened_again()
    {
        var (ana, _) = await hub.MemberAsync("l-ana");
        var (bob, bobUser) = await hub.MemberAsync("l-bob");
        var (manager, managerUser) = await hub.MemberAsync("l-manager");
        await CommunityAsync(94_000, managerUser, "MANAGER", 101);
        var thread = await PostAsync(ana, Study);
        var answer = new
        {
            subject = Study,
            parent = thread,
            body = "But",
        };
        var written = await hub.DoneAsync(bob, "postComment", answer, "comment { id }");

        Assert.Equal(["FORBIDDEN input.id"], (await hub.RunAsync(ana, "lockComment", new { id = thread, reason = "Enough." })).Problems());
        Assert.Equal(["INVALID input.reason"], (await hub.RunAsync(manager, "lockComment", new { id = thread, reason = " " })).Problems());
        Assert.Equal(
            ["INVALID input.id"],
            (
                await hub.RunAsync(
                    manager,
                    "lockComment",
                    new { id = written.GetProperty("comment").GetProperty("id").GetString(), reason = "Enough." }
                )
            ).Problems()
        );
        await hub.DoneAsync(manager, "lockComment", new { id = thread, reason = "Enough." });
        var refused = await hub.RunAsync(bob, "postComment", answer);
        var typed = await hub.DataAsAsync(
            bob,
            "mutation ($i: PostCommentInput!) { postComment(input: $i) { errors { ... on ThreadLockedError { code reason } } } }",
            new { i = answer }
        );
        await hub.DoneAsync(manager, "postComment", answer);
        var seen = await hub.DataAsync(
            "query ($id: ID!) { node(id: $id) { ... on Comment { lockedReason replies { totalCount } } } }",
            new { id = thread }
        );
        var again = await hub.RunAsync(manager, "lockComment", new { id = thread, reason = "Enough." });
        await hub.DoneAsync(manager, "unlockComment", new { id = thread });
        await hub.DoneAsync(bob, "postComment", answer);

        Assert.Equal(["THREAD_LOCKED input.parent"], refused.Problems());
        Assert.Equal("""{"postComment":{"errors":[{"code":"THREAD_LOCKED","reason":"Enough."}]}}""", typed.GetRawText());
        Assert.Equal("""{"node":{"lockedReason":"Enough.","replies":{"totalCount":2}}}""", seen.GetRawText());
        Assert.Equal(["INVALID input.id"], again.Problems());
        Assert.Equal(["INVALID input.id"], (await hub.RunAsync(manager, "unlockComment", new { id = thread })).Problems());
        Assert.Equal(2, await hub.Database.ScalarAsync<long>($"select count(*) from comments where author_id = {bobUser}", Cancel));
    }

    [Fact]
    public async Task Who_moderates_one_version_reads_no_more_of_the_others_than_everybody()
    {
        var (critic, _) = await hub.MemberAsync("v-critic");
        var (owner, _) = await hub.MemberAsync("v-owner", Role.Researcher);
        var (curator, _) = await hub.MemberAsync("v-curator", Role.Curator);
        var (manager, managerUser) = await hub.MemberAsync("v-manager");
        var first = await hub.DraftAsync(owner);
        await hub.PublishAsync(owner, curator, first);
        var made = await hub.DoneAsync(owner, "createVersion", new { id = first }, "output { id }");
        var second = made.GetProperty("output").GetProperty("id").GetString()!;
        await hub.PublishAsync(owner, curator, second);
        await CommunityAsync(95_000, managerUser, "MANAGER", NodeId.KeyOf(second, "Study")!.Value);
        foreach (var version in new[] { first, second })
        {
            var comment = await PostAsync(critic, version);
            await hub.DoneAsync(
                critic,
                "postComment",
                new
                {
                    subject = version,
                    body = "Ruder",
                    parent = comment,
                }
            );
            await hub.DoneAsync(curator, "hideComment", new { id = comment, reason = "Off topic." });
        }

        async Task<string> BodiesAsync(string token, string subject) =>
            string.Join(
                ' ',
                (
                    await hub.DataAsAsync(
                        token,
                        "query ($s: ID!) { comments(subjectId: $s, allVersions: true) { nodes { body subject { id } } } }",
                        new { s = subject }
                    )
                )
                    .GetProperty("comments")
                    .GetProperty("nodes")
                    .EnumerateArray()
                    .Select(one => one.GetProperty("body").GetString() ?? "-")
            );
        Assert.Equal("- Rude", await BodiesAsync(manager, second));
        Assert.Equal("- Rude", await BodiesAsync(manager, first));
        Assert.Equal("Rude Rude", await BodiesAsync(curator, second));
    }

    [Fact]
    public async Task Who_reviews_what_their_community_has_moderates_nothing_there_until_it_is_decided()
    {
        var (author, manager) = (await hub.PersonAsync("Modwriter", Role.Researcher), await hub.PersonAsync("Modmanager", Role.Researcher));
        var (curator, _) = await hub.MemberAsync("mod-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var comment = await PostAsync(author.Token, id);
        var review = await hub.InviteAsync(curator, id, manager, "ANONYMOUS");
        await CommunityAsync(96_000, manager.UserId, "MANAGER", NodeId.KeyOf(id, "Study")!.Value);
        await hub.AgreeAsync(manager);
        await hub.DoneAsync(curator, "reportComment", new { id = comment, reason = "It is rude." });

        var meanwhile = await hub.RunAsync(manager.Token, "hideComment", new { id = comment, reason = "Off topic." });
        var reports = await ReportsAsync(manager.Token, 96_000, isOpen: true);
        var seen = await hub.DataAsAsync(author.Token, $"{{ node(id: \"{comment}\") {{ ... on Comment {{ isHidden }} }} }}");
        await hub.SubmitAsync(manager, review);
        await hub.DecideAsync(curator, id, "PENDING_REVISIONS");
        var decided = await ReportsAsync(manager.Token, 96_000, isOpen: true);
        var afterwards = await hub.RunAsync(manager.Token, "hideComment", new { id = comment, reason = "Off topic." });

        Assert.Equal(["FORBIDDEN input.id"], meanwhile.Problems());
        Assert.Equal("""{"node":{"isHidden":false}}""", seen.GetRawText());
        Assert.Equal("""{"totalCount":0,"nodes":[]}""", reports.GetRawText());
        Assert.Equal(1, decided.GetProperty("totalCount").GetInt32());
        Assert.Empty(afterwards.Problems());
    }

    [Fact]
    public async Task What_stands_around_the_words_of_an_anchor_is_the_text_and_is_hidden_with_the_comment()
    {
        var (ana, _) = await hub.MemberAsync("anchor-ana");
        var (reader, _) = await hub.MemberAsync("anchor-reader");
        var (curator, _) = await hub.MemberAsync("anchor-curator", Role.Curator);
        var anchor = new
        {
            field = "TITLE",
            language = "en",
            exact = "in",
            prefix = "Thieves!",
            suffix = " is a den",
        };
        var made = await hub.DoneAsync(
            ana,
            "postComment",
            new
            {
                subject = Study,
                body = "Rude",
                anchor,
            },
            "comment { id }"
        );
        var id = made.GetProperty("comment").GetProperty("id").GetString();

        var before = await AnchorAsync(reader);
        await hub.DoneAsync(curator, "hideComment", new { id, reason = "Off topic." });

        const string Kept = """{"anchor":{"prefix":"ttances ","exact":"in","suffix":" Serbia"}}""";
        Assert.Equal(Kept, before);
        Assert.Equal("""{"anchor":null}""", await AnchorAsync(reader));
        Assert.Equal(Kept, await AnchorAsync(ana));
        Assert.Equal(Kept, await AnchorAsync(curator));

        async Task<string> AnchorAsync(string token) =>
            (await hub.DataAsAsync(token, $"{{ node(id: \"{id}\") {{ ... on Comment {{ anchor {{ prefix exact suffix }} }} }} }}"))
                .GetProperty("node")
                .GetRawText();
    }

    private async Task<JsonElement> ReportsAsync(string token, long community, bool isOpen) =>
        (
            await hub.DataAsAsync(
                token,
                "query ($id: ID!, $isOpen: Boolean!) { node(id: $id) { ... on Community { commentReports(isOpen: $isOpen) { totalCount nodes { id reason reporter { name } isUpheld } } } } }",
                new { id = NodeId.Encode("Community", community), isOpen }
            )
        )
            .GetProperty("node")
            .GetProperty("commentReports");

    /// <summary>A community that has an output, with one member.</summary>
    private Task<int> CommunityAsync(long key, long member, string role, long output) =>
        hub.Database.ExecuteAsync(
            $$"""
            insert into communities (id, slug, kind, name, all_names, names, descriptions, links, visibility, policy, created_at, updated_at)
            values ({{key}}, 'c-{{key}}', 'NETWORK', 'Ours', 'Ours', '[{"language":"en","text":"Ours"}]', '[]', '[]', 'PUBLIC', 'CLOSED', now(), now());
            insert into community_members (community_id, user_id, role, joined_at) values ({{key}}, {{member}}, '{{role}}', now());
            insert into community_outputs (community_id, output_id, included_at, is_announced) values ({{key}}, {{output}}, now(), true)
            """,
            Cancel
        );

    private async Task<string> PostAsync(string token, string subject) =>
        (await hub.DoneAsync(token, "postComment", new { subject, body = "Rude" }, "comment { id }"))
            .GetProperty("comment")
            .GetProperty("id")
            .GetString()!;
}
