using System.Net;
using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Communities;

/// <summary>Communities: who sees them, how people come in, whose outputs they have, and who hears of it.</summary>
public sealed class CommunityTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_community_says_what_it_is_in_several_languages_and_is_found_by_it()
    {
        var ana = await hub.TokenAsync("k-ana", Role.Researcher);
        var made = await hub.DoneAsync(
            ana,
            "createCommunity",
            new
            {
                names = new[] { Text("sr-Latn", "Savet za migracije Novi Sad"), Text("en", "Migration council of Novi Sad") },
                descriptions = new[] { Text("en", "Who comes, who goes.") },
                kind = "LOCAL_MIGRATION_COUNCIL",
                links = new[] { new { label = "Page", url = "https://example.org/" } },
                place = "RS",
                concepts = new[] { NodeId.Encode("Concept", 13) },
            },
            "community { id slug name(language: \"en\") description kind visibility policy viewerRole place { code } concepts { notation } links { label url } members { nodes { role user { name } } } revision }"
        );

        var community = made.GetProperty("community");
        Assert.Equal("savet-za-migracije-novi-sad", community.GetProperty("slug").GetString());
        Assert.Equal("Migration council of Novi Sad", community.GetProperty("name").GetString());
        Assert.Equal("""{"code":"RS"}""", community.GetProperty("place").GetRawText());
        Assert.Equal("""[{"notation":"remittances"}]""", community.GetProperty("concepts").GetRawText());
        Assert.Equal("""{"nodes":[{"role":"OWNER","user":{"name":"k-ana"}}]}""", community.GetProperty("members").GetRawText());
        var found = await hub.DataAsync(
            """
            {
              byName: communities(where: { name: { contains: "COUNCIL OF NOVI" } }) { nodes { slug } }
              byPlace: communities(where: { place: { code: { eq: "RS" } }, concepts: { some: { notation: { eq: "remittances" } } } }) { totalCount }
              elsewhere: communities(where: { place: { code: { eq: "DE" } } }) { totalCount }
              bySlug: community(by: { slug: "savet-za-migracije-novi-sad" }) { kind }
            }
            """
        );
        Assert.Equal(
            """{"byName":{"nodes":[{"slug":"savet-za-migracije-novi-sad"}]},"byPlace":{"totalCount":1},"elsewhere":{"totalCount":0},"bySlug":{"kind":"LOCAL_MIGRATION_COUNCIL"}}""",
            found.GetRawText()
        );
        var id = community.GetProperty("id").GetString();
        var stale = await hub.RunAsync(
            ana,
            "updateCommunity",
            new
            {
                community = id,
                expectedRevision = 7,
                policy = "OPEN",
            }
        );
        var updated = await hub.DoneAsync(
            ana,
            "updateCommunity",
            new
            {
                community = id,
                expectedRevision = 1,
                place = (string?)null,
                policy = "OPEN",
            },
            "community { revision policy place { code } concepts { notation } }"
        );
        Assert.Equal(["CONFLICT input.expectedRevision"], stale.Problems());
        Assert.Equal(
            """{"revision":2,"policy":"OPEN","place":null,"concepts":[{"notation":"remittances"}]}""",
            updated.GetProperty("community").GetRawText()
        );
    }

    [Fact]
    public async Task What_a_community_cannot_be_is_told_all_at_once()
    {
        var ana = await hub.TokenAsync("bad-ana", Role.Researcher);
        var before = await hub.Database.ScalarAsync<long>("select count(*) from communities", Cancel);

        var bad = await hub.RunAsync(
            ana,
            "createCommunity",
            new
            {
                names = new[] { Text("en", " "), Text("en", "Twice") },
                kind = "NETWORK",
                place = "nowhere",
                concepts = new[] { "?" },
                links = new[]
                {
                    new { label = "Page", url = "https://example.org/" },
                    new { label = "Script", url = "javascript:alert(1)" },
                    new { label = " ", url = "data:text/html,<script>alert(1)</script>" },
                },
            }
        );

        Assert.Equal(
            [
                "INVALID input.names",
                "INVALID input.names",
                "INVALID input.links.1.url",
                "INVALID input.links.2.label",
                "INVALID input.links.2.url",
                "INVALID input.place",
                "INVALID input.concepts",
            ],
            bad.Problems()
        );
        Assert.Equal(before, await hub.Database.ScalarAsync<long>("select count(*) from communities", Cancel));
    }

    [Theory]
    [InlineData("PUBLIC", 9101, true, true)]
    [InlineData("MEMBERS", 9102, true, false)]
    [InlineData("HIDDEN", 9103, false, false)]
    public async Task Others_see_of_a_community_what_its_visibility_says(string visibility, int key, bool exists, bool isOpen)
    {
        var name = $"v-{visibility}".ToLowerInvariant();
        var (owner, stranger, admin) = (
            await hub.TokenAsync($"{name}-owner", Role.Researcher),
            await hub.TokenAsync($"{name}-stranger", Role.Curator),
            await hub.TokenAsync($"{name}-admin", Role.Admin)
        );
        var id = await CommunityAsync(owner, name, visibility, "OPEN");
        await hub.PublishAsync(key, name);
        await hub.DoneAsync(owner, "requestInclusion", new { output = await OwnedAsync(key, $"{name}-owner"), community = id });
        const string Query =
            "query ($id: ID!, $n: String, $s: String!) { node(id: $id) { ... on Community { name memberCount members { totalCount } outputs { totalCount } feed } } communities(where: { name: { eq: $n } }) { totalCount } study(by: { slug: $s }) { communities { totalCount } } }";
        async Task<JsonElement> SeeAsync(string? token) =>
            await hub.DataAsAsync(
                token,
                Query,
                new
                {
                    id,
                    n = name,
                    s = $"a-{key}",
                }
            );

        foreach (var token in new[] { null, stranger })
        {
            var seen = await SeeAsync(token);
            Assert.Equal(exists ? JsonValueKind.Object : JsonValueKind.Null, seen.GetProperty("node").ValueKind);
            Assert.Equal(exists ? 1 : 0, seen.GetProperty("communities").GetProperty("totalCount").GetInt32());
            Assert.Equal(isOpen ? 1 : 0, seen.GetProperty("study").GetProperty("communities").GetProperty("totalCount").GetInt32());
            if (exists)
            {
                Assert.Equal(isOpen, seen.GetProperty("node").GetProperty("members").ValueKind != JsonValueKind.Null);
                Assert.Equal(isOpen, seen.GetProperty("node").GetProperty("outputs").ValueKind != JsonValueKind.Null);
                Assert.Equal(isOpen, seen.GetProperty("node").GetProperty("memberCount").ValueKind != JsonValueKind.Null);
            }
        }
        foreach (var token in new[] { owner, admin })
        {
            var seen = await SeeAsync(token);
            Assert.Equal(1, seen.GetProperty("node").GetProperty("outputs").GetProperty("totalCount").GetInt32());
            Assert.Equal(1, seen.GetProperty("study").GetProperty("communities").GetProperty("totalCount").GetInt32());
        }
        using var feed = await hub.Http.GetAsync($"/feeds/communities/{name}", Cancel);
        Assert.Equal(isOpen ? HttpStatusCode.OK : HttpStatusCode.NotFound, feed.StatusCode);
        await using var live = await EventStream.OpenAsync(hub.Http, stranger, Watch, new { id });
        if (!exists)
        {
            Assert.Contains("NOT_FOUND", await live.TextAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task People_ask_to_join_and_who_manages_members_decides()
    {
        var (owner, ana) = (await hub.TokenAsync("j-owner", Role.Researcher), await hub.TokenAsync("j-ana", Role.Researcher));
        var curator = await MemberTokenAsync("j-curator");
        var id = await CommunityAsync(owner, "joined", "PUBLIC", "CLOSED");
        await JoinAsync(id, "j-curator", "CURATOR");

        var asked = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => hub.RunAsync(ana, "requestMembership", new { community = id }, "request { id }"))
        );
        var request = asked.Single(one => one.Problems() is []).GetProperty("request").GetProperty("id").GetString();
        var byCurator = await hub.RunAsync(curator, "acceptRequest", new { id = request });
        var decided = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => hub.RunAsync(owner, "acceptRequest", new { id = request })));
        var again = await hub.RunAsync(ana, "requestMembership", new { community = id });

        Assert.Equal(3, asked.Count(one => one.Problems() is ["INVALID input"]));
        Assert.Equal(["NOT_FOUND input.id"], byCurator.Problems());
        Assert.Single(decided, one => one.Problems() is []);
        Assert.Equal(["INVALID input.community"], again.Problems());
        Assert.Equal("READER", await RoleAsync(id, "j-ana"));
    }

    [Fact]
    public async Task An_invitation_by_mail_is_accepted_once_by_who_has_its_secret()
    {
        var owner = await hub.TokenAsync("i-owner", Role.Researcher);
        var (ana, thief) = (await hub.TokenAsync("i-ana", Role.Researcher), await hub.TokenAsync("i-thief", Role.Researcher));
        var id = await CommunityAsync(owner, "inviting", "HIDDEN", "CLOSED");

        var made = await hub.DoneAsync(
            owner,
            "inviteToCommunity",
            new
            {
                community = id,
                invitee = new { email = "Somebody@Example.org" },
                role = "CURATOR",
            },
            "invitation { secret request { id receiver { kind email user { name } } details { ... on CommunityInvitationDetails { role } } } }"
        );
        var invitation = made.GetProperty("invitation");
        var secret = invitation.GetProperty("secret").GetString();
        var guessed = await hub.RunAsync(thief, "acceptInvitation", new { secret = "guess" });
        var accepted = await hub.DoneAsync(ana, "acceptInvitation", new { secret }, "request { status }");
        var late = await hub.RunAsync(thief, "acceptInvitation", new { secret });

        Assert.Equal(
            """{"kind":"INVITATION","email":"somebody@example.org","user":null}""",
            invitation.GetProperty("request").GetProperty("receiver").GetRawText()
        );
        Assert.Equal(["NOT_FOUND input.secret"], guessed.Problems());
        Assert.Equal("ACCEPTED", accepted.GetProperty("request").GetProperty("status").GetString());
        Assert.Equal(["NOT_FOUND input.secret"], late.Problems());
        Assert.Equal("CURATOR", await RoleAsync(id, "i-ana"));
        Assert.Contains(secret!, await hub.LetterToAsync("somebody@example.org"), StringComparison.Ordinal);
        Assert.Equal(
            0L,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from invitation_links where encode(hash, 'escape') like '%{secret}%'",
                Cancel
            )
        );
    }

    [Fact]
    public async Task An_invited_account_agrees_in_person_and_only_while_the_inviter_might_still_invite()
    {
        var (owner, manager) = (await hub.TokenAsync("a-owner", Role.Researcher), await MemberTokenAsync("a-manager"));
        var (ana, admin) = (await hub.TokenAsync("a-ana", Role.Researcher), await hub.TokenAsync("a-admin", Role.Admin));
        var id = await CommunityAsync(owner, "agreeing", "PUBLIC", "CLOSED");
        await JoinAsync(id, "a-manager", "MANAGER");
        var user = await UserAsync("a-ana");

        var tooHigh = await hub.RunAsync(manager, "inviteToCommunity", Invitation(id, user, "MANAGER"));
        var made = await hub.DoneAsync(
            manager,
            "inviteToCommunity",
            Invitation(id, user, "READER"),
            "invitation { secret request { id } }"
        );
        var request = made.GetProperty("invitation").GetProperty("request").GetProperty("id").GetString();
        var byAdmin = await hub.RunAsync(admin, "acceptRequest", new { id = request });
        await hub.DoneAsync(
            owner,
            "setCommunityRole",
            new
            {
                community = id,
                user = await UserAsync("a-manager"),
                role = "READER",
            }
        );
        var late = await hub.RunAsync(ana, "acceptRequest", new { id = request });
        await hub.DoneAsync(
            owner,
            "setCommunityRole",
            new
            {
                community = id,
                user = await UserAsync("a-manager"),
                role = "MANAGER",
            }
        );
        hub.Clock.Advance(TimeSpan.FromDays(15));
        var over = await hub.RunAsync(ana, "acceptRequest", new { id = request });

        Assert.Equal(["FORBIDDEN input.community"], tooHigh.Problems());
        Assert.Equal(JsonValueKind.Null, made.GetProperty("invitation").GetProperty("secret").ValueKind);
        Assert.Equal(["FORBIDDEN input.id"], byAdmin.Problems());
        Assert.Equal(["INVALID input.id"], late.Problems());
        Assert.Equal(["STATE input.id"], over.Problems());
        Assert.Null(await RoleAsync(id, "a-ana"));
    }

    [Fact]
    public async Task Invitations_are_seen_and_taken_back_by_whoever_might_have_sent_them()
    {
        var owner = await hub.TokenAsync("v-owner", Role.Researcher);
        var (manager, curator) = (await MemberTokenAsync("v-manager"), await MemberTokenAsync("v-curator"));
        var id = await CommunityAsync(owner, "seeing", "PUBLIC", "CLOSED");
        await JoinAsync(id, "v-manager", "MANAGER");
        await JoinAsync(id, "v-curator", "CURATOR");
        async Task<string?> InviteAsync(string email, string role) => (
                await hub.DoneAsync(
                    owner,
                    "inviteToCommunity",
                    new
                    {
                        community = id,
                        invitee = new { email },
                        role,
                    },
                    "invitation { request { id } }"
                )
            ).GetProperty("invitation").GetProperty("request").GetProperty("id").GetString();
        var high = await InviteAsync("v-high@example.org", "MANAGER");
        var low = await InviteAsync("v-low@example.org", "READER");
        async Task<string> SeenAsync(string? token) =>
            (
                await hub.DataAsAsync(
                    token,
                    "query ($id: ID!, $low: ID!) { node(id: $id) { ... on Community { invitations(where: { status: { eq: SUBMITTED } }) { totalCount nodes { actions receiver { email } } } } } request(id: $low) { creator { name } } }",
                    new { id, low }
                )
            ).GetRawText();

        Assert.Equal(
            """{"node":{"invitations":{"totalCount":2,"nodes":[{"actions":["CANCEL","COMMENT"],"receiver":{"email":"v-low@example.org"}},{"actions":["CANCEL","COMMENT"],"receiver":{"email":"v-high@example.org"}}]}},"request":{"creator":{"name":"v-owner"}}}""",
            await SeenAsync(owner)
        );
        Assert.Equal(
            """{"node":{"invitations":{"totalCount":1,"nodes":[{"actions":["CANCEL","COMMENT"],"receiver":{"email":"v-low@example.org"}}]}},"request":{"creator":{"name":"v-owner"}}}""",
            await SeenAsync(manager)
        );
        Assert.Equal("""{"node":{"invitations":null},"request":null}""", await SeenAsync(curator));
        Assert.Equal("""{"node":{"invitations":null},"request":null}""", await SeenAsync(await MemberTokenAsync("v-stranger")));
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(curator, "cancelRequest", new { id = low })).Problems());
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(manager, "cancelRequest", new { id = high })).Problems());
        Assert.Equal(["FORBIDDEN input.id"], (await hub.RunAsync(manager, "acceptRequest", new { id = low })).Problems());
        await hub.DoneAsync(manager, "cancelRequest", new { id = low });
        Assert.Contains("\"totalCount\":1", await SeenAsync(owner), StringComparison.Ordinal);
        Assert.Contains("\"totalCount\":0", await SeenAsync(manager), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_owners_who_leave_at_once_one_stays()
    {
        var owner = await hub.TokenAsync("l-owner", Role.Researcher);
        var other = await MemberTokenAsync("l-other");
        for (var round = 0; round < 5; round++)
        {
            var id = await CommunityAsync(owner, $"leaving-{round}", "PUBLIC", "CLOSED");
            await JoinAsync(id, "l-other", "OWNER");

            var left = await Task.WhenAll(
                hub.RunAsync(owner, "leaveCommunity", new { community = id }),
                hub.RunAsync(
                    other,
                    "setCommunityRole",
                    new
                    {
                        community = id,
                        user = await UserAsync("l-other"),
                        role = "READER",
                    }
                )
            );

            Assert.Single(left, one => one.Problems() is []);
            Assert.Single(left, one => one.Problems() is ["INVALID input.community"]);
        }
    }

    [Theory]
    [InlineData("OPEN", "stranger", true)]
    [InlineData("OPEN", "reader", true)]
    [InlineData("MEMBERS", "stranger", false)]
    [InlineData("MEMBERS", "reader", true)]
    [InlineData("CLOSED", "reader", false)]
    [InlineData("CLOSED", "curator", true)]
    public async Task An_output_comes_in_at_once_as_the_policy_says_and_else_when_a_curator_accepts(string policy, string who, bool atOnce)
    {
        var name = $"{policy}-{who}".ToLowerInvariant();
        var owner = await hub.TokenAsync($"o-{name}", Role.Researcher);
        var author = await MemberTokenAsync($"w-{name}");
        var id = await CommunityAsync(owner, name, "PUBLIC", policy);
        if (who != "stranger")
        {
            await JoinAsync(id, $"w-{name}", who.ToUpperInvariant());
        }
        var key = 9200 + (policy.Length * 10) + who.Length;
        await hub.PublishAsync(key, name);
        var output = await OwnedAsync(key, $"w-{name}");

        var foreign = await hub.RunAsync(author, "requestInclusion", new { output = NodeId.Encode("Study", 101), community = id });
        var asked = await hub.DoneAsync(author, "requestInclusion", new { output, community = id }, "request { id status }");
        var request = asked.GetProperty("request");
        var before = await OutputsAsync(id);
        if (!atOnce)
        {
            await hub.DoneAsync(owner, "acceptRequest", new { id = request.GetProperty("id").GetString() });
        }
        var after = await OutputsAsync(id);
        var again = await hub.RunAsync(author, "requestInclusion", new { output, community = id });
        await hub.DoneAsync(author, "removeFromCommunity", new { output, community = id });

        Assert.Equal(["FORBIDDEN input.output"], foreign.Problems());
        Assert.Equal(atOnce ? "ACCEPTED" : "SUBMITTED", request.GetProperty("status").GetString());
        Assert.Equal(atOnce ? 1 : 0, before);
        Assert.Equal(1, after);
        Assert.Equal(["INVALID input.output"], again.Problems());
        Assert.Equal(0, await OutputsAsync(id));
    }

    [Fact]
    public async Task A_draft_that_was_taken_in_is_announced_once_it_is_published_and_people_are_told_of_to_members_alone()
    {
        var (owner, curator) = (await hub.TokenAsync("f-owner", Role.Researcher), await hub.TokenAsync("f-curator", Role.Curator));
        var stranger = await hub.TokenAsync("f-stranger", Role.Researcher);
        await MemberTokenAsync("f-other");
        var id = await CommunityAsync(owner, "feeding", "PUBLIC", "OPEN");
        var made = await hub.DoneAsync(owner, "createDataset", DescribeOutputsTests.Dataset("Doznake iz Novog Sada"), "dataset { id }");
        var output = made.GetProperty("dataset").GetProperty("id").GetString()!;
        await hub.DoneAsync(owner, "requestInclusion", new { output, community = id });
        await using var inside = await EventStream.OpenAsync(hub.Http, owner, Watch, new { id });
        await using var outside = await EventStream.OpenAsync(hub.Http, stranger, Watch, new { id });

        var empty = await OutputsAsync(id);
        await JoinAsync(id, "f-other", "READER");
        await hub.DoneAsync(
            owner,
            "setCommunityRole",
            new
            {
                community = id,
                user = await UserAsync("f-other"),
                role = "CURATOR",
            }
        );
        await hub.PublishAsync(owner, curator, output);

        Assert.Equal(0, empty);
        Assert.Equal("ROLE_CHANGED", (await inside.NextAsync()).GetProperty("kind").GetString());
        var told = await inside.NextAsync();
        Assert.Equal("OUTPUT_INCLUDED", told.GetProperty("kind").GetString());
        Assert.Equal("Doznake iz Novog Sada", told.GetProperty("output").GetProperty("title").GetString());
        Assert.Equal(told.GetRawText(), (await outside.NextAsync()).GetRawText());
        Assert.Equal(1, await OutputsAsync(id));
        Assert.Contains(
            "Doznake iz Novog Sada",
            await hub.Http.GetStringAsync("/feeds/communities/feeding", Cancel),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("first")]
    public async Task What_was_taken_out_of_a_community_does_not_come_back_with_a_new_version(string version)
    {
        var (owner, curator) = (
            await hub.TokenAsync($"t-owner-{version}", Role.Researcher),
            await hub.TokenAsync($"t-curator-{version}", Role.Curator)
        );
        var author = await hub.TokenAsync($"t-author-{version}", Role.Researcher);
        var id = await CommunityAsync(owner, $"taking {version}", "PUBLIC", "CLOSED");
        var first = await DatasetAsync(author, "Doznake");
        await hub.PublishAsync(author, curator, first);
        await IncludeAsync(author, owner, first, id);
        await using var live = await EventStream.OpenAsync(hub.Http, owner, Watch, new { id });
        var second = await NextVersionAsync(author, curator, first);
        Assert.Equal(second, (await live.NextAsync()).GetProperty("output").GetProperty("id").GetString());

        await hub.DoneAsync(owner, "removeFromCommunity", new { output = version == "first" ? first : second, community = id });
        var third = await NextVersionAsync(author, curator, second);
        var other = await DatasetAsync(owner, "Another");
        await hub.DoneAsync(owner, "requestInclusion", new { output = other, community = id });
        await hub.PublishAsync(owner, curator, other);

        Assert.Equal("OUTPUT_REMOVED", (await live.NextAsync()).GetProperty("kind").GetString());
        Assert.Equal("Another", (await live.NextAsync()).GetProperty("output").GetProperty("title").GetString());
        Assert.Equal(1, await OutputsAsync(id));
        await IncludeAsync(author, owner, third, id);
        Assert.Equal(2, await OutputsAsync(id));
    }

    [Fact]
    public async Task Lists_of_communities_cost_the_statements_of_one()
    {
        var owner = await hub.TokenAsync("n-owner", Role.Researcher);
        for (var n = 0; n < 12; n++)
        {
            await CommunityAsync(owner, $"counted {n}", "PUBLIC", "OPEN");
        }
        const string Query =
            "query ($first: Int) { communities(first: $first, where: { name: { startsWith: \"counted\" } }) { totalCount nodes { name memberCount place { code } concepts { notation } outputs(first: 2) { totalCount nodes { title communities { totalCount nodes { name } } } } } } }";

        var one = await hub.StatementsAsync(owner, Query, new { first = 1 });
        var twelve = await hub.StatementsAsync(owner, Query, new { first = 12 });

        Assert.Equal(one, twelve);
    }

    private const string Watch = "subscription ($id: ID!) { communityActivity(communityId: $id) { cursor kind output { id title } } }";

    private async Task<string> DatasetAsync(string token, string title) =>
        (await hub.DoneAsync(token, "createDataset", DescribeOutputsTests.Dataset(title), "dataset { id }"))
            .GetProperty("dataset")
            .GetProperty("id")
            .GetString()!;

    private async Task<string> NextVersionAsync(string author, string curator, string output)
    {
        var made = await hub.DoneAsync(author, "createVersion", new { id = output }, "output { id }");
        var next = made.GetProperty("output").GetProperty("id").GetString()!;
        await hub.PublishAsync(author, curator, next);
        return next;
    }

    private async Task IncludeAsync(string author, string owner, string output, string community)
    {
        var asked = await hub.DoneAsync(author, "requestInclusion", new { output, community }, "request { id }");
        await hub.DoneAsync(owner, "acceptRequest", new { id = asked.GetProperty("request").GetProperty("id").GetString() });
    }

    private static object Text(string language, string text) => new { language, text };

    private static object Invitation(string community, string user, string role) =>
        new
        {
            community,
            invitee = new { user },
            role,
        };

    private async Task<string> CommunityAsync(string owner, string name, string visibility, string policy)
    {
        var made = await hub.DoneAsync(
            owner,
            "createCommunity",
            new
            {
                names = new[] { Text("en", name) },
                kind = "NETWORK",
                visibility,
                policy,
            },
            "community { id }"
        );
        return made.GetProperty("community").GetProperty("id").GetString()!;
    }

    private async Task<int> OutputsAsync(string community)
    {
        var answer = await hub.DataAsync(
            "query ($id: ID!) { community(by: { id: $id }) { outputs { totalCount } } }",
            new { id = community }
        );
        return answer.GetProperty("community").GetProperty("outputs").GetProperty("totalCount").GetInt32();
    }

    private async Task<string> MemberTokenAsync(string who) => await hub.TokenAsync(who, Role.Researcher);

    private Task<int> JoinAsync(string community, string who, string role) =>
        hub.Database.ExecuteAsync(
            $"insert into community_members (community_id, user_id, role, joined_at) select {NodeId.KeyOf(community, "Community")}, id, '{role}', now() from users where email = '{who}@example.org'",
            Cancel
        );

    private Task<string?> RoleAsync(string community, string who) =>
        hub.Database.ScalarAsync<string?>(
            $"select (select m.role from community_members m join users u on u.id = m.user_id where u.email = '{who}@example.org' and m.community_id = {NodeId.KeyOf(community, "Community")})",
            Cancel
        );

    private async Task<string> UserAsync(string who) =>
        NodeId.Encode("User", await hub.Database.ScalarAsync<long>($"select id from users where email = '{who}@example.org'", Cancel));

    private async Task<string> OwnedAsync(int key, string owner)
    {
        await hub.Database.ExecuteAsync(
            $"update research_outputs set owner_id = (select id from users where email = '{owner}@example.org') where id = {key}",
            Cancel
        );
        return NodeId.Encode("Study", key);
    }
}
