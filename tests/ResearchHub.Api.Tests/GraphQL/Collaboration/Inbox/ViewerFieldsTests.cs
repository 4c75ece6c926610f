using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;

/// <summary>Records say whether the caller follows or bookmarked them, so that a page shows it with what undoes it.</summary>
public sealed class ViewerFieldsTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Query = """
        query ($study: ID!, $person: ID!, $concept: ID!, $place: ID!, $organization: ID!) {
          study: node(id: $study) { ... on ResearchOutput { viewerFollow { subjectId } viewerBookmark { id } } }
          person: node(id: $person) { ... on Researcher { viewerFollow { subjectId } } }
          concept: node(id: $concept) { ... on Concept { viewerFollow { subjectId } } }
          place: node(id: $place) { ... on Place { viewerFollow { subjectId } } }
          organization: node(id: $organization) { ... on Organization { viewerFollow { subjectId } } }
        }
        """;

    private static readonly object Records = new
    {
        study = NodeId.Encode("Study", 101),
        person = NodeId.Encode("Researcher", 31),
        concept = NodeId.Encode("Concept", 13),
        place = NodeId.Encode("Place", 3),
        organization = NodeId.Encode("Organization", 21),
    };

    [Fact]
    public async Task Each_sees_what_they_follow_and_bookmarked_themselves_and_can_undo_it()
    {
        var (ana, _) = await hub.MemberAsync("vf-ana");
        var (ben, _) = await hub.MemberAsync("vf-ben");
        const string None =
            """{"study":{"viewerFollow":null,"viewerBookmark":null},"person":{"viewerFollow":null},"concept":{"viewerFollow":null},"place":{"viewerFollow":null},"organization":{"viewerFollow":null}}""";
        foreach (var (type, key) in new[] { ("Study", 101L), ("Researcher", 31), ("Concept", 13), ("Place", 3), ("Organization", 21) })
        {
            await hub.FollowAsync(ana, type, key);
        }
        await hub.DoneAsync(ana, "bookmarkOutput", new { output = NodeId.Encode("Study", 101) });

        var own = await hub.DataAsAsync(ana, Query, Records);
        var others = await hub.DataAsAsync(ben, Query, Records);
        var anonymous = await hub.DataAsAsync(null, Query, Records);
        foreach (var record in own.EnumerateObject())
        {
            var subject = record.Value.GetProperty("viewerFollow").GetProperty("subjectId").GetString();
            await hub.DoneAsync(ana, "unfollow", new { subject });
        }
        var item = own.GetProperty("study").GetProperty("viewerBookmark").GetProperty("id").GetString();
        await hub.DoneAsync(ana, "removeFromReadingList", new { id = item });
        var undone = await hub.DataAsAsync(ana, Query, Records);

        Assert.Equal(None, others.GetRawText());
        Assert.Equal(None, anonymous.GetRawText());
        Assert.Equal(None, undone.GetRawText());
    }

    [Fact]
    public async Task Who_follows_one_version_follows_the_work()
    {
        var (owner, curator) = (await hub.TokenAsync("vf-owner", Role.Researcher), await hub.TokenAsync("vf-curator", Role.Curator));
        var (reader, _) = await hub.MemberAsync("vf-reader");
        var made = await hub.DoneAsync(owner, "createDataset", DescribeOutputsTests.Dataset("Versions"), "dataset { id }");
        var first = made.GetProperty("dataset").GetProperty("id").GetString()!;
        await hub.PublishAsync(owner, curator, first);
        await hub.DoneAsync(reader, "follow", new { subject = first });
        var version = await hub.DoneAsync(owner, "createVersion", new { id = first }, "output { id }");
        var second = version.GetProperty("output").GetProperty("id").GetString()!;
        await hub.PublishAsync(owner, curator, second);

        var seen = await hub.DataAsAsync(
            reader,
            "query ($id: ID!) { node(id: $id) { ... on Dataset { viewerFollow { subjectId } } } }",
            new { id = second }
        );

        Assert.Equal(first, seen.GetProperty("node").GetProperty("viewerFollow").GetProperty("subjectId").GetString());
        version = await hub.DoneAsync(owner, "createVersion", new { id = second }, "output { id }");
        var third = version.GetProperty("output").GetProperty("id").GetString()!;
        var referee = await hub.PersonAsync("Vfreferee", Role.Researcher);
        await hub.DoneAsync(referee.Token, "follow", new { subject = first });
        await hub.DoneAsync(owner, "submitOutput", new { id = third });
        await hub.DoneAsync(curator, "startReview", new { id = third });
        await hub.InviteAsync(curator, third, referee, "DOUBLE_ANONYMOUS");
        await hub.AgreeAsync(referee);
        var blind = await hub.DataAsAsync(
            referee.Token,
            "query ($id: ID!) { node(id: $id) { ... on Dataset { title viewerFollow { subjectId } } } }",
            new { id = third }
        );
        Assert.Equal("""{"node":{"title":"Versions","viewerFollow":null}}""", blind.GetRawText());
    }

    [Fact]
    public async Task Whoever_followed_a_profile_that_was_merged_follows_the_kept_one()
    {
        var (reader, user) = await hub.MemberAsync("vf-merge");
        await hub.Database.ExecuteAsync(
            $"""
            insert into researchers (id, slug, name, family_name, sort_name, name_key, sector, created_at, updated_at, merged_into_id)
            values (9901, 'vf-kept', 'P', 'P', 'P', 'vf p', 'ACADEMIA', now(), now(), null), (9902, 'vf-old', 'P', 'P', 'P', 'vf q', 'ACADEMIA', now(), now(), 9901);
            insert into follows (user_id, subject_type, subject_id, created_at) values ({user}, 'Researcher', 9902, now());
            """,
            TestContext.Current.CancellationToken
        );

        var seen = await hub.DataAsAsync(
            reader,
            "query ($id: ID!) { node(id: $id) { ... on Researcher { viewerFollow { subjectId } } } }",
            new { id = NodeId.Encode("Researcher", 9901) }
        );

        Assert.Equal(
            NodeId.Encode("Researcher", 9902),
            seen.GetProperty("node").GetProperty("viewerFollow").GetProperty("subjectId").GetString()
        );
    }

    [Fact]
    public async Task A_page_costs_the_statements_of_one_record()
    {
        var (ana, _) = await hub.MemberAsync("vf-page");
        await hub.FollowAsync(ana, "Study", 101);
        const string Page =
            "query ($n: Int) { studies(first: $n) { nodes { viewerFollow { createdAt } viewerBookmark { addedAt } } } researchers(first: $n) { nodes { viewerFollow { createdAt } } } }";

        var one = await hub.StatementsAsync(ana, Page, new { n = 1 });
        var ten = await hub.StatementsAsync(ana, Page, new { n = 10 });

        Assert.Equal(one, ten);
    }
}
