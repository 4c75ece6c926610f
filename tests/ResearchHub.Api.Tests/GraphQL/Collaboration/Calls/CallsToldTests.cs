using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Calls;

/// <summary>Who comes to hear of a call after it was opened, and because of where it was opened.</summary>
public sealed class CallsToldTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_comes_to_meet_an_open_call_is_told_of_it_once()
    {
        var (owner, _) = await hub.MemberAsync("later-owner", Role.Researcher);
        var (late, lateKey) = await hub.MemberAsync("later-person", Role.Researcher);
        var profile = await hub.ProfileAsync(lateKey, "later-person", 9_800);
        var closed = await hub.OpenCallAsync(owner, "Closed");
        await hub.DoneAsync(owner, "closeCollaborationCall", new { id = closed });
        var over = await hub.OpenCallAsync(owner, "Over");
        await hub.Database.ExecuteAsync(
            $"update collaboration_calls set deadline = '2020-01-01' where id = {NodeId.KeyOf(over, "CollaborationCall")}",
            Cancel
        );
        var open = await hub.OpenCallAsync(owner, "Open");
        await using var inbox = await hub.ListenAsync(late);

        foreach (var openTo in new[] { new[] { "REVIEW" }, ["REVIEW", "MEDIA"], [], ["REVIEW"] })
        {
            await hub.DoneAsync(late, "updateResearcherProfile", new { id = profile, openTo });
        }

        Assert.Equal($"CALL_MATCHED CollaborationCall:{NodeId.KeyOf(open, "CollaborationCall")}", (await inbox.NextAsync()).Line());
        var end = await hub.OpenCallAsync(owner, "Next");
        Assert.Equal($"CALL_MATCHED CollaborationCall:{NodeId.KeyOf(end, "CollaborationCall")}", (await inbox.NextAsync()).Line());
        Assert.Equal(
            2L,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from notifications where kind = 'CALL_MATCHED' and user_id = {lateKey}",
                Cancel
            )
        );
    }

    [Fact]
    public async Task Who_is_linked_to_a_profile_is_told_of_the_open_calls_that_speak_to_it()
    {
        var (owner, ownerKey) = await hub.MemberAsync("link-owner", Role.Researcher);
        var (linked, linkedKey) = await hub.MemberAsync("link-person", Role.Researcher);
        var profile = await hub.ProfileAsync(ownerKey, "link-owner", 9_850);
        await hub.DoneAsync(owner, "updateResearcherProfile", new { id = profile, openTo = new[] { "REVIEW" } });
        await hub.Database.ExecuteAsync($"update users set researcher_id = null where id = {ownerKey}", Cancel);
        var open = await hub.OpenCallAsync(owner, "Linked");
        await using var inbox = await hub.ListenAsync(linked);
        var curator = await hub.TokenAsync("link-curator", Role.Curator);

        await hub.DoneAsync(curator, "linkUserToResearcher", new { user = NodeId.Encode("User", linkedKey), researcher = profile });

        // Those of other tests may speak to it too.
        var expected = $"CALL_MATCHED CollaborationCall:{NodeId.KeyOf(open, "CollaborationCall")}";
        var told = (await inbox.NextAsync()).Line();
        while (told != expected)
        {
            told = (await inbox.NextAsync()).Line();
        }
        await hub.DoneAsync(owner, "closeCollaborationCall", new { id = open });
    }

    [Fact]
    public async Task Who_follows_a_community_is_told_of_its_calls()
    {
        var (owner, _) = await hub.MemberAsync("circle-owner", Role.Researcher);
        var (follower, _) = await hub.MemberAsync("circle-follower");
        var community = await hub.CommunityAsync(owner, "Circle");
        var key = NodeId.KeyOf(community, "Community");
        await hub.FollowAsync(follower, "Community", key!.Value);
        await using var inbox = await hub.ListenAsync(follower);

        var call = await hub.OpenCallAsync(owner, "For the circle", "MENTORING", community);

        var told = await inbox.NextAsync();
        Assert.Equal($"CALL_OPENED Community:{key} CollaborationCall:{NodeId.KeyOf(call, "CollaborationCall")}", told.Line());
        Assert.Equal(community, told.GetProperty("notification").GetProperty("about").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Who_follows_a_community_and_meets_its_call_is_told_of_it_once_whichever_comes_first()
    {
        var (owner, _) = await hub.MemberAsync("twice-owner", Role.Researcher);
        var community = await hub.CommunityAsync(owner, "Twice");
        var people = new List<(string Token, long User, string Profile)>();
        foreach (var (who, n) in new[] { "meets", "comes-to-meet", "wants-no-matches" }.Index().Select(one => (one.Item, one.Index)))
        {
            var (token, user) = await hub.MemberAsync($"twice-{who}", Role.Researcher);
            people.Add((token, user, await hub.ProfileAsync(user, $"twice-{who}", 9_860 + n)));
            await hub.FollowAsync(token, "Community", NodeId.KeyOf(community, "Community")!.Value);
        }
        var (meets, comes, wantsNone) = (people[0], people[1], people[2]);
        foreach (var one in new[] { meets, wantsNone })
        {
            await hub.DoneAsync(one.Token, "updateResearcherProfile", new { id = one.Profile, openTo = new[] { "MENTORING" } });
        }
        await SetInboxAsync(wantsNone.Token, "CALL_MATCHED", false);
        await SetInboxAsync(comes.Token, "CALL_OPENED", false);
        var silent = await hub.OpenCallAsync(owner, "Who wants no openings", "MENTORING", community);
        await hub.UntilAsync(Told(silent), "CALL_MATCHED CALL_OPENED");
        await SetInboxAsync(comes.Token, "CALL_OPENED", true);

        var call = await hub.OpenCallAsync(owner, "For followers who meet it", "MENTORING", community);
        await hub.UntilAsync(Told(call), "CALL_MATCHED CALL_OPENED CALL_OPENED");
        await SetInboxAsync(wantsNone.Token, "CALL_MATCHED", true);
        foreach (var one in new[] { comes, wantsNone })
        {
            await hub.DoneAsync(one.Token, "updateResearcherProfile", new { id = one.Profile, openTo = new[] { "MENTORING", "MEDIA" } });
        }
        var end = await hub.OpenCallAsync(owner, "The end", "MEDIA");
        await hub.UntilAsync(Told(end), "CALL_MATCHED CALL_MATCHED");
        // One reader tells of calls and another of profiles.
        await hub.UntilAsync(Told(silent), "CALL_MATCHED CALL_MATCHED CALL_OPENED");

        Assert.Equal("CALL_MATCHED", await hub.ToldOfAsync(meets.User, call));
        Assert.Equal("CALL_OPENED", await hub.ToldOfAsync(comes.User, call));
        Assert.Equal("CALL_OPENED", await hub.ToldOfAsync(wantsNone.User, call));
        // Who was not told of it as a follower is told when they come to meet it.
        Assert.Equal("CALL_MATCHED", await hub.ToldOfAsync(comes.User, silent));
        foreach (var one in new[] { silent, call, end })
        {
            await hub.DoneAsync(owner, "closeCollaborationCall", new { id = one });
        }
    }

    [Fact]
    public async Task Who_opened_a_call_is_told_once_when_somebody_else_changes_or_closes_it()
    {
        var (opener, openerUser) = await hub.MemberAsync("opener", Role.Researcher);
        var admin = await hub.TokenAsync("opener-admin", Role.Admin);
        var plain = await hub.OpenCallAsync(opener, "Plain");
        var followed = await hub.OpenCallAsync(opener, "Followed");
        await hub.DoneAsync(opener, "follow", new { subject = followed });

        foreach (var id in new[] { plain, followed })
        {
            foreach (var (token, expectedRevision) in new[] { (opener, 1), (admin, 2) })
            {
                await hub.DoneAsync(
                    token,
                    "updateCollaborationCall",
                    new
                    {
                        id,
                        expectedRevision,
                        title = $"Changed {expectedRevision}",
                    }
                );
            }
            await hub.DoneAsync(admin, "closeCollaborationCall", new { id });
        }
        var own = await hub.OpenCallAsync(opener, "Own");
        await hub.DoneAsync(opener, "closeCollaborationCall", new { id = own });

        var toldOf =
            $"select coalesce(string_agg(kind, ' ' order by id), '') from notifications where user_id = {openerUser} and topic_id = ";
        foreach (var call in new[] { plain, followed })
        {
            await hub.UntilAsync(toldOf + NodeId.KeyOf(call, "CollaborationCall"), "CALL_UPDATED CALL_CLOSED");
        }
        Assert.Equal("", await hub.ToldOfAsync(openerUser, own));
    }

    private Task<JsonElement> SetInboxAsync(string token, string kind, bool isOn) =>
        hub.DoneAsync(
            token,
            "setNotificationPreference",
            new
            {
                kind,
                channel = "INBOX",
                isOn,
            }
        );

    /// <summary>All that anybody was told of a call.</summary>
    private static string Told(string call) =>
        $"""
            select coalesce(string_agg(kind, ' ' order by kind), '') from notifications
            where {NodeId.KeyOf(call, "CollaborationCall")} in (topic_id, subject_id)
            """;
}
