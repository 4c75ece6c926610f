using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Communities;

/// <summary>Who is told of what happens in a community because it is theirs to know, whether they follow it or not.</summary>
public sealed class CommunityNewsTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_owns_or_administers_an_output_is_told_that_it_was_taken_out(bool isPublished)
    {
        var test = isPublished ? "out-public" : "out-draft";
        var (author, authorKey) = await hub.MemberAsync($"{test}-author", Role.Researcher);
        var (_, partnerKey) = await hub.MemberAsync($"{test}-partner", Role.Researcher);
        var (_, readerKey) = await hub.MemberAsync($"{test}-reader", Role.Researcher);
        var (curator, _) = await hub.MemberAsync($"{test}-curator", Role.Curator);
        var community = await CommunityAsync(curator, test, "HIDDEN");
        await JoinAsync(community, authorKey, "READER");
        var made = await hub.DoneAsync(author, "createDataset", DescribeOutputsTests.Dataset(test), "dataset { id }");
        var output = made.GetProperty("dataset").GetProperty("id").GetString()!;
        var key = NodeId.KeyOf(output, "Dataset");
        await hub.Database.ExecuteAsync(
            $"""
            insert into output_collaborators (work_id, user_id, role, is_bibliographic, invited_at, expires_at, accepted_at)
            values ({key}, {partnerKey}, 'ADMIN', false, now(), now(), now()), ({key}, {readerKey}, 'EDIT', false, now(), now(), now())
            """,
            Cancel
        );
        if (isPublished)
        {
            await hub.PublishAsync(author, curator, output);
        }
        var asked = await hub.DoneAsync(author, "requestInclusion", new { output, community }, "request { id }");
        await hub.DoneAsync(curator, "acceptRequest", new { id = asked.GetProperty("request").GetProperty("id").GetString() });
        await LeaveAsync(community, authorKey);

        await hub.DoneAsync(curator, "removeFromCommunity", new { output, community });

        await hub.UntilAsync(CountOf("COMMUNITY_OUTPUT_REMOVED", authorKey), "1");
        await hub.UntilAsync(CountOf("COMMUNITY_OUTPUT_REMOVED", partnerKey), "1");
        Assert.Equal($"COMMUNITY_OUTPUT_REMOVED Dataset:{key}", (await LatestAsync(author, "COMMUNITY_OUTPUT_REMOVED")).Line());
        Assert.Equal("0", await hub.Database.ScalarAsync<string>(CountOf("COMMUNITY_OUTPUT_REMOVED", readerKey), Cancel));
    }

    [Fact]
    public async Task A_role_that_a_member_has_already_is_told_to_nobody()
    {
        var (owner, _) = await hub.MemberAsync("same-owner", Role.Researcher);
        var (_, member) = await hub.MemberAsync("same-member");
        var community = await CommunityAsync(owner, "same-role", "PUBLIC");
        await JoinAsync(community, member, "READER");
        object Given(string role) =>
            new
            {
                community,
                user = NodeId.Encode("User", member),
                role,
            };

        await hub.DoneAsync(owner, "setCommunityRole", Given("READER"));
        var twice = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => hub.RunAsync(owner, "setCommunityRole", Given("CURATOR"))));

        Assert.All(twice, one => Assert.Empty(one.Problems()));
        Assert.Equal(
            1L,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from activities where kind = 'COMMUNITY_ROLE_CHANGED' and topic_id = {NodeId.KeyOf(community, "Community")}",
                Cancel
            )
        );
    }

    [Fact]
    public async Task Owners_and_managers_are_told_of_who_accepted_an_invitation_of_another()
    {
        var (owner, ownerKey) = await hub.MemberAsync("come-owner", Role.Researcher);
        var (manager, managerKey) = await hub.MemberAsync("come-manager");
        var (_, curatorKey) = await hub.MemberAsync("come-curator");
        var (guest, guestKey) = await hub.MemberAsync("come-guest");
        var community = await CommunityAsync(owner, "coming-in", "HIDDEN");
        await JoinAsync(community, managerKey, "MANAGER");
        await JoinAsync(community, curatorKey, "CURATOR");
        var made = await hub.DoneAsync(
            manager,
            "inviteToCommunity",
            new
            {
                community,
                invitee = new { user = NodeId.Encode("User", guestKey) },
                role = "READER",
            },
            "invitation { request { id } }"
        );
        var id = made.GetProperty("invitation").GetProperty("request").GetProperty("id").GetString();

        await hub.DoneAsync(guest, "acceptRequest", new { id });

        await hub.UntilAsync(CountOf("COMMUNITY_MEMBER_JOINED", ownerKey), "1");
        await hub.UntilAsync(CountOf("REQUEST_ACCEPTED", managerKey), "1");
        var told = await LatestAsync(owner, "COMMUNITY_MEMBER_JOINED");
        Assert.Equal("come-guest", told.GetProperty("actor").GetProperty("name").GetString());
        Assert.Equal(community, told.GetProperty("topic").GetProperty("id").GetString());
        Assert.Equal(
            0L,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from notifications where kind = 'COMMUNITY_MEMBER_JOINED' and user_id in ({managerKey}, {curatorKey}, {guestKey})",
                Cancel
            )
        );
    }

    [Fact]
    public async Task The_address_that_an_invitation_went_to_is_told_to_who_sent_it()
    {
        var (owner, _) = await hub.MemberAsync("address-owner", Role.Researcher);
        var community = await CommunityAsync(owner, "addresses", "PUBLIC");
        const string Seen =
            "query ($c: ID!) { viewer { requests(part: CREATOR, where: { topic: { eq: $c } }) { nodes { receiver { email } details { ... on CommunityInvitationDetails { role } } } } } }";

        await hub.DoneAsync(
            owner,
            "inviteToCommunity",
            new
            {
                community,
                invitee = new { email = "Far.Away@example.net" },
                role = "READER",
            }
        );

        var sent = await hub.DataAsAsync(owner, Seen, new { c = community });
        Assert.Equal(
            """{"viewer":{"requests":{"nodes":[{"receiver":{"email":"far.away@example.net"},"details":{"role":"READER"}}]}}}""",
            sent.GetRawText()
        );
    }

    [Fact]
    public async Task What_a_community_has_is_filtered_and_counted()
    {
        var (owner, _) = await hub.MemberAsync("filter-owner", Role.Researcher);
        var community = await CommunityAsync(owner, "filtered", "PUBLIC");
        await hub.Database.ExecuteAsync(
            $"insert into community_outputs (community_id, output_id, included_at, is_announced) select {NodeId.KeyOf(community, "Community")}, id, now(), true from research_outputs where id in (101, 201)",
            Cancel
        );
        const string Query = """
            query ($id: ID!) {
              community(by: { id: $id }) {
                all: outputs { totalCount }
                data: outputs(where: { kind: { eq: DATASET } }, first: 1) { totalCount nodes { __typename } pageInfo { hasNextPage } }
                none: outputs(where: { publishedYear: { lt: 1000 } }) { totalCount nodes { __typename } }
              }
            }
            """;

        var found = await hub.DataAsync(Query, new { id = community });

        Assert.Equal(
            """{"community":{"all":{"totalCount":2},"data":{"totalCount":1,"nodes":[{"__typename":"Dataset"}],"pageInfo":{"hasNextPage":false}},"none":{"totalCount":0,"nodes":[]}}}""",
            found.GetRawText()
        );
    }

    [Fact]
    public async Task A_refusal_says_who_may_and_names_the_field_that_was_given()
    {
        var (owner, _) = await hub.MemberAsync("refusal-owner", Role.Researcher);
        var (manager, managerKey) = await hub.MemberAsync("refusal-manager", Role.Researcher);
        var (guest, guestKey) = await hub.MemberAsync("refusal-guest", Role.Researcher);
        var community = await CommunityAsync(owner, "refusing", "PUBLIC");
        await JoinAsync(community, managerKey, "MANAGER");
        var made = await hub.DoneAsync(
            owner,
            "inviteToCommunity",
            new
            {
                community,
                invitee = new { email = "refusal-guest@example.org" },
                role = "READER",
            },
            "invitation { secret }"
        );
        var secret = made.GetProperty("invitation").GetProperty("secret").GetString();
        await hub.DoneAsync(guest, "acceptInvitation", new { secret });

        var governs = await hub.RunAsync(
            manager,
            "updateCommunity",
            new
            {
                community,
                expectedRevision = 1,
                policy = "OPEN",
            }
        );
        var places = await hub.RunAsync(
            manager,
            "setCommunityRole",
            new
            {
                community,
                user = NodeId.Encode("User", guestKey),
                role = "OWNER",
            }
        );
        var again = await hub.RunAsync(guest, "acceptInvitation", new { secret });
        var unknown = await hub.RunAsync(guest, "acceptInvitation", new { secret = "guess" });

        Assert.Equal("FORBIDDEN input.community: Owners alone change the visibility and the policy.", Told(governs));
        Assert.Equal("FORBIDDEN input.community: Owners decide on all members, managers on readers and curators.", Told(places));
        Assert.StartsWith("STATE input.secret: ", Told(again), StringComparison.Ordinal);
        Assert.Equal("NOT_FOUND input.secret: There is no invitation with this secret that you may see.", Told(unknown));
        Assert.Equal(
            "READER",
            await hub.Database.ScalarAsync<string>($"select role from community_members where user_id = {guestKey}", Cancel)
        );

        static string Told(JsonElement refusal) =>
            $"{refusal.Problems().Single()}: {refusal.GetProperty("errors")[0].GetProperty("message").GetString()}";
    }

    private static string CountOf(string kind, long user) =>
        $"select count(*)::text from notifications where kind = '{kind}' and user_id = {user}";

    private async Task<JsonElement> LatestAsync(string token, string kind)
    {
        var data = await hub.DataAsAsync(
            token,
            "query ($k: [NotificationKind!]) { viewer { notifications(kinds: $k, first: 1) { nodes { kind topic { id } subject { id } actor { name } } } } }",
            new { k = new[] { kind } }
        );
        return data.GetProperty("viewer").GetProperty("notifications").GetProperty("nodes")[0];
    }

    private async Task<string> CommunityAsync(string owner, string name, string visibility)
    {
        var made = await hub.DoneAsync(
            owner,
            "createCommunity",
            new
            {
                names = new[] { new { language = "en", text = name } },
                kind = "NETWORK",
                visibility,
            },
            "community { id }"
        );
        return made.GetProperty("community").GetProperty("id").GetString()!;
    }

    private Task<int> JoinAsync(string community, long user, string role) =>
        hub.Database.ExecuteAsync(
            $"insert into community_members (community_id, user_id, role, joined_at) values ({NodeId.KeyOf(community, "Community")}, {user}, '{role}', now())",
            Cancel
        );

    private Task<int> LeaveAsync(string community, long user) =>
        hub.Database.ExecuteAsync(
            $"delete from community_members where community_id = {NodeId.KeyOf(community, "Community")} and user_id = {user}",
            Cancel
        );
}
