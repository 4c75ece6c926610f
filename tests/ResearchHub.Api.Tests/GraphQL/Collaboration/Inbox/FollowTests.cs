using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;

/// <summary>People follow people, organisations, concepts, places and outputs.</summary>
public sealed class FollowTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_follows_what_a_publication_is_by_or_about_is_told_of_it_once()
    {
        var (ana, _) = await hub.MemberAsync("follow-ana");
        // Its author, and what lies above its concept and its place.
        await hub.FollowAsync(ana, "Researcher", 32);
        await hub.FollowAsync(ana, "Concept", 12);
        await hub.FollowAsync(ana, "Place", 1);
        await using var live = await hub.ListenAsync(ana);

        await PublishAsync(
            2001,
            "insert into contributions (output_id, position, researcher_id, name_as_printed, credit_roles) values (2001, 0, 32, 'Abel', '{}')"
        );
        await PublishAsync(2002, "insert into output_concepts (output_id, concept_id, position) values (2002, 13, 0)");
        await PublishAsync(2003, "insert into output_places (output_id, place_id, position) values (2003, 3, 0)");
        await PublishAsync(2004, "select 1");
        await PublishAsync(
            2005,
            "insert into output_concepts (output_id, concept_id, position) values (2005, 13, 0); insert into output_places (output_id, place_id, position) values (2005, 3, 0)"
        );
        var received = new[] { await live.NextAsync(), await live.NextAsync(), await live.NextAsync(), await live.NextAsync() };

        Assert.Equal(
            ["PUBLISHED Study:2001", "PUBLISHED Study:2002", "PUBLISHED Study:2003", "PUBLISHED Study:2005"],
            received.Select(one => one.Line())
        );
        Assert.Equal(
            [NodeId.Encode("Researcher", 32), NodeId.Encode("Concept", 12), NodeId.Encode("Place", 1), NodeId.Encode("Concept", 12)],
            received.Select(one => one.GetProperty("notification").GetProperty("about").GetProperty("id").GetString())
        );
    }

    [Fact]
    public async Task Who_follows_a_work_is_told_of_its_new_version()
    {
        var (owner, curator) = (
            await hub.TokenAsync("version-owner", Role.Researcher),
            await hub.TokenAsync("version-curator", Role.Curator)
        );
        var (reader, _) = await hub.MemberAsync("version-reader");
        var made = await hub.DoneAsync(owner, "createDataset", DescribeOutputsTests.Dataset("First"), "dataset { id }");
        var first = made.GetProperty("dataset").GetProperty("id").GetString()!;
        await hub.PublishAsync(owner, curator, first);
        await hub.DoneAsync(reader, "follow", new { subject = first });
        await using var live = await hub.ListenAsync(reader);

        var second = (await hub.DoneAsync(owner, "createVersion", new { id = first }, "output { id }"))
            .GetProperty("output")
            .GetProperty("id")
            .GetString()!;
        await hub.PublishAsync(owner, curator, second);

        var told = (await live.NextAsync()).GetProperty("notification");
        Assert.Equal("UPDATED", told.GetProperty("kind").GetString());
        Assert.Equal(second, told.GetProperty("topic").GetProperty("id").GetString());
        Assert.Equal(first, told.GetProperty("about").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Following_twice_at_once_is_following_once()
    {
        var (ana, user) = await hub.MemberAsync("follow-twice");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => hub.FollowAsync(ana, "Study", 101)));

        Assert.Equal(1, await hub.Database.ScalarAsync<long>($"select count(*) from follows where user_id = {user}", Cancel));
        var follows = await hub.DataAsAsync(ana, "{ viewer { follows { totalCount nodes { subject { ... on Study { slug } } } } } }");
        Assert.Equal(
            """{"viewer":{"follows":{"totalCount":1,"nodes":[{"subject":{"slug":"remittances-in-serbia"}}]}}}""",
            follows.GetRawText()
        );
    }

    [Fact]
    public async Task What_does_not_exist_for_somebody_cannot_be_followed()
    {
        var (ana, user) = await hub.MemberAsync("follow-hidden");

        foreach (
            var subject in new[] { NodeId.Encode("Study", 104), NodeId.Encode("Dataset", 101), NodeId.Encode("User", user), "nonsense" }
        )
        {
            Assert.Equal(["NOT_FOUND input.subject"], (await hub.RunAsync(ana, "follow", new { subject })).Problems());
        }
        Assert.Equal(
            ["NOT_FOUND input.subject"],
            (await hub.RunAsync(ana, "unfollow", new { subject = NodeId.Encode("Study", 101) })).Problems()
        );
        Assert.Equal(0, await hub.Database.ScalarAsync<long>($"select count(*) from follows where user_id = {user}", Cancel));
    }

    [Fact]
    public async Task Who_ceases_to_follow_is_told_no_more()
    {
        var (ana, _) = await hub.MemberAsync("unfollow");
        await hub.FollowAsync(ana, "Organization", 22);
        await hub.FollowAsync(ana, "Organization", 21);
        await hub.DoneAsync(ana, "unfollow", new { subject = NodeId.Encode("Organization", 22) });
        await using var live = await hub.ListenAsync(ana);

        await PublishAsync(
            2101,
            "insert into contributions (output_id, position, organization_id, name_as_printed, credit_roles) values (2101, 0, 22, 'UNS', '{}')"
        );
        await PublishAsync(
            2102,
            "insert into contributions (output_id, position, organization_id, name_as_printed, credit_roles) values (2102, 0, 21, 'IOM', '{}')"
        );

        Assert.Equal("PUBLISHED Study:2102", (await live.NextAsync()).Line());
    }

    [Theory]
    [InlineData("PUBLIC", true)]
    [InlineData("MEMBERS", false)]
    public async Task Who_follows_a_community_hears_of_what_comes_into_it_and_what_becomes_of_that(string visibility, bool strangersHear)
    {
        var test = $"fc-{visibility.ToLowerInvariant()}";
        var (owner, curator) = (
            await hub.TokenAsync($"{test}-owner", Role.Researcher),
            await hub.TokenAsync($"{test}-curator", Role.Curator)
        );
        var made = await hub.DoneAsync(
            owner,
            "createCommunity",
            new
            {
                names = new[] { new { language = "en", text = test } },
                kind = "NETWORK",
                visibility,
                policy = "MEMBERS",
            },
            "community { id }"
        );
        var community = made.GetProperty("community").GetProperty("id").GetString()!;
        NodeId.TryDecode(community, out _, out var key);
        var (member, memberUser) = await hub.MemberAsync($"{test}-member");
        var (stranger, strangerUser) = await hub.MemberAsync($"{test}-stranger");
        await hub.Database.ExecuteAsync(
            $"insert into community_members (community_id, user_id, role, joined_at) values ({key}, {memberUser}, 'READER', now())",
            Cancel
        );
        await hub.FollowAsync(member, "Community", key);
        await hub.FollowAsync(stranger, "Community", key);
        await using var inside = await hub.ListenAsync(member);
        await using var outside = await hub.ListenAsync(stranger);

        // A draft that is taken in, its publication, a new version, and the end of that.
        var included = $"COMMUNITY_OUTPUT_INCLUDED{(strangersHear ? "" : "_INSIDE")} Community:{key}";
        var dataset = await hub.DoneAsync(owner, "createDataset", DescribeOutputsTests.Dataset(test), "dataset { id }");
        var first = dataset.GetProperty("dataset").GetProperty("id").GetString()!;
        await hub.DoneAsync(owner, "requestInclusion", new { output = first, community });
        await hub.PublishAsync(owner, curator, first);
        Assert.Equal($"{included} {Shown(first)}", (await inside.NextAsync()).Line());
        var version = await hub.DoneAsync(owner, "createVersion", new { id = first }, "output { id }");
        var second = version.GetProperty("output").GetProperty("id").GetString()!;
        await hub.PublishAsync(owner, curator, second);
        Assert.Equal($"{included} {Shown(second)}", (await inside.NextAsync()).Line());
        await hub.DoneAsync(curator, "retractOutput", new { id = second, reason = "Wrong data." });
        var retracted = await inside.NextAsync();
        Assert.Equal($"RETRACTED {Shown(second)}", retracted.Line());
        Assert.Equal(community, retracted.GetProperty("notification").GetProperty("about").GetProperty("id").GetString());

        // Whoever is no member hears of the same, or of nothing of it.
        await hub.HappenAsync(new Core.Events.Activity(Core.Events.ActivityKind.Commented, "Study", 101) { Addressed = [strangerUser] });
        string[] all = [$"{included} {Shown(first)}", $"{included} {Shown(second)}", $"RETRACTED {Shown(second)}", "COMMENTED Study:101"];
        foreach (var line in strangersHear ? all : all[^1..])
        {
            Assert.Equal(line, (await outside.NextAsync()).Line());
        }

        static string Shown(string id) => NodeId.TryDecode(id, out var type, out var output) ? $"{type}:{output}" : "";
    }

    private async Task PublishAsync(int id, string parts)
    {
        await hub.Database.ExecuteAsync(
            $$"""
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, study_type)
            values ({{id}}, 'STUDY', 'f-{{id}}', 'DRAFT', 1, 'A title', '[{"language":"en","text":"A title"}]', '[]', '{en}',
              'OPEN', 'follows', '{{id}}', now(), now(), 'REPORT');
            {{parts}};
            update research_outputs set state = 'PUBLISHED' where id = {{id}};
            insert into change_events (kind, subject_kind, subject_id) values ('PUBLISHED', 'STUDY', {{id}})
            """,
            Cancel
        );
    }
}
