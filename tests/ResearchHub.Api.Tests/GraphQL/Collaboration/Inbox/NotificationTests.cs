using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Inbox;
using ResearchHub.Core.Events;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;

/// <summary>People are told what concerns them, once, and nothing that does not exist for them.</summary>
public sealed class NotificationTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Inbox =
        "query ($s: [NotificationState!]) { viewer { unreadCount notifications(states: $s) { totalCount nodes { id kind state topic { id } subject { id } } } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_addressed_and_those_who_follow_are_told_once_and_who_did_it_is_not()
    {
        var (ana, anaUser) = await hub.MemberAsync("n-ana");
        var (marko, markoUser) = await hub.MemberAsync("n-marko");
        await hub.FollowAsync(ana, "Study", 101);
        await hub.FollowAsync(marko, "Study", 101);
        await using var live = await hub.ListenAsync(ana);

        await hub.HappenAsync(
            new Activity(ActivityKind.Commented, "Study", 101) { ActorId = anaUser },
            new Activity(ActivityKind.Commented, "Study", 101) { ActorId = markoUser, Addressed = [anaUser, markoUser] }
        );

        var told = (await live.NextAsync()).GetProperty("notification");
        Assert.True(told.GetProperty("isAddressed").GetBoolean());
        Assert.Equal("n-marko@example.org", told.GetProperty("actor").GetProperty("name").GetString() + "@example.org");
        Assert.Equal(["COMMENTED Study:101"], await LinesAsync(ana));
        Assert.Equal(["COMMENTED Study:101"], await LinesAsync(marko));
    }

    [Fact]
    public async Task Nobody_is_told_of_what_does_not_exist_for_them()
    {
        var (ana, anaUser) = await hub.MemberAsync("n-stranger");
        var (curator, curatorUser) = await hub.MemberAsync("n-demoted", Role.Curator);
        await using var live = await hub.ListenAsync(ana);
        await using var watching = await hub.ListenAsync(curator);

        await hub.HappenAsync(
            new Activity(ActivityKind.Commented, "Study", 104) { Addressed = [anaUser, curatorUser] },
            new Activity(ActivityKind.Commented, "Study", 104)
            {
                SubjectType = "Study",
                SubjectId = 102,
                Addressed = [anaUser],
            },
            new Activity(ActivityKind.Commented, "Nothing", 1) { Addressed = [anaUser, curatorUser] }
        );

        // What came of it exists for Ana, what it happened to does not.
        Assert.Equal("COMMENTED Study:102", (await live.NextAsync()).Line());
        Assert.Equal(["COMMENTED Study:102"], await LinesAsync(ana));
        Assert.Equal("COMMENTED", (await watching.NextAsync()).GetProperty("notification").GetProperty("kind").GetString());
        Assert.Single(await LinesAsync(curator));
        await hub.Database.ExecuteAsync($"update users set role = 'READER' where id = {curatorUser}", Cancel);
        Assert.Empty(await LinesAsync(curator));
        var groups = await hub.DataAsAsync(curator, "{ viewer { notificationGroups { nodes { count } } } }");
        Assert.Equal("""{"viewer":{"notificationGroups":{"nodes":[]}}}""", groups.GetRawText());
    }

    [Fact]
    public async Task Who_does_not_want_the_first_of_what_a_comment_is_told_as_is_told_by_the_next()
    {
        var (ana, anaUser) = await hub.MemberAsync("n-rather");
        var (ben, _) = await hub.MemberAsync("n-answers");
        await hub.DoneAsync(
            ana,
            "setNotificationPreference",
            new
            {
                kind = "MENTIONED",
                channel = "INBOX",
                isOn = false,
            }
        );
        var subject = NodeId.Encode("Study", 101);
        var began = await hub.DoneAsync(ana, "postComment", new { subject, body = "Is this right?" }, "comment { id }");

        await hub.DoneAsync(
            ben,
            "postComment",
            new
            {
                subject,
                parent = began.GetProperty("comment").GetProperty("id").GetString(),
                body = $"It is, [you](node:{NodeId.Encode("User", anaUser)}).",
            }
        );

        await hub.UntilAsync($"select string_agg(kind, ' ') from notifications where user_id = {anaUser}", "REPLIED");
    }

    [Fact]
    public async Task A_retraction_reaches_those_who_built_on_it_whatever_they_prefer()
    {
        var (author, authorUser) = await hub.MemberAsync("n-author");
        var (follower, _) = await hub.MemberAsync("n-follower");
        var curator = await hub.TokenAsync("n-retracting", Role.Curator);
        await hub.Database.ExecuteAsync($"update users set researcher_id = 31 where id = {authorUser}", Cancel);
        foreach (var token in new[] { author, follower })
        {
            await hub.DoneAsync(
                token,
                "setNotificationPreference",
                new
                {
                    kind = "RETRACTED",
                    channel = "INBOX",
                    isOn = false,
                }
            );
            await hub.FollowAsync(token, "Study", 102);
        }
        await using var live = await hub.ListenAsync(author);
        await using var deaf = await hub.ListenAsync(follower);

        // 101, of researcher 31, cites 102.
        await hub.DoneAsync(curator, "retractOutput", new { id = NodeId.Encode("Study", 102), reason = "Wrong data." });
        var (_, followerUser) = await hub.MemberAsync("n-follower");
        await hub.HappenAsync(new Activity(ActivityKind.Commented, "Study", 101) { Addressed = [followerUser] });

        var told = await live.NextAsync();
        Assert.Equal("RETRACTED Study:102", told.Line());
        Assert.True(told.GetProperty("notification").GetProperty("isAddressed").GetBoolean());
        Assert.Equal("COMMENTED Study:101", (await deaf.NextAsync()).Line());
        Assert.Equal(["COMMENTED Study:101"], await LinesAsync(follower));
    }

    [Fact]
    public async Task A_reader_that_dies_and_starts_again_tells_nobody_twice()
    {
        var (ana, anaUser) = await hub.MemberAsync("n-again");
        await hub.FollowAsync(ana, "Researcher", 31);
        await hub.HappenAsync([
            .. Enumerable.Range(0, 5).Select(_ => new Activity(ActivityKind.Commented, "Study", 101) { Addressed = [anaUser] }),
        ]);
        await hub.Database.ExecuteAsync(
            "insert into change_events (kind, subject_kind, subject_id) values ('RELEASED', 'STUDY', 101)",
            Cancel
        );
        var services = hub.Services;

        await RunAsync<ActivityEntry>(services.GetServices<IFeedReader<ActivityEntry>>().Single(reader => reader is ActivityNotifier));
        await RunAsync<FeedEvent>(services.GetServices<IFeedReader<FeedEvent>>().Single(reader => reader is PublicationNotifier));

        var kinds = await hub.Database.ScalarAsync<string>(
            $"select string_agg(kind, ' ' order by kind) from notifications where user_id = {anaUser}",
            Cancel
        );
        Assert.Equal("COMMENTED COMMENTED COMMENTED COMMENTED COMMENTED RELEASED", kinds);
    }

    [Fact]
    public async Task Marks_what_is_named_and_nothing_when_one_is_not_the_callers()
    {
        var (ana, anaUser) = await hub.MemberAsync("n-mark");
        var (other, otherUser) = await hub.MemberAsync("n-mark-other");
        await using var live = await hub.ListenAsync(ana);
        await using var others = await hub.ListenAsync(other);
        await hub.HappenAsync([
            .. new long[] { 101, 102, 101, 101 }.Select(topic => new Activity(ActivityKind.Commented, "Study", topic)
            {
                Addressed = [anaUser, otherUser],
            }),
        ]);
        var ids = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            ids.Add((await live.NextAsync()).GetProperty("notification").GetProperty("id").GetString()!);
        }
        var strange = (await others.NextAsync()).GetProperty("notification").GetProperty("id").GetString()!;

        Assert.Equal(["NOT_FOUND input.ids"], (await MarkAsync(ana, new { ids = new[] { ids[0], strange }, state = "SAVED" })).Problems());
        Assert.Equal(["INVALID input"], (await MarkAsync(ana, new { state = "SAVED" })).Problems());
        Assert.Equal(
            ["INVALID input"],
            (
                await MarkAsync(
                    ana,
                    new
                    {
                        upTo = ids[0],
                        group = "x",
                        state = "SAVED",
                    }
                )
            ).Problems()
        );
        Assert.Equal("4 4", await CountsAsync(ana));

        Assert.Equal("""{"count":1,"unread":3}""", Marking(await MarkAsync(ana, new { ids = new[] { ids[3] }, state = "SAVED" })));
        Assert.Equal("""{"count":2,"unread":1}""", Marking(await MarkAsync(ana, new { upTo = ids[1], state = "ARCHIVED" })));
        var groups = await hub.DataAsAsync(
            ana,
            "{ viewer { notificationGroups(states: [UNREAD, SAVED]) { totalCount nodes { count unread latest { state } about { ... on Study { slug } } } } } }"
        );
        Assert.Equal(
            """{"totalCount":1,"nodes":[{"count":2,"unread":1,"latest":{"state":"SAVED"},"about":{"slug":"remittances-in-serbia"}}]}""",
            groups.GetProperty("viewer").GetProperty("notificationGroups").GetRawText()
        );
        Assert.Equal(
            """{"count":2,"unread":0}""",
            Marking(await MarkAsync(ana, new { group = NodeId.Encode("Study", 101), state = "ARCHIVED" }))
        );
        Assert.Equal("4 4", await CountsAsync(other));
    }

    [Fact]
    public async Task What_is_switched_off_is_not_told_and_all_kinds_are_listed()
    {
        var (ana, anaUser) = await hub.MemberAsync("n-off");
        await hub.FollowAsync(ana, "Study", 101);
        await hub.DoneAsync(
            ana,
            "setNotificationPreference",
            new
            {
                kind = "COMMENTED",
                channel = "INBOX",
                isOn = false,
            }
        );
        await hub.HappenAsync(new Activity(ActivityKind.Commented, "Study", 101));
        await hub.DoneAsync(
            ana,
            "setNotificationPreference",
            new
            {
                kind = "COMMENTED",
                channel = "INBOX",
                isOn = true,
            },
            "preference { kind channel isOn }"
        );
        await using var live = await hub.ListenAsync(ana);
        await hub.HappenAsync(new Activity(ActivityKind.Commented, "Study", 101) { Addressed = [anaUser] });

        var preferences = (await hub.DataAsAsync(ana, "{ viewer { notificationPreferences { kind channel isOn } } }"))
            .GetProperty("viewer")
            .GetProperty("notificationPreferences");
        await live.NextAsync();

        Assert.Equal(NotificationKinds.All.Count * 2, preferences.GetArrayLength());
        Assert.All(
            preferences.EnumerateArray(),
            one =>
                Assert.Equal(
                    one.GetProperty("channel").GetString() == "INBOX"
                        || one.GetProperty("kind").GetString() is "REVIEW_INVITED" or "REVIEW_DUE" or "REVIEW_OVERDUE" or "RETRACTED",
                    one.GetProperty("isOn").GetBoolean()
                )
        );
    }

    [Fact]
    public async Task A_listener_of_another_server_loses_nothing_between_two_connections()
    {
        using var folder = new TestFolder();
        await using var second = await hub.StartAnotherAsync(TimeProvider.System, folder, Cancel);
        using var http = new HttpClient { BaseAddress = second.Address() };
        var (ana, anaUser) = await hub.MemberAsync("n-two-servers");
        string? cursor;
        await using (var live = await EventStream.OpenAsync(http, ana, InboxClient.Listen, new { after = "0-0" }))
        {
            await TellAsync(anaUser, 101);
            cursor = (await live.NextAsync()).GetProperty("cursor").GetString();
        }
        await TellAsync(anaUser, 102);
        await TellAsync(anaUser, 103);

        await using var again = await EventStream.OpenAsync(http, ana, InboxClient.Listen, new { after = cursor });
        var missed = new[] { (await again.NextAsync()).Line(), (await again.NextAsync()).Line() };
        await TellAsync(anaUser, 201, "Dataset");

        Assert.Equal(["COMMENTED Study:102", "COMMENTED Study:103"], missed);
        Assert.Equal("COMMENTED Dataset:201", (await again.NextAsync()).Line());
        await using var none = await EventStream.OpenAsync(http, null, InboxClient.Listen, new { after = cursor });
        Assert.Contains("UNAUTHENTICATED", await none.TextAsync(), StringComparison.Ordinal);
        await second.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_full_page_costs_as_many_statements_as_a_short_one()
    {
        var (ana, anaUser) = await hub.MemberAsync("n-many");
        await using (var live = await hub.ListenAsync(ana))
        {
            await hub.HappenAsync([
                .. Enumerable
                    .Range(0, 60)
                    .Select(n => new Activity(ActivityKind.Commented, "Study", 101 + (n % 3)) { ActorId = null, Addressed = [anaUser] }),
            ]);
            for (var i = 0; i < 60; i++)
            {
                await live.NextAsync();
            }
        }
        const string query =
            "query ($n: Int) { viewer { notifications(first: $n) { nodes { id topic { ... on Study { title } } actor { name } } } notificationGroups(first: $n) { nodes { count latest { kind } } } } }";

        var (few, many) = (await hub.StatementsAsync(ana, query, new { n = 3 }), await hub.StatementsAsync(ana, query, new { n = 60 }));

        Assert.Equal(few, many);
    }

    private Task TellAsync(long user, long topic, string type = "Study") =>
        hub.HappenAsync(new Activity(ActivityKind.Commented, type, topic) { Addressed = [user] });

    private async Task RunAsync<T>(IFeedReader<T> reader)
        where T : IFeedEntry
    {
        var dying = new DyingReader<T>(reader);
        var feed = hub.Services.GetRequiredService<IFeedSource<T>>();
        var pump = new FeedPump<T>(feed, hub.Services.GetRequiredService<ReaderLeases>());
        await hub.AllIsFreeAsync(feed.Channel);
        await Assert.ThrowsAsync<InvalidOperationException>(() => pump.RunAsync(dying, Cancel));
        Assert.True(await pump.RunAsync(dying, Cancel));
        await hub.Database.ExecuteAsync("delete from feed_positions where reader = 'dying'", Cancel);
    }

    private Task<JsonElement> MarkAsync(string token, object input) =>
        hub.RunAsync(token, "markNotifications", input, "marking { count unread }");

    private static string Marking(JsonElement payload) => payload.GetProperty("marking").GetRawText();

    private async Task<string[]> LinesAsync(string token)
    {
        var data = await hub.DataAsAsync(token, Inbox);
        return [.. data.GetProperty("viewer").GetProperty("notifications").GetProperty("nodes").EnumerateArray().Select(one => one.Line())];
    }

    private async Task<string> CountsAsync(string token)
    {
        var viewer = (await hub.DataAsAsync(token, Inbox, new { s = new[] { "UNREAD" } })).GetProperty("viewer");
        return $"{viewer.GetProperty("unreadCount")} {viewer.GetProperty("notifications").GetProperty("totalCount")}";
    }
}
