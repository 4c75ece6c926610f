using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Calls;

/// <summary>Who opened a call changes it while it is open; whom it comes to speak to is told, and whom it had told hears of another deadline.</summary>
public sealed class ChangedCallTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Selection =
        "call { title description seeks deadline place { code } languages sectors concepts { notation } revision openedAt updatedAt } errors { code path ... on CallConflictError { expectedRevision current { title revision } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_a_call_says_can_be_changed_and_what_is_left_out_stays()
    {
        var owner = await hub.TokenAsync("all-owner", Role.Researcher);
        var call = await hub.OpenCallAsync(owner, "Before", "MEDIA");

        var changed = await UpdateAsync(
            owner,
            call,
            1,
            new
            {
                title = " After ",
                description = "Who could?",
                seeks = "MENTORING",
                deadline = hub.Day(60),
                place = "150",
                languages = new[] { "sr", "sr", "en" },
                sectors = new[] { "GOVERNMENT_LOCAL", "ACADEMIA" },
                concepts = new[] { NodeId.Encode("Concept", 12), NodeId.Encode("Concept", 13) },
            }
        );
        var cleared = await UpdateAsync(
            owner,
            call,
            2,
            new
            {
                place = (string?)null,
                languages = Array.Empty<string>(),
                sectors = (string[]?)null,
                concepts = new[] { NodeId.Encode("Concept", 13) },
            }
        );

        Assert.Equal(
            $$"""
            {"title":"After","description":"Who could?","seeks":"MENTORING","deadline":"{{hub.Day(
                60
            )}}","place":{"code":"150"},"languages":["sr","en"],
            "sectors":["GOVERNMENT_LOCAL","ACADEMIA"],"concepts":[{"notation":"labour"},{"notation":"remittances"}],"revision":2
            """.ReplaceLineEndings(
                ""
            ),
            Says(changed)
        );
        Assert.Equal(
            $$"""
            {"title":"After","description":"Who could?","seeks":"MENTORING","deadline":"{{hub.Day(60)}}","place":null,"languages":[],
            "sectors":[],"concepts":[{"notation":"remittances"}],"revision":3
            """.ReplaceLineEndings(""),
            Says(cleared)
        );
        Assert.Equal(
            "1 2",
            await hub.Database.ScalarAsync<string>(
                $"select count(distinct subject_type) || ' ' || count(*) from audit_events where action = 'updateCollaborationCall' and subject_id = {Key(call)} and subject_type = 'CollaborationCall'",
                Cancel
            )
        );
    }

    [Fact]
    public async Task Whom_a_changed_call_speaks_to_is_told_once_and_who_was_told_hears_of_another_deadline_alone()
    {
        var (owner, _) = await hub.MemberAsync("change-owner", Role.Researcher);
        var (early, earlyKey) = await hub.MemberAsync("change-early", Role.Researcher);
        var (late, lateKey) = await hub.MemberAsync("change-late", Role.Researcher);
        var (follower, followerKey) = await hub.MemberAsync("change-follower");
        var (helper, helperKey) = await hub.MemberAsync("change-helper");
        foreach (var (token, user, key, openTo) in new[] { (early, earlyKey, 9_700, "COLLABORATION"), (late, lateKey, 9_710, "REVIEW") })
        {
            var profile = await hub.ProfileAsync(user, $"change-{key}", key);
            await hub.DoneAsync(token, "updateResearcherProfile", new { id = profile, openTo = new[] { openTo } });
        }
        await using var ofEarly = await hub.ListenAsync(early);
        await using var ofLate = await hub.ListenAsync(late);
        await using var ofHelper = await hub.ListenAsync(helper);
        await using var ofFollower = await hub.ListenAsync(follower);
        var call = await hub.OpenCallAsync(owner, "Changing", "COLLABORATION");
        Assert.Equal($"CALL_MATCHED CollaborationCall:{Key(call)}", (await ofEarly.NextAsync()).Line());
        await hub.DoneAsync(follower, "follow", new { subject = call });
        await hub.DoneAsync(helper, "answerCollaborationCall", new { id = call, message = "I can." });

        await UpdateAsync(owner, call, 1, new { seeks = "REVIEW" });
        var forLate = (await ofLate.NextAsync()).Line();
        var forViewer = await ForViewerAsync(early) + await ForViewerAsync(late);
        await UpdateAsync(owner, call, 2, new { seeks = "COLLABORATION" });
        await UpdateAsync(owner, call, 3, new { seeks = "REVIEW", deadline = hub.Day(40) });
        var deadlines = new[] { (await ofLate.NextAsync()).Line(), (await ofEarly.NextAsync()).Line() };
        foreach (var stream in new[] { ofHelper, ofFollower })
        {
            await stream.NextAsync();
            await stream.NextAsync();
            Assert.Equal($"CALL_UPDATED CollaborationCall:{Key(call)}", (await stream.NextAsync()).Line());
        }
        await hub.DoneAsync(owner, "closeCollaborationCall", new { id = call });
        await ofHelper.NextAsync();

        Assert.Equal($"CALL_MATCHED CollaborationCall:{Key(call)}", forLate);
        Assert.Equal("01", forViewer);
        Assert.All(deadlines, line => Assert.Equal($"CALL_UPDATED CollaborationCall:{Key(call)}", line));
        Assert.Equal("CALL_MATCHED CALL_UPDATED", await hub.ToldOfAsync(earlyKey, call));
        Assert.Equal("CALL_MATCHED CALL_UPDATED", await hub.ToldOfAsync(lateKey, call));
        Assert.Equal("CALL_UPDATED CALL_UPDATED CALL_UPDATED CALL_CLOSED", await hub.ToldOfAsync(helperKey, call));
        Assert.Equal("CALL_UPDATED CALL_UPDATED CALL_UPDATED CALL_CLOSED", await hub.ToldOfAsync(followerKey, call));
    }

    [Fact]
    public async Task A_change_that_changes_nothing_does_nothing()
    {
        var owner = await hub.TokenAsync("same-owner", Role.Researcher);
        var call = await hub.OpenCallAsync(owner, "Same", "MEDIA");
        await UpdateAsync(owner, call, 1, new { concepts = new[] { NodeId.Encode("Concept", 13) }, languages = new[] { "sr" } });
        var before = await StateAsync(call);

        var same = await UpdateAsync(
            owner,
            call,
            2,
            new
            {
                title = "Same ",
                deadline = hub.Day(30),
                languages = new[] { "sr" },
                concepts = new[] { NodeId.Encode("Concept", 13) },
            }
        );

        Assert.Equal(2, same.GetProperty("call").GetProperty("revision").GetInt32());
        Assert.Equal(before, await StateAsync(call));
    }

    [Fact]
    public async Task A_change_that_cannot_be_is_refused_and_changes_nothing()
    {
        var owner = await hub.TokenAsync("no-owner", Role.Researcher);
        var stranger = await hub.TokenAsync("no-stranger", Role.Researcher);
        var (open, closed, over) = (
            await hub.OpenCallAsync(owner, "Open", "MEDIA"),
            await hub.OpenCallAsync(owner, "Closed", "MEDIA"),
            await hub.OpenCallAsync(owner, "Over", "MEDIA")
        );
        await hub.DoneAsync(owner, "closeCollaborationCall", new { id = closed });
        await hub.Database.ExecuteAsync($"update collaboration_calls set deadline = '2020-01-01' where id = {Key(over)}", Cancel);
        var before = await StateAsync(open) + await StateAsync(closed) + await StateAsync(over);

        var bad = await UpdateAsync(
            owner,
            open,
            1,
            new
            {
                title = " ",
                description = (string?)null,
                seeks = (string?)null,
                deadline = hub.Day(-1),
                place = "nowhere",
                concepts = new[] { "?" },
            }
        );
        var far = await UpdateAsync(owner, open, 1, new { deadline = hub.Day(367) });
        var foreign = await UpdateAsync(stranger, open, 1, new { title = "Mine" });
        var stale = await UpdateAsync(owner, open, 0, new { title = "Stale" });
        var late = await UpdateAsync(owner, closed, 1, new { title = "Late" });
        var past = await UpdateAsync(owner, over, 1, new { deadline = hub.Day(10) });
        var none = await UpdateAsync(owner, NodeId.Encode("CollaborationCall", 1), 1, new { title = "None" });

        Assert.Equal(
            [
                "INVALID input.title",
                "INVALID input.description",
                "INVALID input.seeks",
                "INVALID input.deadline",
                "INVALID input.place",
                "INVALID input.concepts",
            ],
            bad.Problems()
        );
        Assert.Equal(["INVALID input.deadline"], far.Problems());
        Assert.Equal(["FORBIDDEN input.id"], foreign.Problems());
        Assert.Equal(["CONFLICT input.expectedRevision"], stale.Problems());
        Assert.Equal("""{"title":"Open","revision":1}""", stale.GetProperty("errors")[0].GetProperty("current").GetRawText());
        Assert.Equal(["INVALID input.id"], late.Problems());
        Assert.Equal(["INVALID input.id"], past.Problems());
        Assert.Equal(["NOT_FOUND input.id"], none.Problems());
        Assert.Equal(before, await StateAsync(open) + await StateAsync(closed) + await StateAsync(over));
    }

    [Fact]
    public async Task Curators_of_its_community_change_a_call_and_of_two_at_once_one_is_told_what_stands()
    {
        var owner = await hub.TokenAsync("of-owner", Role.Researcher);
        var (curator, curatorKey) = await hub.MemberAsync("of-curator");
        var community = await hub.CommunityAsync(owner, "Of curators");
        var call = await hub.OpenCallAsync(owner, "Of a community", "MEDIA", community);
        var before = await UpdateAsync(curator, call, 1, new { title = "Not yet" });
        await hub.Database.ExecuteAsync(
            $"insert into community_members (community_id, user_id, role, joined_at) values ({NodeId.KeyOf(community, "Community")}, {curatorKey}, 'CURATOR', now())",
            Cancel
        );

        var both = await Task.WhenAll(
            UpdateAsync(curator, call, 1, new { title = "The curator's" }),
            UpdateAsync(owner, call, 1, new { title = "The owner's" })
        );

        Assert.Equal(["FORBIDDEN input.id"], before.Problems());
        var done = Assert.Single(both, one => one.Problems() is []).GetProperty("call").GetProperty("title").GetString();
        var refused = Assert.Single(both, one => one.Problems() is ["CONFLICT input.expectedRevision"]);
        Assert.Equal(done, refused.GetProperty("errors")[0].GetProperty("current").GetProperty("title").GetString());
    }

    [Fact]
    public async Task Changing_a_call_counts_as_a_comment()
    {
        var (owner, key) = await hub.MemberAsync("often-owner", Role.Researcher);
        var call = await hub.OpenCallAsync(owner, "Often", "MEDIA");
        await UpdateAsync(owner, call, 1, new { title = "Once" });
        await hub.Database.ExecuteAsync(
            $"""
            insert into audit_events (occurred_at, actor_id, action, credential)
            select occurred_at, actor_id, action, credential from audit_events, generate_series(2, 30)
            where actor_id = {key} and action = 'updateCollaborationCall'
            """,
            Cancel
        );

        var more = await UpdateAsync(owner, call, 2, new { title = "Again" });

        Assert.Equal(["RATE_LIMITED input"], more.Problems());
    }

    private static long? Key(string call) => NodeId.KeyOf(call, "CollaborationCall");

    private Task<JsonElement> UpdateAsync(string token, string id, int expectedRevision, object changes)
    {
        var input = JsonSerializer.SerializeToNode(changes)!.AsObject();
        input["id"] = id;
        input["expectedRevision"] = expectedRevision;
        return hub.RunAsync(token, "updateCollaborationCall", input, Selection);
    }

    /// <summary>What the call says, without when.</summary>
    private static string Says(JsonElement answer) => answer.GetProperty("call").GetRawText().Split(",\"openedAt\"")[0];

    private async Task<string> ForViewerAsync(string token)
    {
        var answer = await hub.DataAsAsync(
            token,
            "{ collaborationCalls(forViewer: true, where: { seeks: { eq: REVIEW } }) { nodes { title } } }"
        );
        return $"{answer.GetProperty("collaborationCalls").GetProperty("nodes").EnumerateArray().Count(one => one.GetProperty("title").GetString() == "Changing")}";
    }

    private Task<string?> StateAsync(string call) =>
        hub.Database.ScalarAsync<string>(
            $"""
            select c::text || coalesce((select string_agg(q::text, ' ') from call_concepts q where q.call_id = c.id), '')
              || (select count(*) from activities a where a.topic_id = c.id) from collaboration_calls c where c.id = {Key(call)}
            """,
            Cancel
        );
}
