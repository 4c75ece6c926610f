using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Comments;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;

/// <summary>Who is taken off something, or has another role in it, is told, and nobody else.</summary>
public sealed class FormerPartTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_taken_off_a_draft_is_told_what_it_was_and_who_leaves_is_not()
    {
        var ((ana, _), (ben, benUser), (cid, _)) = (await MemberAsync("e-ana"), await MemberAsync("e-ben"), await MemberAsync("e-cid"));
        var id = await hub.DraftAsync(ana, "A secret draft");
        var place = await hub.JoinAsync(ana, id, ben, "e-ben@example.org", "EDIT");
        var left = await hub.JoinAsync(ana, id, cid, "e-cid@example.org", "ADMIN");

        await hub.DoneAsync(cid, "removeCollaborator", new { id = left });
        await hub.DoneAsync(ana, "removeCollaborator", new { id = place });

        await hub.UntilAsync(Told("COLLABORATION_ENDED", id), "e-ben");
        Assert.Equal(
            """[{"topic":null,"subject":{"title":"A secret draft"},"about":null,"actor":{"name":"e-ana"},"isAddressed":true}]""",
            await InboxAsync(ben, "COLLABORATION_ENDED")
        );
        var part = await PartAsync(benUser);
        Assert.Equal(
            ("""{"title":"A secret draft"}""", "null", "null"),
            (await SeenAsync(ben, part), await SeenAsync(ana, part), await SeenAsync(null, part))
        );
        Assert.Null(await hub.LevelAsync(ben, id));
    }

    [Fact]
    public async Task Another_role_on_a_draft_is_told_once_to_who_works_on_it()
    {
        var ((ana, anaUser), (ben, _), (cid, _)) = (await MemberAsync("r-ana"), await MemberAsync("r-ben"), await MemberAsync("r-cid"));
        var id = await hub.DraftAsync(ana);
        var place = await hub.JoinAsync(ana, id, ben, "r-ben@example.org", "EDIT");
        await hub.JoinAsync(ana, id, cid, "r-cid@example.org", "ADMIN");
        var waiting = await InvitedAsync(
            ana,
            new
            {
                id,
                email = "r-dan@example.org",
                role = "READ",
            }
        );
        object change = new { id = place, role = "READ" };

        await hub.DoneAsync(cid, "changeCollaborator", change);
        await hub.DoneAsync(cid, "changeCollaborator", change);
        await hub.DoneAsync(cid, "changeCollaborator", new { id = waiting, role = "EDIT" });
        await hub.DoneAsync(ana, "changeCollaborator", new { id = place, isBibliographic = false });

        await hub.UntilAsync(Told("COLLABORATION_CHANGED", id), "r-ben r-ben");
        Assert.Equal(
            $$$"""[{"topic":{"id":"{{{id}}}"},"actor":{"name":"r-ana"}},{"topic":{"id":"{{{id}}}"},"actor":{"name":"r-cid"}}]""",
            await InboxAsync(ben, "COLLABORATION_CHANGED", "topic { id } actor { name }")
        );
        Assert.Equal(2, await WrittenAsync("COLLABORATION_CHANGED", id));
        await hub.Database.ExecuteAsync(
            $"""
            insert into audit_events (occurred_at, actor_id, action, credential)
            select '{hub.Clock.GetUtcNow().AddMinutes(
                -1
            ):O}', {anaUser}, 'changeCollaborator', 'test' from generate_series(1, {CommentRules.MostInWindow})
            """,
            Cancel
        );
        Assert.Equal(["RATE_LIMITED input"], (await hub.RunAsync(ana, "changeCollaborator", new { id = place, role = "EDIT" })).Problems());
        Assert.Equal(("VIEW", 2), (await hub.LevelAsync(ben, id), await WrittenAsync("COLLABORATION_CHANGED", id)));
    }

    [Fact]
    public async Task Who_reviews_without_knowing_the_authors_is_told_nothing_of_an_invitation_that_is_changed_or_taken_back()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Endingauthor", Role.Researcher),
            await hub.PersonAsync("Endingreviewer", Role.Researcher)
        );
        var curator = await hub.TokenAsync("ending-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        await hub.InviteAsync(curator, id, reviewer, "DOUBLE_ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        var place = await InvitedAsync(
            author.Token,
            new
            {
                id,
                researcher = NodeId.Encode("Researcher", reviewer.ResearcherId),
                role = "READ",
            }
        );

        await hub.DoneAsync(author.Token, "changeCollaborator", new { id = place, role = "EDIT" });
        await hub.DoneAsync(author.Token, "removeCollaborator", new { id = place });

        Assert.Equal(
            (0, 0, 0),
            (
                await WrittenAsync("COLLABORATION_CHANGED", id),
                await WrittenAsync("COLLABORATION_ENDED", id),
                await hub.Database.ScalarAsync<long>($"select count(*) from former_parts where user_id = {reviewer.UserId}", Cancel)
            )
        );
    }

    [Theory]
    [InlineData("SHARED", true, "unshareReadingList")]
    [InlineData("PRIVATE", false, "unshareReadingList")]
    [InlineData("SHARED", true, "deleteReadingList")]
    [InlineData("PRIVATE", false, "deleteReadingList")]
    public async Task Who_is_taken_off_a_list_that_they_see_is_told(string visibility, bool isTold, string mutation)
    {
        var key = $"{visibility}-{mutation}".ToLowerInvariant();
        var ((ana, _), (ben, benUser), (cid, cidUser)) = (
            await MemberAsync($"u-ana-{key}"),
            await MemberAsync($"u-ben-{key}"),
            await MemberAsync($"u-cid-{key}")
        );
        var made = await hub.DoneAsync(ana, "createReadingList", new { title = "Together" }, "readingList { id }");
        var id = made.GetProperty("readingList").GetProperty("id").GetString()!;
        foreach (var user in new[] { benUser, cidUser })
        {
            await hub.DoneAsync(
                ana,
                "shareReadingList",
                new
                {
                    id,
                    person = NodeId.Encode("User", user),
                    level = "VIEW",
                }
            );
        }
        await hub.DoneAsync(cid, "unshareReadingList", new { id, person = NodeId.Encode("User", cidUser) });
        await hub.DoneAsync(
            ana,
            "updateReadingList",
            new
            {
                id,
                title = "Renamed",
                visibility,
            }
        );

        await hub.DoneAsync(
            ana,
            mutation,
            mutation == "unshareReadingList" ? new { id, person = NodeId.Encode("User", benUser) } : new { id }
        );

        Assert.Equal(isTold ? 1 : 0, await WrittenAsync("LIST_UNSHARED", id));
        if (isTold)
        {
            await hub.UntilAsync(Told("LIST_UNSHARED", id), $"u-ben-{key}");
            Assert.Equal(
                $$"""[{"topic":null,"subject":{"title":"Renamed"},"about":null,"actor":{"name":"u-ana-{{key}}"},"isAddressed":true}]""",
                await InboxAsync(ben, "LIST_UNSHARED")
            );
        }
    }

    [Theory]
    [InlineData("HIDDEN", """{"topic":null,"subject":{"title":"Hidden people"}}""")]
    [InlineData("PUBLIC", """{"topic":{"__typename":"Community"},"subject":null}""")]
    public async Task Who_is_taken_out_of_a_community_is_told_also_of_one_that_they_see_no_more(string visibility, string told)
    {
        var key = visibility.ToLowerInvariant();
        var ((ana, _), (ben, benUser)) = (await MemberAsync($"m-ana-{key}"), await MemberAsync($"m-ben-{key}"));
        var made = await hub.DoneAsync(
            ana,
            "createCommunity",
            new
            {
                names = new[] { new { language = "en", text = "Hidden people" } },
                kind = "NETWORK",
                visibility,
                policy = "CLOSED",
            },
            "community { id }"
        );
        var community = made.GetProperty("community").GetProperty("id").GetString()!;
        await hub.Database.ExecuteAsync(
            $"insert into community_members (community_id, user_id, role, joined_at) values ({Key(community)}, {benUser}, 'READER', now())",
            Cancel
        );

        await hub.DoneAsync(ana, "removeCommunityMember", new { community, user = NodeId.Encode("User", benUser) });

        await hub.UntilAsync(Told("COMMUNITY_MEMBER_LEFT", community), $"m-ben-{key}");
        Assert.Equal(
            $"[{told}]",
            await InboxAsync(ben, "COMMUNITY_MEMBER_LEFT", "topic { __typename } subject { ... on FormerPart { title } }")
        );
    }

    private Task<(string Token, long User)> MemberAsync(string who) => hub.MemberAsync(who, Role.Researcher);

    private async Task<string> InvitedAsync(string token, object input)
    {
        var made = await hub.DoneAsync(token, "inviteCollaborator", input, "collaborator { id }");
        return made.GetProperty("collaborator").GetProperty("id").GetString()!;
    }

    private async Task<string> InboxAsync(
        string token,
        string kind,
        string selection = "topic { id } subject { ... on FormerPart { title } } about { id } actor { name } isAddressed"
    ) =>
        (await hub.DataAsAsync(token, $"{{ viewer {{ notifications(kinds: [{kind}]) {{ nodes {{ {selection} }} }} }} }}"))
            .GetProperty("viewer")
            .GetProperty("notifications")
            .GetProperty("nodes")
            .GetRawText();

    private async Task<string> SeenAsync(string? token, long part) =>
        (
            await hub.DataAsAsync(
                token,
                "query ($id: ID!) { node(id: $id) { ... on FormerPart { title } } }",
                new { id = NodeId.Encode("FormerPart", part) }
            )
        )
            .GetProperty("node")
            .GetRawText();

    private Task<long> PartAsync(long user) =>
        hub.Database.ScalarAsync<long>($"select id from former_parts where user_id = {user}", Cancel);

    private Task<long> WrittenAsync(string kind, string topic) =>
        hub.Database.ScalarAsync<long>($"select count(*) from activities where kind = '{kind}' and topic_id = {Key(topic)}", Cancel);

    private static string Told(string kind, string topic) =>
        $"""
            select string_agg(u.name, ' ' order by u.name) from notifications n join users u on u.id = n.user_id
            where n.kind = '{kind}' and n.topic_id = {Key(topic)}
            """;

    private static long Key(string id) => NodeId.TryDecode(id, out _, out var key) ? key : 0;
}
