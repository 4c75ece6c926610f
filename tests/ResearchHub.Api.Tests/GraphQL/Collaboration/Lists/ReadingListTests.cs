using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.DataCite;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Lists;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Lists;

/// <summary>People keep lists of outputs, alone and together.</summary>
public sealed class ReadingListTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Whole = "readingList { id slug title visibility viewerLevel secretPath path }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_keeps_the_order_that_it_was_given()
    {
        var (ana, _) = await hub.MemberAsync("l-order");
        var list = await ListAsync(ana, "Order");
        var a = await AddAsync(ana, list, "Study", 101, "First");
        var b = await AddAsync(ana, list, "Study", 102);
        var c = await AddAsync(ana, list, "Dataset", 201);

        await hub.DoneAsync(ana, "moveReadingListItem", new { id = c });
        Assert.Equal("201 101 102", await OrderAsync(ana, list));
        await hub.DoneAsync(ana, "moveReadingListItem", new { id = a, after = b });
        Assert.Equal("201 102 101", await OrderAsync(ana, list));
        await hub.DoneAsync(
            ana,
            "addToReadingList",
            new
            {
                id = list,
                output = NodeId.Encode("Study", 103),
                after = c,
            }
        );
        Assert.Equal("201 103 102 101", await OrderAsync(ana, list));
        await hub.DoneAsync(ana, "removeFromReadingList", new { id = b });
        await hub.DoneAsync(ana, "updateReadingListItem", new { id = a, note = "Read this." });

        const string query =
            "query ($l: ID!) { node(id: $l) { ... on ReadingList { items(last: 2) { totalCount pageInfo { hasPreviousPage } nodes { note output { slug } } } } } }";
        Assert.Equal(
            """{"node":{"items":{"totalCount":3,"pageInfo":{"hasPreviousPage":true},"nodes":[{"note":null,"output":{"slug":"diaspora"}},{"note":"Read this.","output":{"slug":"remittances-in-serbia"}}]}}}""",
            (await hub.DataAsAsync(ana, query, new { l = list })).GetRawText()
        );
        Assert.Equal(
            ["INVALID input.output"],
            (await hub.RunAsync(ana, "addToReadingList", new { id = list, output = NodeId.Encode("Study", 101) })).Problems()
        );
        Assert.Equal(
            ["NOT_FOUND input.output"],
            (await hub.RunAsync(ana, "addToReadingList", new { id = list, output = NodeId.Encode("Study", 104) })).Problems()
        );
        Assert.Equal(["NOT_FOUND input.after"], (await hub.RunAsync(ana, "moveReadingListItem", new { id = a, after = b })).Problems());
        Assert.Equal("201 103 101", await OrderAsync(ana, list));
    }

    [Fact]
    public async Task Who_keeps_a_public_list_besides_its_owner_is_for_those_to_know_who_keep_it()
    {
        var (owner, _) = await hub.MemberAsync("l-keeper-owner");
        var (helper, helperUser) = await hub.MemberAsync("l-keeper-helper");
        var (stranger, _) = await hub.MemberAsync("l-keeper-stranger");
        var list = await ListAsync(owner, "Kept by two", "PUBLIC");
        await SharedAsync(owner, list, helperUser, "EDIT");
        await AddAsync(owner, list, "Study", 101);
        await AddAsync(helper, list, "Study", 102);

        var said = await Task.WhenAll(new[] { owner, helper, stranger, null }.Select(KeepersAsync));

        var all = """[{"addedBy":{"name":"l-keeper-owner"}},{"addedBy":{"name":"l-keeper-helper"}}]""";
        var some = """[{"addedBy":{"name":"l-keeper-owner"}},{"addedBy":null}]""";
        Assert.Equal([all, all, some, some], said);

        async Task<string> KeepersAsync(string? token) =>
            (
                await hub.DataAsAsync(
                    token,
                    "query ($l: ID!) { node(id: $l) { ... on ReadingList { items { nodes { addedBy { name } } } } } }",
                    new { l = list }
                )
            )
                .GetProperty("node")
                .GetProperty("items")
                .GetProperty("nodes")
                .GetRawText();
    }

    [Fact]
    public async Task Those_who_put_things_into_one_gap_at_once_all_find_a_place()
    {
        var (ana, _) = await hub.MemberAsync("l-at-once");
        var list = await ListAsync(ana, "At once");
        var first = await AddAsync(ana, list, "Study", 101);
        await AddAsync(ana, list, "Study", 102);
        var others = new[] { ("Study", 103L), ("Dataset", 201L), ("LearningResource", 301L) };

        await Task.WhenAll(
            others.Select(one =>
                hub.DoneAsync(
                    ana,
                    "addToReadingList",
                    new
                    {
                        id = list,
                        output = NodeId.Encode(one.Item1, one.Item2),
                        after = first,
                    }
                )
            )
        );
        var items = await ItemsAsync(ana, list);
        await Task.WhenAll(items.Skip(1).Select(item => hub.DoneAsync(ana, "moveReadingListItem", new { id = item, after = first })));

        Assert.Equal(5, (await ItemsAsync(ana, list)).Distinct(StringComparer.Ordinal).Count());
        Assert.StartsWith("101 ", await OrderAsync(ana, list), StringComparison.Ordinal);
        Assert.Equal(
            5,
            await hub.Database.ScalarAsync<long>(
                $"select count(distinct position) from reading_list_items where list_id = {Key(list)}",
                Cancel
            )
        );
        var twice = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => hub.RunAsync(ana, "addToReadingList", new { id = list, output = NodeId.Encode("Study", 105) }))
        );
        Assert.Equal(1, twice.Count(payload => payload.Problems().Length == 0));
    }

    [Fact]
    public async Task A_gap_that_was_used_thousands_of_times_takes_more_and_the_order_stays()
    {
        var (ana, _) = await hub.MemberAsync("l-gap");
        var list = await ListAsync(ana, "A gap");
        var (a, b) = (await AddAsync(ana, list, "Study", 101), await AddAsync(ana, list, "Study", 102));
        var c = await AddAsync(ana, list, "Dataset", 201);
        var narrow = new string('0', 2_600);
        await hub.Database.ExecuteAsync(
            $"""
            update reading_list_items set position = '10000000{narrow}1' where id = {Key(a)};
            update reading_list_items set position = '10000000{narrow}2' where id = {Key(b)};
            update reading_list_items set position = '20000000' where id = {Key(c)};
            """,
            Cancel
        );

        await hub.DoneAsync(ana, "moveReadingListItem", new { id = c, after = a });

        Assert.Equal("101 201 102", await OrderAsync(ana, list));
        await hub.DoneAsync(ana, "moveReadingListItem", new { id = b });
        Assert.Equal("102 101 201", await OrderAsync(ana, list));
        Assert.InRange(
            await hub.Database.ScalarAsync<int>(
                $"select max(length(position)) from reading_list_items where list_id = {Key(list)}",
                Cancel
            ),
            1,
            Rank.Longest
        );
    }

    [Fact]
    public async Task A_list_is_seen_and_changed_by_those_whom_it_is_for()
    {
        var (owner, _) = await hub.MemberAsync("l-owner");
        var (viewer, viewerUser) = await hub.MemberAsync("l-viewer");
        var (editor, editorUser) = await hub.MemberAsync("l-editor");
        var (stranger, _) = await hub.MemberAsync("l-stranger");
        var admin = await hub.TokenAsync("l-admin", Role.Admin);
        var list = await ListAsync(owner, "Ours");
        var item = await AddAsync(owner, list, "Study", 101);
        async Task<string> SeenAsync(string? token) =>
            (await hub.DataAsAsync(token, "query ($l: ID!) { node(id: $l) { ... on ReadingList { viewerLevel } } }", new { l = list }))
                .GetProperty("node")
                .GetRawText();

        Assert.Equal("null", await SeenAsync(viewer));
        Assert.Equal("null", await SeenAsync(admin));
        await SharedAsync(owner, list, viewerUser, "VIEW");
        await SharedAsync(owner, list, editorUser, "EDIT");
        Assert.Equal("""{"viewerLevel":"VIEW"}""", await SeenAsync(viewer));
        Assert.Equal("""{"viewerLevel":"EDIT"}""", await SeenAsync(editor));
        Assert.Equal("null", await SeenAsync(stranger));
        Assert.Equal("null", await SeenAsync(null));

        var added = new { id = list, output = NodeId.Encode("Study", 102) };
        Assert.Equal(["FORBIDDEN input.id"], (await hub.RunAsync(viewer, "addToReadingList", added)).Problems());
        Assert.Equal(["FORBIDDEN input.id"], (await hub.RunAsync(viewer, "removeFromReadingList", new { id = item })).Problems());
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(stranger, "removeFromReadingList", new { id = item })).Problems());
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(stranger, "forkReadingList", new { id = list })).Problems());
        Assert.Equal(
            ["FORBIDDEN input.id"],
            (await hub.RunAsync(editor, "updateReadingList", new { id = list, title = "Mine" })).Problems()
        );
        Assert.Equal(["FORBIDDEN input.id"], (await hub.RunAsync(editor, "deleteReadingList", new { id = list })).Problems());
        await hub.DoneAsync(editor, "addToReadingList", added);
        Assert.Equal("101 102", await OrderAsync(viewer, list));

        await hub.DoneAsync(owner, "updateReadingList", new { id = list, visibility = "PRIVATE" });
        Assert.Equal("null", await SeenAsync(editor));
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(editor, "removeFromReadingList", new { id = item })).Problems());
        await hub.DoneAsync(owner, "updateReadingList", new { id = list, visibility = "PUBLIC" });
        Assert.Equal("""{"viewerLevel":"VIEW"}""", await SeenAsync(null));
        Assert.Equal("""{"viewerLevel":"EDIT"}""", await SeenAsync(editor));
        await hub.DoneAsync(editor, "unshareReadingList", new { id = list, person = NodeId.Encode("User", editorUser) });
        Assert.Equal(
            ["FORBIDDEN input.id"],
            (await hub.RunAsync(editor, "unshareReadingList", new { id = list, person = NodeId.Encode("User", viewerUser) })).Problems()
        );
        Assert.Equal("101 102", await OrderAsync(null, list));
    }

    [Fact]
    public async Task A_public_list_is_the_same_to_who_keeps_and_shares_it_by_whatever_way_they_come()
    {
        var (owner, _) = await hub.MemberAsync("l-way-owner");
        var (friend, friendUser) = await hub.MemberAsync("l-way-friend");
        var (stranger, _) = await hub.MemberAsync("l-way-stranger");
        var list = await ListAsync(owner, "By every way", "PUBLIC");
        await SharedAsync(owner, list, friendUser, "VIEW");
        async Task<string[]> SeenAsync(string token)
        {
            const string Seen = "id viewerLevel secretPath members { totalCount }";
            var data = await hub.DataAsAsync(
                token,
                $"query ($l: ID!) {{ node(id: $l) {{ ... on ReadingList {{ {Seen} }} }} readingLists {{ nodes {{ {Seen} }} }} }}",
                new { l = list }
            );
            return
            [
                .. data.GetProperty("readingLists")
                    .GetProperty("nodes")
                    .EnumerateArray()
                    .Prepend(data.GetProperty("node"))
                    .Where(one => one.GetProperty("id").GetString() == list)
                    .Select(one =>
                        $"{one.GetProperty("viewerLevel")} {one.GetProperty("secretPath").ValueKind} {one.GetProperty("members").GetProperty("totalCount")}"
                    ),
            ];
        }

        Assert.Equal(["OWN String 1", "OWN String 1"], await SeenAsync(owner));
        Assert.Equal(["VIEW Null 1", "VIEW Null 1"], await SeenAsync(friend));
        Assert.Equal(["VIEW Null 0", "VIEW Null 0"], await SeenAsync(stranger));
    }

    [Fact]
    public async Task Who_shares_a_list_is_told_when_it_is_new_to_them_and_not_each_time_it_is_said()
    {
        var (owner, ownerUser) = await hub.MemberAsync("l-again");
        var (_, friend) = await hub.MemberAsync("l-again-friend");
        var list = await ListAsync(owner, "Again");
        async Task<(long Told, long Counted)> ShareAsync(string level)
        {
            await SharedAsync(owner, list, friend, level);
            return (
                await hub.Database.ScalarAsync<long>(
                    $"select count(*) from activities where kind = 'LIST_SHARED' and topic_id = {Key(list)} and addressed = array[{friend}::bigint]",
                    Cancel
                ),
                await hub.Database.ScalarAsync<long>(
                    $"select count(*) from audit_events where action = 'shareReadingList' and actor_id = {ownerUser}",
                    Cancel
                )
            );
        }

        Assert.Equal((1, 1), await ShareAsync("VIEW"));
        Assert.Equal((1, 1), await ShareAsync("VIEW"));
        Assert.Equal((2, 2), await ShareAsync("EDIT"));
        Assert.Equal((2, 2), await ShareAsync("EDIT"));
        await hub.DoneAsync(owner, "updateReadingList", new { id = list, visibility = "PRIVATE" });
        Assert.Equal((2, 3), await ShareAsync("EDIT"));
        Assert.Equal(
            "SHARED",
            await hub.Database.ScalarAsync<string>($"select visibility from reading_lists where id = {Key(list)}", Cancel)
        );
    }

    [Fact]
    public async Task What_is_wrong_with_sharing_is_named()
    {
        var (owner, ownerUser) = await hub.MemberAsync("l-naming");
        var (_, ana) = await hub.MemberAsync("l-named");
        var list = await ListAsync(owner, "Named");
        async Task<string[]> ShareAsync(long user, string level) =>
            (
                await hub.RunAsync(
                    owner,
                    "shareReadingList",
                    new
                    {
                        id = list,
                        person = NodeId.Encode("User", user),
                        level,
                    }
                )
            ).Problems();

        Assert.Equal(["INVALID input.level"], await ShareAsync(ana, "OWN"));
        Assert.Equal(["INVALID input.person"], await ShareAsync(ownerUser, "VIEW"));
        Assert.Equal(
            0,
            await hub.Database.ScalarAsync<long>($"select count(*) from reading_list_members where list_id = {Key(list)}", Cancel)
        );
    }

    [Fact]
    public async Task A_copy_is_ones_own()
    {
        var (owner, _) = await hub.MemberAsync("l-source");
        var (ana, _) = await hub.MemberAsync("l-fork");
        var list = await ListAsync(owner, "To copy", "PUBLIC");
        await AddAsync(owner, list, "Study", 101, "Good.");
        await AddAsync(owner, list, "Study", 102);

        var fork = await hub.DoneAsync(
            ana,
            "forkReadingList",
            new { id = list },
            "readingList { id title visibility viewerLevel forkedFrom { title } items { nodes { note output { slug } } } }"
        );
        var made = fork.GetProperty("readingList");
        await hub.DoneAsync(owner, "deleteReadingList", new { id = list });

        Assert.Equal("PRIVATE OWN", $"{made.GetProperty("visibility").GetString()} {made.GetProperty("viewerLevel").GetString()}");
        Assert.Equal("To copy", made.GetProperty("forkedFrom").GetProperty("title").GetString());
        Assert.Equal(
            """[{"note":"Good.","output":{"slug":"remittances-in-serbia"}},{"note":null,"output":{"slug":"return-and-reintegration"}}]""",
            made.GetProperty("items").GetProperty("nodes").GetRawText()
        );
        Assert.Equal("101 102", await OrderAsync(ana, made.GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task Bookmarks_are_one_private_list_even_made_twice_at_once()
    {
        var (ana, user) = await hub.MemberAsync("l-bookmarks");

        await Task.WhenAll(
            new[] { 101L, 102L, 101L, 103L, 102L }.Select(key =>
                hub.DoneAsync(ana, "bookmarkOutput", new { output = NodeId.Encode("Study", key) })
            )
        );

        var lists = await hub.DataAsAsync(
            ana,
            "{ viewer { readingLists { nodes { id title isBookmarks visibility items { totalCount } } } } }"
        );
        var only = Assert.Single(lists.GetProperty("viewer").GetProperty("readingLists").GetProperty("nodes").EnumerateArray());
        Assert.Equal(3, only.GetProperty("items").GetProperty("totalCount").GetInt32());
        Assert.True(only.GetProperty("isBookmarks").GetBoolean());
        Assert.Equal("PRIVATE", only.GetProperty("visibility").GetString());
        var id = only.GetProperty("id").GetString();
        Assert.Equal(["INVALID input.id"], (await hub.RunAsync(ana, "deleteReadingList", new { id })).Problems());
        Assert.Equal(["INVALID input.id"], (await hub.RunAsync(ana, "updateReadingList", new { id, visibility = "PUBLIC" })).Problems());
        Assert.Equal(
            ["NOT_FOUND input.output"],
            (await hub.RunAsync(ana, "bookmarkOutput", new { output = NodeId.Encode("Study", 104) })).Problems()
        );
    }

    [Fact]
    public async Task A_list_is_exported_for_reference_managers_and_as_a_feed()
    {
        var (ana, _) = await hub.MemberAsync("l-export");
        var made = (await hub.DoneAsync(ana, "createReadingList", new { title = "Doznake i povratak" }, Whole)).GetProperty("readingList");
        var (id, path, secret) = (
            made.GetProperty("id").GetString()!,
            made.GetProperty("path").GetString()!,
            made.GetProperty("secretPath").GetString()!
        );
        await AddAsync(ana, id, "Study", 101);
        await AddAsync(ana, id, "Dataset", 201);

        Assert.StartsWith("/lists/doznake-i-povratak-", path, StringComparison.Ordinal);
        foreach (var hidden in new[] { path + ".bib", path + ".atom", "/lists/guess.json", secret + ".exe" })
        {
            using var refused = await hub.Http.GetAsync(hidden, Cancel);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
        var bib = await hub.Http.GetStringAsync(secret + ".bib", Cancel);
        var ris = await hub.Http.GetStringAsync(secret + ".ris", Cancel);
        var csl = JsonDocument.Parse(await hub.Http.GetStringAsync(secret + ".json", Cancel)).RootElement;
        var atom = await hub.Http.GetStringAsync(secret + ".atom", Cancel);
        using var own = new HttpRequestMessage(HttpMethod.Get, path + ".bib")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", ana) },
        };
        using var answer = await hub.Http.SendAsync(own, Cancel);

        Assert.Equal(bib, await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(2, bib.Split("\n@").Length);
        Assert.StartsWith("@article{petrovic2024remittances", bib, StringComparison.Ordinal);
        Assert.Equal(2, ris.Split("ER  -").Length - 1);
        Assert.Equal(["article-journal", "dataset"], csl.EnumerateArray().Select(item => item.GetProperty("type").GetString()));
        Assert.Equal(
            ["Transfers 2010 to 2020", "Remittances in Serbia"],
            System
                .Xml.Linq.XDocument.Parse(atom)
                .Descendants()
                .Where(one => one.Name.LocalName == "entry")
                .Select(one => one.Elements().First(part => part.Name.LocalName == "title").Value)
        );
    }

    [Fact]
    public async Task A_list_whose_secret_path_was_told_too_widely_gets_another()
    {
        var (ana, user) = await hub.MemberAsync("l-renew");
        var (editor, editorUser) = await hub.MemberAsync("l-renew-editor");
        var (stranger, _) = await hub.MemberAsync("l-renew-stranger");
        var made = (await hub.DoneAsync(ana, "createReadingList", new { title = "Told" }, Whole)).GetProperty("readingList");
        var (id, path, old) = (
            made.GetProperty("id").GetString()!,
            made.GetProperty("path").GetString(),
            made.GetProperty("secretPath").GetString()
        );
        await SharedAsync(ana, id, editorUser, "EDIT");
        await hub.DoneAsync(ana, "bookmarkOutput", new { output = NodeId.Encode("Study", 101) });
        var bookmarks = await hub.Database.ScalarAsync<long>(
            $"select id from reading_lists where owner_id = {user} and is_bookmarks",
            Cancel
        );

        var refused = (
            await hub.RunAsync(editor, "renewReadingListSecret", new { id }),
            await hub.RunAsync(stranger, "renewReadingListSecret", new { id })
        );
        using var still = await hub.Http.GetAsync($"{old}.bib", Cancel);
        var renewed = (await hub.DoneAsync(ana, "renewReadingListSecret", new { id }, Whole)).GetProperty("readingList");
        await hub.DoneAsync(ana, "renewReadingListSecret", new { id = NodeId.Encode("ReadingList", bookmarks) });

        Assert.Equal(["FORBIDDEN input.id"], refused.Item1.Problems());
        Assert.Equal(["NOT_FOUND input.id"], refused.Item2.Problems());
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        using var gone = await hub.Http.GetAsync($"{old}.bib", Cancel);
        using var there = await hub.Http.GetAsync($"{renewed.GetProperty("secretPath").GetString()}.bib", Cancel);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (gone.StatusCode, there.StatusCode));
        Assert.Equal(path, renewed.GetProperty("path").GetString());
    }

    [Fact]
    public async Task A_feed_can_be_read_whatever_characters_its_records_hold()
    {
        var (ana, _) = await hub.MemberAsync("l-feed-characters");
        var made = await hub.DoneAsync(ana, "createReadingList", new { title = "List\uffff \U0001f30d" }, Whole);
        var list = made.GetProperty("readingList");
        await hub.InsertStudyAsync(8140, "DRAFT", "10.5072/rh-8140");
        await hub.Database.ExecuteAsync(
            """
            update research_outputs set title = E'Border\ufffe line\u000bs, \U0001f30d & <more>', publisher = E'\u0001Press', state = 'PUBLISHED'
            where id = 8140
            """,
            Cancel
        );
        await AddAsync(ana, list.GetProperty("id").GetString()!, "Study", 8140);

        var feed = System.Xml.Linq.XDocument.Parse(
            await hub.Http.GetStringAsync(list.GetProperty("secretPath").GetString() + ".atom", Cancel)
        );

        Assert.Equal(
            ["List\ufffd \U0001f30d", "Border\ufffd line\ufffds, \U0001f30d & <more>", "Study, 2026, \ufffdPress"],
            feed.Descendants().Where(one => one.Name.LocalName is "title" or "summary").Select(one => one.Value)
        );
    }

    [Fact]
    public async Task An_export_by_a_field_is_the_file_and_costs_the_same_for_many_lists()
    {
        var (ana, _) = await hub.MemberAsync("l-field");
        string? secret = null;
        for (var n = 0; n < 4; n++)
        {
            var made = await hub.DoneAsync(ana, "createReadingList", new { title = $"Povratak {n}" }, Whole);
            secret = made.GetProperty("readingList").GetProperty("secretPath").GetString();
            var id = made.GetProperty("readingList").GetProperty("id").GetString()!;
            await AddAsync(ana, id, "Dataset", 201);
            await AddAsync(ana, id, "Study", 101);
            await AddAsync(ana, id, "Study", 102);
        }
        const string Query =
            "query ($n: Int) { viewer { readingLists(first: $n) { nodes { bib: export(format: BIBTEX) ris: export(format: RIS) json: export(format: CSL_JSON) } } } }";

        var data = await hub.DataAsAsync(ana, Query, new { n = 1 });
        var list = data.GetProperty("viewer").GetProperty("readingLists").GetProperty("nodes")[0];
        foreach (var format in new[] { "bib", "ris", "json" })
        {
            Assert.Equal(await hub.Http.GetStringAsync($"{secret}.{format}", Cancel), list.GetProperty(format).GetString());
        }
        Assert.Equal(await hub.StatementsAsync(ana, Query, new { n = 1 }), await hub.StatementsAsync(ana, Query, new { n = 4 }));
    }

    [Fact]
    public async Task Followers_of_a_list_are_told_what_is_new_and_whoever_listed_something_of_its_retraction()
    {
        var (owner, _) = await hub.MemberAsync("l-told-owner");
        var (follower, followerUser) = await hub.MemberAsync("l-told-follower");
        var (keeper, _) = await hub.MemberAsync("l-told-keeper");
        var curator = await hub.TokenAsync("l-told-curator", Role.Curator);
        var list = await ListAsync(owner, "Watched", "PUBLIC");
        await hub.DoneAsync(follower, "follow", new { subject = list });
        await hub.DoneAsync(
            keeper,
            "setNotificationPreference",
            new
            {
                kind = "RETRACTED",
                channel = "INBOX",
                isOn = false,
            }
        );
        await using var atFollower = await hub.ListenAsync(follower);
        await using var atKeeper = await hub.ListenAsync(keeper);
        await using var atOwner = await hub.ListenAsync(owner);

        await SharedAsync(owner, list, followerUser, "VIEW");
        await AddAsync(owner, list, "LearningResource", 301);
        await hub.DoneAsync(keeper, "bookmarkOutput", new { output = NodeId.Encode("LearningResource", 301) });
        Assert.Equal($"LIST_SHARED ReadingList:{Key(list)}", (await atFollower.NextAsync()).Line());
        Assert.Equal($"LISTED ReadingList:{Key(list)} LearningResource:301", (await atFollower.NextAsync()).Line());
        await hub.DoneAsync(curator, "retractOutput", new { id = NodeId.Encode("LearningResource", 301), reason = "Wrong." });

        foreach (var stream in new[] { atOwner, atKeeper, atFollower })
        {
            Assert.Equal("RETRACTED LearningResource:301", (await stream.NextAsync()).Line());
        }
    }

    [Fact]
    public async Task A_long_list_and_many_lists_cost_as_many_statements_as_short_ones()
    {
        var (ana, user) = await hub.MemberAsync("l-many");
        for (var n = 0; n < 12; n++)
        {
            var list = await ListAsync(ana, $"List {n}", "PUBLIC");
            foreach (var key in new[] { 101, 102, 103 })
            {
                await AddAsync(ana, list, "Study", key);
            }
        }
        const string query =
            "query ($n: Int) { viewer { readingLists(first: $n) { totalCount nodes { title owner { name } members { nodes { user { name } } } items(first: $n) { totalCount nodes { note addedBy { name } output { title } } } } } } readingLists(first: $n) { nodes { title items(first: 1) { nodes { id } } } } }";

        Assert.Equal(await hub.StatementsAsync(ana, query, new { n = 2 }), await hub.StatementsAsync(ana, query, new { n = 12 }));
    }

    [Fact]
    public async Task All_problems_are_told_and_nothing_is_made()
    {
        var (ana, user) = await hub.MemberAsync("l-invalid");

        var payload = await hub.RunAsync(ana, "createReadingList", new { title = " ", description = new string('x', 5_001) });

        Assert.Equal(["INVALID input.title", "INVALID input.description"], payload.Problems());
        Assert.Equal(0, await hub.Database.ScalarAsync<long>($"select count(*) from reading_lists where owner_id = {user}", Cancel));
        var list = await ListAsync(ana, "Mine");
        Assert.Equal(
            ["INVALID input.person"],
            (
                await hub.RunAsync(
                    ana,
                    "shareReadingList",
                    new
                    {
                        id = list,
                        person = NodeId.Encode("User", user),
                        level = "EDIT",
                    }
                )
            ).Problems()
        );
        Assert.Equal(
            ["NOT_FOUND input.person"],
            (
                await hub.RunAsync(
                    ana,
                    "shareReadingList",
                    new
                    {
                        id = list,
                        person = NodeId.Encode("Researcher", 32),
                        level = "EDIT",
                    }
                )
            ).Problems()
        );
        Assert.Equal(
            ["INVALID input.note"],
            (
                await hub.RunAsync(
                    ana,
                    "addToReadingList",
                    new
                    {
                        id = list,
                        output = NodeId.Encode("Study", 101),
                        note = new string('x', 2_001),
                    }
                )
            ).Problems()
        );
    }

    private async Task<string> ListAsync(string token, string title, string visibility = "PRIVATE") =>
        (await hub.DoneAsync(token, "createReadingList", new { title, visibility }, Whole))
            .GetProperty("readingList")
            .GetProperty("id")
            .GetString()!;

    private Task SharedAsync(string token, string list, long user, string level) =>
        hub.DoneAsync(
            token,
            "shareReadingList",
            new
            {
                id = list,
                person = NodeId.Encode("User", user),
                level,
            }
        );

    private async Task<string> AddAsync(string token, string list, string type, long key, string? note = null) => (
            await hub.DoneAsync(
                token,
                "addToReadingList",
                new
                {
                    id = list,
                    output = NodeId.Encode(type, key),
                    note,
                },
                "item { id }"
            )
        ).GetProperty("item").GetProperty("id").GetString()!;

    private async Task<string> OrderAsync(string? token, string list)
    {
        var data = await hub.DataAsAsync(
            token,
            "query ($l: ID!) { node(id: $l) { ... on ReadingList { items { nodes { output { id } } } } } }",
            new { l = list }
        );
        return string.Join(
            ' ',
            data.GetProperty("node")
                .GetProperty("items")
                .GetProperty("nodes")
                .EnumerateArray()
                .Select(node => Key(node.GetProperty("output").GetProperty("id").GetString()!))
        );
    }

    private async Task<string[]> ItemsAsync(string token, string list)
    {
        var data = await hub.DataAsAsync(
            token,
            "query ($l: ID!) { node(id: $l) { ... on ReadingList { items { nodes { id } } } } }",
            new { l = list }
        );
        return
        [
            .. data.GetProperty("node")
                .GetProperty("items")
                .GetProperty("nodes")
                .EnumerateArray()
                .Select(node => node.GetProperty("id").GetString()!),
        ];
    }

    private static long Key(string id) => NodeId.TryDecode(id, out _, out var key) ? key : 0;
}
