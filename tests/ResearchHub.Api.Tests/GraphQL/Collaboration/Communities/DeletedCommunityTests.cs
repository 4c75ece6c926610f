using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Calls;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Requests;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Communities;

/// <summary>An owner deletes a community for ever: what it had goes on without it, everybody concerned is told, and its address leads to nothing else.</summary>
public sealed class DeletedCommunityTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Tombstone =
        "community { slug deletedAt deletionReason viewerRole feed memberCount members { totalCount } outputs { totalCount } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_name_and_why_it_was_deleted_stay_at_its_address_and_nothing_else()
    {
        var owner = await hub.TokenAsync("t-owner", Role.Researcher);
        var id = await hub.CommunityAsync(owner, "Tombstone circle");
        await hub.DoneAsync(owner, "requestInclusion", new { output = await PublishedAsync(owner, "t"), community = id });
        var feed = await GetAsync("/feeds/communities/tombstone-circle");

        var deleted = await hub.DoneAsync(owner, "deleteCommunity", new { community = id, reason = " The project has ended. " }, Tombstone);
        var again = await hub.RunAsync(owner, "deleteCommunity", new { community = id });
        var seen = await hub.DataAsync(
            "{ community(by: { slug: \"tombstone-circle\" }) { name deletedAt deletionReason members { totalCount } outputs { totalCount } } }"
        );
        var listed = await hub.DataAsync("{ communities(where: { name: { startsWith: \"Tombstone circle\" } }) { totalCount } }");
        var next = await hub.DoneAsync(
            owner,
            "createCommunity",
            new { names = new[] { new { language = "en", text = "Tombstone circle" } }, kind = "NETWORK" },
            "community { slug }"
        );

        var now = deleted.GetProperty("community").GetProperty("deletedAt").GetRawText();
        Assert.Equal(
            $$$"""
            {"slug":"tombstone-circle","deletedAt":{{{now}}},"deletionReason":"The project has ended.","viewerRole":null,"feed":null,
            "memberCount":0,"members":{"totalCount":0},"outputs":{"totalCount":0}}
            """.ReplaceLineEndings(""),
            deleted.GetProperty("community").GetRawText()
        );
        Assert.Equal(["NOT_FOUND input.community"], again.Problems());
        Assert.Equal(
            $$$$"""{"community":{"name":"Tombstone circle","deletedAt":{{{{now}}}},"deletionReason":"The project has ended.","members":{"totalCount":0},"outputs":{"totalCount":0}}}""",
            seen.GetRawText()
        );
        Assert.Equal("""{"communities":{"totalCount":0}}""", listed.GetRawText());
        Assert.StartsWith("tombstone-circle-", next.GetProperty("community").GetProperty("slug").GetString(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Gone), (feed, await GetAsync("/feeds/communities/tombstone-circle")));
    }

    [Fact]
    public async Task What_it_had_stays_published_what_waits_for_it_expires_and_its_calls_stay_with_who_opened_them()
    {
        var (owner, _) = await hub.MemberAsync("d-owner", Role.Researcher);
        var (curator, curatorUser) = await hub.MemberAsync("d-curator", Role.Researcher);
        var (asker, _) = await hub.MemberAsync("d-asker", Role.Researcher);
        var admin = await hub.TokenAsync("d-admin", Role.Admin);
        var id = await hub.CommunityAsync(owner, "Deleted circle");
        var key = NodeId.KeyOf(id, "Community");
        await hub.Database.ExecuteAsync(
            $"insert into community_members (community_id, user_id, role, joined_at) values ({key}, {curatorUser}, 'CURATOR', now())",
            Cancel
        );
        var output = await PublishedAsync(owner, "d");
        await hub.DoneAsync(owner, "requestInclusion", new { output, community = id });
        var draft = await hub.DraftAsync(asker);
        var requests = new List<string>
        {
            await IdAsync(asker, "requestInclusion", new { output = draft, community = id }, "request { id }", "request"),
            await IdAsync(asker, "requestMembership", new { community = id }, "request { id }", "request"),
        };
        var invited = await hub.DoneAsync(
            admin,
            "inviteToCommunity",
            new
            {
                community = id,
                invitee = new { email = "d-invited@example.org" },
                role = "READER",
            },
            "invitation { secret request { id } }"
        );
        requests.Add(invited.GetProperty("invitation").GetProperty("request").GetProperty("id").GetString()!);
        var call = await hub.OpenCallAsync(curator, "Of a deleted circle", "MENTORING", id);

        await hub.DoneAsync(owner, "deleteCommunity", new { community = id });
        var late = await hub.RunAsync(
            await hub.TokenAsync("d-late", Role.Researcher),
            "acceptInvitation",
            new { secret = invited.GetProperty("invitation").GetProperty("secret").GetString() }
        );
        var accepted = await hub.RunAsync(admin, "acceptRequest", new { id = requests[0] });
        await hub.Services.GetRequiredService<RequestExpirations>().ExpireDueAsync(Cancel);

        Assert.Single(late.Problems());
        Assert.Single(accepted.Problems());
        foreach (var request in requests)
        {
            Assert.Equal(
                "EXPIRED",
                await hub.Database.ScalarAsync<string>($"select status from requests where id = {NodeId.KeyOf(request, "Request")}", Cancel)
            );
        }
        var seen = await hub.DataAsync(
            "query ($o: ID!, $c: ID!) { output: node(id: $o) { ... on Study { state communities { totalCount } } } call: node(id: $c) { ... on CollaborationCall { isOpen community { name } openedBy { name } } } }",
            new { o = output, c = call }
        );
        Assert.Equal(
            """{"output":{"state":"PUBLISHED","communities":{"totalCount":0}},"call":{"isOpen":true,"community":null,"openedBy":{"name":"d-curator"}}}""",
            seen.GetRawText()
        );
        // Who curated it knows who made the draft that it was asked for, and is not to review that without.
        Assert.Equal(
            1L,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from former_collaborators where work_id = {NodeId.KeyOf(draft, "Study")} and user_id = {curatorUser}",
                Cancel
            )
        );
        (string Mutation, object Input)[] refused =
        [
            ("requestMembership", new { community = id }),
            ("requestInclusion", new { output, community = id }),
            ("leaveCommunity", new { community = id }),
            ("updateCommunity", new { community = id, expectedRevision = 2 }),
        ];
        foreach (var (mutation, input) in refused)
        {
            Assert.Equal(["NOT_FOUND input.community"], (await hub.RunAsync(owner, mutation, input)).Problems());
        }
    }

    [Fact]
    public async Task Members_followers_and_who_keeps_what_it_had_are_told_once()
    {
        var (owner, ownerUser) = await hub.MemberAsync("n-owner", Role.Researcher);
        var (keeper, keeperUser) = await hub.MemberAsync("n-keeper", Role.Researcher);
        var (_, memberUser) = await hub.MemberAsync("n-member");
        var (follower, followerUser) = await hub.MemberAsync("n-follower");
        var id = await hub.CommunityAsync(owner, "Told circle");
        var key = NodeId.KeyOf(id, "Community")!.Value;
        await hub.Database.ExecuteAsync(
            $"insert into community_members (community_id, user_id, role, joined_at) values ({key}, {memberUser}, 'READER', now())",
            Cancel
        );
        await hub.FollowAsync(follower, "Community", key);
        await hub.FollowAsync(keeper, "Community", key);
        var output = await PublishedAsync(keeper, "n");
        var asked = await IdAsync(keeper, "requestInclusion", new { output, community = id }, "request { id }", "request");
        await hub.DoneAsync(owner, "acceptRequest", new { id = asked });
        await using var events = await EventStream.OpenAsync(
            hub.Http,
            follower,
            "subscription ($id: ID!) { communityActivity(communityId: $id, after: \"0-0\") { kind } }",
            new { id }
        );

        await hub.DoneAsync(owner, "deleteCommunity", new { community = id });

        var kind = "";
        while (kind != "DELETED")
        {
            kind = (await events.NextAsync()).GetProperty("kind").GetString()!;
        }
        await hub.UntilAsync(
            $"select coalesce(string_agg(user_id::text, ' ' order by user_id), '') from notifications where kind = 'COMMUNITY_DELETED' and topic_id = {key}",
            string.Join(' ', new[] { keeperUser, memberUser, followerUser }.Order())
        );
        Assert.Equal(
            0L,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from notifications where user_id = {ownerUser} and kind = 'COMMUNITY_DELETED'",
                Cancel
            )
        );
    }

    [Fact]
    public async Task Of_a_hidden_community_its_members_are_told_what_it_was_called_and_nobody_finds_it()
    {
        var owner = await hub.TokenAsync("h-owner", Role.Researcher);
        var (member, memberUser) = await hub.MemberAsync("h-member");
        var id = await hub.CommunityAsync(owner, "Hidden circle");
        var key = NodeId.KeyOf(id, "Community")!.Value;
        await hub.Database.ExecuteAsync(
            $"insert into community_members (community_id, user_id, role, joined_at) values ({key}, {memberUser}, 'READER', now())",
            Cancel
        );
        await hub.DoneAsync(
            owner,
            "updateCommunity",
            new
            {
                community = id,
                expectedRevision = 1,
                visibility = "HIDDEN",
            }
        );

        await hub.DoneAsync(owner, "deleteCommunity", new { community = id });

        await hub.UntilAsync(
            $"select count(*)::text from notifications where user_id = {memberUser} and kind = 'COMMUNITY_DELETED' and topic_id = {key}",
            "1"
        );
        var told = await hub.DataAsAsync(
            member,
            "{ viewer { notifications { nodes { kind topic { id } subject { ... on FormerPart { title } } } } } }"
        );
        Assert.Equal(
            """{"kind":"COMMUNITY_DELETED","topic":null,"subject":{"title":"Hidden circle"}}""",
            told.GetProperty("viewer").GetProperty("notifications").GetProperty("nodes")[0].GetRawText()
        );
        foreach (var token in new[] { owner, member })
        {
            var seen = await hub.DataAsAsync(token, "query ($id: ID!) { community(by: { id: $id }) { name } }", new { id });
            Assert.Equal("""{"community":null}""", seen.GetRawText());
        }
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync("/feeds/communities/hidden-circle"));
    }

    [Fact]
    public async Task Owners_alone_delete_a_community_and_a_refusal_changes_nothing()
    {
        var owner = await hub.TokenAsync("r-owner", Role.Researcher);
        var id = await hub.CommunityAsync(owner, "Refused circle");
        var key = NodeId.KeyOf(id, "Community");
        var (manager, managerUser) = await hub.MemberAsync("r-manager", Role.Curator);
        await hub.Database.ExecuteAsync(
            $"insert into community_members (community_id, user_id, role, joined_at) values ({key}, {managerUser}, 'MANAGER', now())",
            Cancel
        );
        Task<string?> StateAsync() =>
            hub.Database.ScalarAsync<string>(
                $"select c::text || (select count(*) from community_members m where m.community_id = c.id) || (select count(*) from activities where topic_id = c.id) from communities c where id = {key}",
                Cancel
            );
        var before = await StateAsync();

        var managing = await hub.RunAsync(manager, "deleteCommunity", new { community = id });
        var strange = await hub.RunAsync(await hub.TokenAsync("r-stranger", Role.Researcher), "deleteCommunity", new { community = id });
        var wordy = await hub.RunAsync(owner, "deleteCommunity", new { community = id, reason = new string('x', 5_001) });
        var none = await hub.RunAsync(owner, "deleteCommunity", new { community = NodeId.Encode("Community", 1) });

        Assert.Equal(["FORBIDDEN input.community"], managing.Problems());
        Assert.Equal(["FORBIDDEN input.community"], strange.Problems());
        Assert.Equal(["INVALID input.reason"], wordy.Problems());
        Assert.Equal(["NOT_FOUND input.community"], none.Problems());
        Assert.Equal(before, await StateAsync());
    }

    private async Task<HttpStatusCode> GetAsync(string path)
    {
        using var answer = await hub.Http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return answer.StatusCode;
    }

    private async Task<string> IdAsync(string token, string mutation, object input, string selection, string field) =>
        (await hub.DoneAsync(token, mutation, input, selection)).GetProperty(field).GetProperty("id").GetString()!;

    /// <summary>A public study of an account.</summary>
    private async Task<string> PublishedAsync(string owner, string name)
    {
        var output = await hub.DraftAsync(owner);
        await hub.PublishAsync(owner, await hub.TokenAsync($"{name}-publisher", Role.Curator), output);
        return output;
    }
}
