using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Lists;

/// <summary>Lists are shared also with people of whom nobody knows more than an address.</summary>
public sealed class ListInvitationTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Made =
        "invitation { secret request { id kind title receiver { kind user { name } } details { ... on ReadingListInvitationDetails { level } } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_has_the_address_or_the_secret_accepts_and_the_owner_learns_nothing_of_accounts_before()
    {
        var (owner, _) = await hub.MemberAsync("li-owner");
        var (olga, _) = await hub.MemberAsync("li-olga");
        var (other, _) = await hub.MemberAsync("li-other");
        var list = await ListAsync(owner, "For the ministry");

        var known = await InviteAsync(owner, list, " Li-Olga@example.org", "EDIT");
        var unknown = await InviteAsync(owner, list, "li-nobody@ministry.example", "VIEW");
        await using var inbox = await hub.ListenAsync(olga);
        var told = await inbox.NextAsync();
        var before = (await LevelAsync(olga, list), await MembersAsync(owner, list));
        var guessed = await hub.RunAsync(other, "acceptRequest", new { id = Id(known) });
        await hub.DoneAsync(olga, "acceptRequest", new { id = Id(known) });
        await hub.DoneAsync(other, "acceptInvitation", new { secret = unknown.GetProperty("secret").GetString() });

        foreach (var (invitation, level) in new[] { (known, "EDIT"), (unknown, "VIEW") })
        {
            var request = invitation.GetProperty("request");
            Assert.Equal("READING_LIST_INVITATION For the ministry", $"{request.GetProperty("kind")} {request.GetProperty("title")}");
            Assert.Equal("""{"kind":"INVITATION","user":null}""", request.GetProperty("receiver").GetRawText());
            Assert.Equal(level, request.GetProperty("details").GetProperty("level").GetString());
        }
        Assert.StartsWith($"REQUEST_SUBMITTED Request:{NodeId.KeyOf(Id(known), "Request")}", told.Line(), StringComparison.Ordinal);
        Assert.Equal((null, ""), before);
        Assert.Equal(["NOT_FOUND input.id"], guessed.Problems());
        Assert.Equal(("EDIT", "VIEW"), (await LevelAsync(olga, list), await LevelAsync(other, list)));
        Assert.Equal("li-olga EDIT, li-other VIEW", await MembersAsync(owner, list));
        Assert.Contains(
            unknown.GetProperty("secret").GetString()!,
            await hub.LetterToAsync("li-nobody@ministry.example"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Only_its_owner_invites_and_what_is_refused_changes_nothing()
    {
        var (owner, ownerUser) = await hub.MemberAsync("lr-owner");
        var (editor, editorUser) = await hub.MemberAsync("lr-editor");
        var (stranger, _) = await hub.MemberAsync("lr-stranger");
        var list = await ListAsync(owner, "Refused");
        await hub.Database.ExecuteAsync(
            $"""
            insert into reading_list_members values ({NodeId.KeyOf(list, "ReadingList")}, {editorUser}, 'EDIT', now());
            update reading_lists set visibility = 'SHARED' where id = {NodeId.KeyOf(list, "ReadingList")}
            """,
            Cancel
        );
        var hidden = await ListAsync(owner, "Private");
        await hub.DoneAsync(owner, "bookmarkOutput", new { output = NodeId.Encode("Study", 101) });
        var bookmarks = NodeId.Encode(
            "ReadingList",
            await hub.Database.ScalarAsync<long>($"select id from reading_lists where owner_id = {ownerUser} and is_bookmarks", Cancel)
        );

        async Task<string[]> TryAsync(string token, string id, string email = "lr@ministry.example", string level = "VIEW") =>
            (
                await hub.RunAsync(
                    token,
                    "inviteToReadingList",
                    new
                    {
                        id,
                        email,
                        level,
                    }
                )
            ).Problems();

        Assert.Equal(["FORBIDDEN input.id"], await TryAsync(editor, list));
        Assert.Equal(["NOT_FOUND input.id"], await TryAsync(stranger, list));
        Assert.Equal(["INVALID input.id"], await TryAsync(owner, bookmarks));
        Assert.Equal(["INVALID input.email", "INVALID input.level"], await TryAsync(owner, hidden, "nobody", "OWN"));
        Assert.Equal(
            "0 PRIVATE",
            await hub.Database.ScalarAsync<string>(
                $"""
                select (select count(*) from requests where creator_id in ({ownerUser}, {editorUser}))
                  + (select count(*) from mails where address = 'lr@ministry.example') || ' ' || visibility
                from reading_lists where id = {NodeId.KeyOf(hidden, "ReadingList")}
                """,
                Cancel
            )
        );
    }

    [Fact]
    public async Task One_invitation_of_an_address_waits_at_a_time_and_none_outlives_its_list()
    {
        var (owner, _) = await hub.MemberAsync("lo-owner");
        var (olga, _) = await hub.MemberAsync("lo-olga");
        var list = await ListAsync(owner, "Short");
        var made = await InviteAsync(owner, list, "lo-olga@example.org", "VIEW");
        var again = await hub.RunAsync(
            owner,
            "inviteToReadingList",
            new
            {
                id = list,
                email = "lo-olga@example.org",
                level = "EDIT",
            }
        );
        await hub.DoneAsync(owner, "deleteReadingList", new { id = list });

        var late = await hub.RunAsync(olga, "acceptRequest", new { id = Id(made) });

        Assert.Equal(["INVALID input"], again.Problems());
        Assert.Equal(["STATE input.id"], late.Problems());
    }

    [Fact]
    public async Task Accepting_takes_nothing_from_who_may_more_and_no_invitation_brings_back_who_was_taken_off()
    {
        var (owner, _) = await hub.MemberAsync("lm-owner");
        var (olga, olgaUser) = await hub.MemberAsync("lm-olga");
        var list = await ListAsync(owner, "Kept");
        object person = new { id = list, person = NodeId.Encode("User", olgaUser) };
        await hub.DoneAsync(
            owner,
            "shareReadingList",
            new
            {
                id = list,
                person = NodeId.Encode("User", olgaUser),
                level = "EDIT",
            }
        );

        await hub.DoneAsync(olga, "acceptRequest", new { id = Id(await InviteAsync(owner, list, "lm-olga@example.org", "VIEW")) });
        Assert.Equal("EDIT", await LevelAsync(olga, list));
        var mine = await InviteAsync(owner, list, "lm-olga@example.org", "EDIT");
        var other = await InviteAsync(owner, list, "lm-other@example.org", "EDIT");
        await hub.DoneAsync(owner, "unshareReadingList", person);

        Assert.Equal(["STATE input.id"], (await hub.RunAsync(olga, "acceptRequest", new { id = Id(mine) })).Problems());
        Assert.Null(await LevelAsync(olga, list));
        await hub.DoneAsync(olga, "acceptInvitation", new { secret = other.GetProperty("secret").GetString() });
        Assert.Equal("EDIT", await LevelAsync(olga, list));
    }

    [Fact]
    public async Task Nobody_learns_by_sharing_with_a_profile_or_by_a_refusal_whose_an_address_is()
    {
        var (owner, _) = await hub.MemberAsync("lk-owner");
        var (olga, olgaUser) = await hub.MemberAsync("lk-olga");
        var list = await ListAsync(owner, "Whose");
        var (waiting, refused) = (
            await InviteAsync(owner, list, "lk-olga@example.org", "VIEW"),
            await InviteAsync(owner, await ListAsync(owner, "Other"), "lk-olga@example.org", "VIEW")
        );
        object person = new { id = list, person = NodeId.Encode("User", olgaUser) };
        object shared = new
        {
            id = list,
            person = NodeId.Encode("User", olgaUser),
            level = "EDIT",
        };
        await hub.DoneAsync(owner, "shareReadingList", shared);
        await hub.DoneAsync(owner, "unshareReadingList", person);
        await hub.DoneAsync(owner, "shareReadingList", shared);
        await hub.DoneAsync(olga, "unshareReadingList", person);
        await hub.DoneAsync(olga, "declineRequest", new { id = Id(refused), outcome = "No, thank you." });

        async Task<string> SeenAsync(string token, JsonElement invitation) =>
            (
                await hub.DataAsAsync(
                    token,
                    "query ($id: ID!) { request(id: $id) { status outcome decidedBy { name } timeline { nodes { kind actor { name } } } } }",
                    new { id = Id(invitation) }
                )
            )
                .GetProperty("request")
                .GetRawText();
        const string Sent = """{"kind":"CREATED","actor":{"name":"lk-owner"}},{"kind":"SUBMITTED","actor":{"name":"lk-owner"}}""";
        Assert.Equal(
            $$$"""{"status":"SUBMITTED","outcome":null,"decidedBy":null,"timeline":{"nodes":[{{{Sent}}}]}}""",
            await SeenAsync(owner, waiting)
        );
        Assert.Equal(
            $$$"""{"status":"DECLINED","outcome":"No, thank you.","decidedBy":null,"timeline":{"nodes":[{{{Sent}}},{"kind":"DECLINED","actor":null}]}}""",
            await SeenAsync(owner, refused)
        );
        var told =
            $"select string_agg(split_part(u.email, '@', 1) || coalesce(n.actor_id::text, ''), ' ') from notifications n join users u on u.id = n.user_id where n.kind = 'REQUEST_DECLINED' and n.topic_id = {NodeId.KeyOf(Id(refused), "Request")}";
        await hub.UntilAsync(told, "lk-owner");
    }

    [Fact]
    public async Task An_invitation_to_a_list_that_was_made_private_waits_until_it_is_shared_again()
    {
        var (owner, _) = await hub.MemberAsync("lp-owner");
        var (olga, _) = await hub.MemberAsync("lp-olga");
        var (other, _) = await hub.MemberAsync("lp-other");
        var list = await ListAsync(owner, "Between");
        var mine = await InviteAsync(owner, list, "lp-olga@example.org", "EDIT");
        var secret = (await InviteAsync(owner, list, "lp-nobody@ministry.example", "VIEW")).GetProperty("secret").GetString();
        await hub.DoneAsync(owner, "updateReadingList", new { id = list, visibility = "PRIVATE" });

        foreach (
            var (field, refused) in new[]
            {
                ("id", await hub.RunAsync(olga, "acceptRequest", new { id = Id(mine) })),
                ("secret", await hub.RunAsync(other, "acceptInvitation", new { secret })),
            }
        )
        {
            Assert.Equal([$"STATE input.{field}"], refused.Problems());
            Assert.Equal("ListPrivateError", refused.GetProperty("errors")[0].GetProperty("__typename").GetString());
        }

        Assert.Equal(
            "0 2",
            await hub.Database.ScalarAsync<string>(
                $"""
                select (select count(*) from reading_list_members where list_id = {NodeId.KeyOf(list, "ReadingList")}) || ' '
                  || (select count(*) from requests where topic_id = {NodeId.KeyOf(list, "ReadingList")} and status = 'SUBMITTED')
                """,
                Cancel
            )
        );
        await hub.DoneAsync(owner, "updateReadingList", new { id = list, visibility = "SHARED" });
        await hub.DoneAsync(olga, "acceptRequest", new { id = Id(mine) });
        await hub.DoneAsync(other, "acceptInvitation", new { secret });
        Assert.Equal("lp-olga EDIT, lp-other VIEW", await MembersAsync(owner, list));
    }

    [Fact]
    public async Task Sharing_inviting_and_copying_at_once_wait_for_each_other_in_one_order()
    {
        var (owner, _) = await hub.MemberAsync("lw-owner");
        var list = await ListAsync(owner, "At once");
        var friends = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => hub.MemberAsync($"lw-friend-{n}")));

        await Task.WhenAll(
            friends.SelectMany(
                (friend, n) =>
                    new Task[]
                    {
                        hub.DoneAsync(
                            owner,
                            "shareReadingList",
                            new
                            {
                                id = list,
                                person = NodeId.Encode("User", friend.User),
                                level = "VIEW",
                            }
                        ),
                        hub.DoneAsync(owner, "forkReadingList", new { id = list }),
                        InviteAsync(owner, list, $"lw-{n}@ministry.example", "VIEW"),
                    }
            )
        );
    }

    private async Task<JsonElement> InviteAsync(string token, string id, string email, string level)
    {
        var made = await hub.DoneAsync(
            token,
            "inviteToReadingList",
            new
            {
                id,
                email,
                level,
            },
            Made
        );
        return made.GetProperty("invitation");
    }

    private static string Id(JsonElement invitation) => invitation.GetProperty("request").GetProperty("id").GetString()!;

    private async Task<string> ListAsync(string token, string title)
    {
        var made = await hub.DoneAsync(token, "createReadingList", new { title }, "readingList { id }");
        return made.GetProperty("readingList").GetProperty("id").GetString()!;
    }

    private async Task<string?> LevelAsync(string token, string list)
    {
        var seen = await hub.DataAsAsync(
            token,
            "query ($l: ID!) { node(id: $l) { ... on ReadingList { viewerLevel } } }",
            new { l = list }
        );
        return seen.GetProperty("node") is { ValueKind: JsonValueKind.Object } node ? node.GetProperty("viewerLevel").GetString() : null;
    }

    private async Task<string> MembersAsync(string token, string list)
    {
        var seen = await hub.DataAsAsync(
            token,
            "query ($l: ID!) { node(id: $l) { ... on ReadingList { members { nodes { level user { name } } } } } }",
            new { l = list }
        );
        return string.Join(
            ", ",
            seen.GetProperty("node")
                .GetProperty("members")
                .GetProperty("nodes")
                .EnumerateArray()
                .Select(one => $"{one.GetProperty("user").GetProperty("name")} {one.GetProperty("level")}")
                .Order(StringComparer.Ordinal)
        );
    }
}
