using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml.Linq;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Communities;

/// <summary>Each member of a community has a feed of it at a secret address, for as long as they are a member.</summary>
public sealed class CommunityFeedTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Members = "/feeds/members/";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PUBLIC")]
    [InlineData("MEMBERS")]
    [InlineData("HIDDEN")]
    public async Task A_member_reads_by_it_without_signing_in_what_they_see_of_the_community_and_no_draft(string visibility)
    {
        var name = $"read-{visibility}".ToLowerInvariant();
        var (owner, curator) = (await TokenAsync(name), await hub.TokenAsync($"{name}-curator", Role.Curator));
        var (reader, user) = await hub.MemberAsync($"{name}-reader");
        var id = await CommunityAsync(owner, name, visibility);
        await JoinAsync(owner, reader, user, id);
        await IncludedAsync(owner, id, "Still a draft");
        foreach (var title in new[] { "Doznake", "Povratak" })
        {
            await hub.PublishAsync(owner, curator, await IncludedAsync(owner, id, title));
        }
        await hub.UntilAsync(
            $"select count(*)::text from community_outputs where is_announced and community_id = {NodeId.KeyOf(id, "Community")}",
            "2"
        );

        var seen = await hub.DataAsAsync(reader, Seen, new { id });
        var read = XDocument.Parse(await hub.Http.GetStringAsync(await FeedOfAsync(reader, id), Cancel));

        Assert.Equal(
            seen.GetProperty("community")
                .GetProperty("outputs")
                .GetProperty("nodes")
                .EnumerateArray()
                .Select(one => one.GetProperty("title").GetString()),
            Titles(read)
        );
        Assert.Equal(["Doznake", "Povratak"], Titles(read).Order());
        Assert.Equal(name, read.Root!.Elements().Single(one => one.Name.LocalName == "title").Value);
        using var open = await hub.Http.GetAsync($"/feeds/communities/{name}", Cancel);
        Assert.Equal(visibility == "PUBLIC" ? HttpStatusCode.OK : HttpStatusCode.NotFound, open.StatusCode);
    }

    [Fact]
    public async Task Each_member_sees_their_own_and_nobody_that_of_another()
    {
        var owner = await TokenAsync("own-owner");
        var id = await CommunityAsync(owner, "Own", "MEMBERS");
        List<string?> feeds = [await FeedOfAsync(owner, id)];
        foreach (var role in new[] { "reader", "curator", "manager" })
        {
            var (token, user) = await hub.MemberAsync($"own-as-{role}");
            await JoinAsync(owner, token, user, id, role.ToUpperInvariant());
            feeds.Add(await FeedOfAsync(token, id));
        }
        string?[] strangers =
        [
            null,
            await TokenAsync("own-stranger"),
            await hub.TokenAsync("own-curator", Role.Curator),
            await hub.TokenAsync("own-admin", Role.Admin),
        ];

        Assert.All(feeds, feed => Assert.Matches($"^{Members}[A-Za-z0-9_-]{{43}}$", feed));
        Assert.Distinct(feeds);
        foreach (var stranger in strangers)
        {
            Assert.Null(await FeedOfAsync(stranger, id));
        }
    }

    [Fact]
    public async Task Two_members_who_listen_alike_are_each_told_their_own()
    {
        var owner = await TokenAsync("listen-owner");
        var id = await CommunityAsync(owner, "Listened to", "MEMBERS");
        var (ana, anaUser) = await hub.MemberAsync("listen-ana");
        var (ben, benUser) = await hub.MemberAsync("listen-ben");
        await JoinAsync(owner, ana, anaUser, id);
        await JoinAsync(owner, ben, benUser, id);
        await using var first = await EventStream.OpenAsync(hub.Http, ana, Watch, new { id });
        await using var second = await EventStream.OpenAsync(hub.Http, ben, Watch, new { id });

        await hub.DoneAsync(
            owner,
            "updateCommunity",
            new
            {
                community = id,
                expectedRevision = 1,
                policy = "OPEN",
            }
        );

        Assert.Equal(await FeedOfAsync(ana, id), await ToldAsync(first));
        Assert.Equal(await FeedOfAsync(ben, id), await ToldAsync(second));
    }

    [Fact]
    public async Task It_ends_with_the_membership_and_who_comes_again_gets_another()
    {
        var owner = await TokenAsync("end-owner");
        var id = await CommunityAsync(owner, "Ending", "HIDDEN");
        var (left, leftUser) = await hub.MemberAsync("end-left");
        var (removed, removedUser) = await hub.MemberAsync("end-removed");
        var (staying, stayingUser) = await hub.MemberAsync("end-staying");
        await JoinAsync(owner, left, leftUser, id);
        await JoinAsync(owner, removed, removedUser, id, "CURATOR");
        await JoinAsync(owner, staying, stayingUser, id);
        var ended = new[] { await FeedOfAsync(left, id), await FeedOfAsync(removed, id) };
        var stays = await FeedOfAsync(staying, id);
        foreach (var feed in ended)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(feed));
        }

        await hub.DoneAsync(left, "leaveCommunity", new { community = id });
        await hub.DoneAsync(owner, "removeCommunityMember", new { community = id, user = NodeId.Encode("User", removedUser) });

        foreach (var feed in ended)
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(feed));
        }
        Assert.Null(await FeedOfAsync(left, id));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(stays));
        await JoinAsync(owner, removed, removedUser, id);
        Assert.DoesNotContain(await FeedOfAsync(removed, id), ended);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await FeedOfAsync(removed, id)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(ended[1]));
        await hub.DoneAsync(
            owner,
            "setCommunityRole",
            new
            {
                community = id,
                user = NodeId.Encode("User", stayingUser),
                role = "MANAGER",
            }
        );
        Assert.Equal(stays, await FeedOfAsync(staying, id));
        await hub.Database.ExecuteAsync($"delete from communities where id = {NodeId.KeyOf(id, "Community")}", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stays));
    }

    [Fact]
    public async Task A_member_gets_another_one_and_the_one_before_is_dead()
    {
        var owner = await TokenAsync("renew-owner");
        var (reader, user) = await hub.MemberAsync("renew-reader");
        var id = await CommunityAsync(owner, "Renewed", "MEMBERS");
        await JoinAsync(owner, reader, user, id);
        var (old, others) = (await FeedOfAsync(reader, id), await FeedOfAsync(owner, id));

        var renewed = (await hub.DoneAsync(reader, "renewCommunityFeed", new { community = id }, "community { secretFeed }"))
            .GetProperty("community")
            .GetProperty("secretFeed")
            .GetString();
        var again = (await hub.DoneAsync(reader, "renewCommunityFeed", new { community = id }, "community { secretFeed }"))
            .GetProperty("community")
            .GetProperty("secretFeed")
            .GetString();

        Assert.Distinct([old, renewed, again, others]);
        Assert.Matches($"^{Members}[A-Za-z0-9_-]{{43}}$", again);
        Assert.Equal(again, await FeedOfAsync(reader, id));
        Assert.Equal(others, await FeedOfAsync(owner, id));
        Assert.Equal(
            [HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.OK],
            await Task.WhenAll(new[] { old, renewed, again, others }.Select(StatusAsync))
        );
    }

    [Theory]
    [InlineData("PUBLIC", "FORBIDDEN input.community")]
    [InlineData("MEMBERS", "FORBIDDEN input.community")]
    [InlineData("HIDDEN", "NOT_FOUND input.community")]
    public async Task Who_is_no_member_is_refused_and_everything_stays(string visibility, string problem)
    {
        var name = $"refuse-{visibility}".ToLowerInvariant();
        var owner = await TokenAsync(name);
        var (gone, user) = await hub.MemberAsync($"{name}-gone");
        var (stranger, admin) = (await TokenAsync($"{name}-stranger"), await hub.TokenAsync($"{name}-admin", Role.Admin));
        var id = await CommunityAsync(owner, name, visibility);
        await JoinAsync(owner, gone, user, id);
        await hub.DoneAsync(gone, "leaveCommunity", new { community = id });
        var (feed, before) = (await FeedOfAsync(owner, id), await MembersAsync(id));

        var refused = new[]
        {
            await hub.RunAsync(stranger, "renewCommunityFeed", new { community = id }),
            await hub.RunAsync(gone, "renewCommunityFeed", new { community = id }),
        };
        var byAdmin = await hub.RunAsync(admin, "renewCommunityFeed", new { community = id });
        var unsigned = await hub.SendAsync(
            null,
            "mutation ($id: ID!) { renewCommunityFeed(input: { community: $id }) { errors { code } } }",
            new { id }
        );
        var nowhere = await hub.RunAsync(owner, "renewCommunityFeed", new { community = NodeId.Encode("Community", 9_999_999) });

        Assert.All(refused, one => Assert.Equal([problem], one.Problems()));
        Assert.Equal(["FORBIDDEN input.community"], byAdmin.Problems());
        Assert.Equal(["NOT_FOUND input.community"], nowhere.Problems());
        Assert.Equal("UNAUTHENTICATED", unsigned.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(before, await MembersAsync(id));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(feed));
    }

    [Fact]
    public async Task Whatever_leads_nowhere_does_so_in_the_same_way()
    {
        var owner = await TokenAsync("same-owner");
        var id = await CommunityAsync(owner, "The same", "HIDDEN");
        var old = (await FeedOfAsync(owner, id))!;
        using var known = await hub.Http.GetAsync(old, Cancel);
        await hub.DoneAsync(owner, "renewCommunityFeed", new { community = id });
        var secret = (await FeedOfAsync(owner, id))![Members.Length..];
        string[] addresses =
        [
            Members + new string('A', 43),
            Members + "guess",
            Members + secret[..42],
            Members + secret + "A",
            Members + secret.ToUpperInvariant(),
            Members + new string('a', 3_000),
            Members + "the-same",
            "/feeds/communities/the-same",
            $"/feeds/communities/{secret}",
            $"/feeds/{secret}",
            old,
        ];

        var answers = await Task.WhenAll(addresses.Select(address => AnswerAsync(address, known.Headers.ETag)));

        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        Assert.All(answers, answer => Assert.Equal(answers[^1], answer));
        Assert.StartsWith("404 There is no feed at this address.", answers[^1], StringComparison.Ordinal);
        var (dead, never) = (await AskedAsync(old), await AskedAsync(addresses[0]));
        Assert.Equal(never, dead);
        Assert.Single(dead);
    }

    [Fact]
    public async Task It_is_kept_by_nobody_but_the_reader_and_sent_again_only_when_it_has_changed()
    {
        var (owner, curator) = (await TokenAsync("tag-owner"), await hub.TokenAsync("tag-curator", Role.Curator));
        var id = await CommunityAsync(owner, "Tagged", "MEMBERS");
        var feed = (await FeedOfAsync(owner, id))!;

        using var first = await hub.Http.GetAsync(feed, Cancel);
        using var same = await AskAsync(feed, first.Headers.ETag);
        await hub.PublishAsync(owner, curator, await IncludedAsync(owner, id, "New"));
        await hub.UntilAsync(
            $"select count(*)::text from community_outputs where is_announced and community_id = {NodeId.KeyOf(id, "Community")}",
            "1"
        );
        using var changed = await AskAsync(feed, first.Headers.ETag);

        Assert.Equal("application/atom+xml; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.OK],
            new[] { first, same, changed }.Select(one => one.StatusCode)
        );
        Assert.Empty(await same.Content.ReadAsByteArrayAsync(Cancel));
        Assert.NotEqual(first.Headers.ETag, changed.Headers.ETag);
        foreach (var response in new[] { first, same, changed })
        {
            Assert.Equal("no-cache, private", response.Headers.CacheControl!.ToString());
            Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        }
        Assert.Equal(["New"], Titles(XDocument.Parse(await changed.Content.ReadAsStringAsync(Cancel))));
    }

    [Fact]
    public async Task A_hundred_communities_cost_the_statements_of_one()
    {
        var (member, user) = await hub.MemberAsync("cost-member");
        await hub.Database.ExecuteAsync(
            $$"""
            insert into communities (id, slug, kind, name, all_names, names, descriptions, links, visibility, policy, created_at, updated_at)
            select n, 'cost-' || n, 'NETWORK', 'Cost', 'Cost', '[{"language":"en","text":"Cost"}]', '[]', '[]', 'HIDDEN', 'CLOSED', now(), now()
            from generate_series(97001, 97100) n;
            insert into community_members (community_id, user_id, role, joined_at)
            select n, {{user}}, 'READER', now() from generate_series(97001, 97100) n;
            """,
            Cancel
        );
        const string Query = "query ($n: Int) { viewer { communities(first: $n) { nodes { id secretFeed } } } }";

        var feeds = (await hub.DataAsAsync(member, Query, new { n = 100 }))
            .GetProperty("viewer")
            .GetProperty("communities")
            .GetProperty("nodes")
            .EnumerateArray()
            .Select(one => one.GetProperty("secretFeed").GetString())
            .ToArray();

        Assert.Equal(100, feeds.Length);
        Assert.All(feeds, feed => Assert.NotNull(feed));
        Assert.Distinct(feeds);
        Assert.Equal(await hub.StatementsAsync(member, Query, new { n = 1 }), await hub.StatementsAsync(member, Query, new { n = 100 }));
    }

    [Fact]
    public async Task It_stands_nowhere_but_with_the_member_and_in_nothing_that_is_told()
    {
        var owner = await TokenAsync("told-owner");
        var (member, user) = await hub.MemberAsync("told-member");
        var id = await CommunityAsync(owner, "Told of", "PUBLIC");
        await using var live = await EventStream.OpenAsync(
            hub.Http,
            owner,
            "subscription ($id: ID!) { communityActivity(communityId: $id) { kind community { revision } } }",
            new { id }
        );
        await hub.DoneAsync(owner, "follow", new { subject = id });
        await JoinAsync(owner, member, user, id);
        var first = (await FeedOfAsync(member, id))![Members.Length..];

        await hub.DoneAsync(member, "renewCommunityFeed", new { community = id });
        var second = (await FeedOfAsync(member, id))![Members.Length..];
        await hub.DoneAsync(
            owner,
            "updateCommunity",
            new
            {
                community = id,
                expectedRevision = 1,
                policy = "OPEN",
            }
        );

        // Renewing is told to nobody: what comes next is what was done after it.
        Assert.Equal("MEMBER_JOINED", (await live.NextAsync()).GetProperty("kind").GetString());
        Assert.Equal("UPDATED", (await live.NextAsync()).GetProperty("kind").GetString());
        Assert.Equal(["community_members"], await TablesWithAsync(second));
        Assert.Empty(await TablesWithAsync(first));
        Assert.Equal(
            "renewCommunityFeed",
            await hub.Database.ScalarAsync<string>(
                $"select action from audit_events where subject_type = 'Community' and subject_id = {NodeId.KeyOf(id, "Community")} and actor_id = {user} order by id desc limit 1",
                Cancel
            )
        );
    }

    private const string Seen = "query ($id: ID!) { community(by: { id: $id }) { outputs { nodes { title } } } }";
    private const string Watch = "subscription ($id: ID!) { communityActivity(communityId: $id) { kind community { secretFeed } } }";

    /// <summary>What a listener gets with the change of the community.</summary>
    private static async Task<string?> ToldAsync(EventStream stream)
    {
        while (true)
        {
            var told = await stream.NextAsync();
            if (told.GetProperty("kind").GetString() == "UPDATED")
            {
                return told.GetProperty("community").GetProperty("secretFeed").GetString();
            }
        }
    }

    private static IEnumerable<string> Titles(XDocument feed) =>
        feed.Descendants()
            .Where(one => one.Name.LocalName == "entry")
            .Select(one => one.Elements().First(part => part.Name.LocalName == "title").Value);

    private Task<string> TokenAsync(string who) => hub.TokenAsync(who, Role.Researcher);

    private async Task<string> CommunityAsync(string owner, string name, string visibility) => (
            await hub.DoneAsync(
                owner,
                "createCommunity",
                new
                {
                    names = new[] { new { language = "en", text = name } },
                    kind = "NETWORK",
                    visibility,
                },
                "community { id }"
            )
        ).GetProperty("community").GetProperty("id").GetString()!;

    private async Task JoinAsync(string owner, string member, long user, string community, string role = "READER")
    {
        var made = await hub.DoneAsync(
            owner,
            "inviteToCommunity",
            new
            {
                community,
                invitee = new { user = NodeId.Encode("User", user) },
                role,
            },
            "invitation { request { id } }"
        );
        var request = made.GetProperty("invitation").GetProperty("request").GetProperty("id").GetString();
        await hub.DoneAsync(member, "acceptRequest", new { id = request });
    }

    /// <summary>A draft that the community has taken in.</summary>
    private async Task<string> IncludedAsync(string owner, string community, string title)
    {
        var made = await hub.DoneAsync(owner, "createDataset", DescribeOutputsTests.Dataset(title), "dataset { id }");
        var output = made.GetProperty("dataset").GetProperty("id").GetString()!;
        await hub.DoneAsync(owner, "requestInclusion", new { output, community });
        return output;
    }

    private async Task<string?> FeedOfAsync(string? token, string community) =>
        (
            await hub.DataAsAsync(token, "query ($id: ID!) { community(by: { id: $id }) { secretFeed } }", new { id = community })
        ).GetProperty("community")
            is { ValueKind: JsonValueKind.Object } seen
            ? seen.GetProperty("secretFeed").GetString()
            : null;

    private Task<string?> MembersAsync(string community) =>
        hub.Database.ScalarAsync<string?>(
            $"select string_agg(m::text, '|' order by id) from community_members m where community_id = {NodeId.KeyOf(community, "Community")}",
            Cancel
        );

    private async Task<HttpStatusCode> StatusAsync(string? feed)
    {
        using var response = await hub.Http.GetAsync(feed, Cancel);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> AskAsync(string feed, EntityTagHeaderValue? known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, feed);
        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(known);
        }
        return await hub.Http.SendAsync(request, Cancel);
    }

    /// <summary>All that an answer says but the time.</summary>
    private async Task<string> AnswerAsync(string feed, EntityTagHeaderValue? known)
    {
        using var response = await AskAsync(feed, known);
        var headers = response.Headers.Concat(response.Content.Headers).Where(one => one.Key != "Date");
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Cancel)} {string.Join("; ", headers.Select(one => $"{one.Key}: {string.Join(", ", one.Value)}"))}";
    }

    /// <summary>The statements that a request for a feed costs.</summary>
    private async Task<IReadOnlyList<string>> AskedAsync(string feed)
    {
        using var sql = hub.Database.CaptureSql();
        await StatusAsync(feed);
        return HubServerFixture.Asked(sql);
    }

    /// <summary>Tables with a row that holds a text.</summary>
    private async Task<string[]> TablesWithAsync(string text)
    {
        var tables = await hub.Database.ScalarAsync<string[]>(
            "select array_agg(tablename::text order by tablename) from pg_tables where schemaname = 'public'",
            Cancel
        );
        var holding = string.Join(
            " union all ",
            tables!.Select(table => $"select '{table}' as name where exists (select from \"{table}\" t where t::text like '%{text}%')")
        );
        return (await hub.Database.ScalarAsync<string[]?>($"select array_agg(name) from ({holding}) t", Cancel)) ?? [];
    }
}
