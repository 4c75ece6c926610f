using System.Net.Http.Json;
using System.Text.Json;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;

/// <summary>Secret links to drafts: what they open, for whom, how long, and what an anonymous one hides.</summary>
public sealed class ShareLinkTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_opens_one_draft_to_whoever_has_it()
    {
        var ana = await hub.TokenAsync("link-ana", Role.Researcher);
        var (id, other) = (await hub.DraftAsync(ana), await hub.DraftAsync(ana));
        var link = await hub.LinkAsync(ana, id, "VIEW");

        Assert.Equal("VIEW", await LevelAsync($"Share {link}", id));
        Assert.Null(await LevelAsync($"Share {link}", other));
        Assert.Null(await LevelAsync(null, id));
        Assert.Equal(
            0,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from share_links where to_jsonb(share_links)::text like '%{link}%'",
                Cancel
            )
        );
    }

    [Fact]
    public async Task A_link_to_edit_takes_an_account_besides()
    {
        var (ana, ben) = (await hub.TokenAsync("edit-ana", Role.Researcher), await hub.TokenAsync("edit-ben", Role.Researcher));
        var id = await hub.DraftAsync(ana);
        var link = await hub.LinkAsync(ana, id, "EDIT");
        object change = new
        {
            id,
            expectedRevision = 1,
            publisher = "By link",
        };
        const string Revise = "mutation ($i: ReviseStudyInput!) { reviseStudy(input: $i) { study { publisher } errors { code } } }";

        Assert.Equal("VIEW", await LevelAsync($"Share {link}", id));
        Assert.Equal("UNAUTHENTICATED", ErrorCode(await AskAsync($"Share {link}", Revise, new { i = change })));
        var done = await AskAsync($"Bearer {ben}, Share {link}", Revise, new { i = change });

        Assert.Equal("""{"data":{"reviseStudy":{"study":{"publisher":"By link"},"errors":[]}}}""", done.GetRawText());
        Assert.Equal("EDIT", await LevelAsync($"Bearer {ben}, Share {link}", id));
        Assert.Null(await LevelAsync($"Bearer {ben}", id));
    }

    [Fact]
    public async Task A_link_that_was_revoked_or_has_ended_is_refused_and_not_taken_for_anonymous()
    {
        var ana = await hub.TokenAsync("revoke-ana", Role.Researcher);
        var id = await hub.DraftAsync(ana);
        var made = await hub.DoneAsync(
            ana,
            "createShareLink",
            new
            {
                id,
                name = "One",
                level = "VIEW",
            },
            "secret link { id }"
        );
        var (secret, ended) = (made.GetProperty("secret").GetString(), await hub.LinkAsync(ana, id, "VIEW"));
        var stranger = await hub.TokenAsync("revoke-eve", Role.Researcher);
        var link = new { id = made.GetProperty("link").GetProperty("id").GetString() };
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(stranger, "revokeShareLink", link)).Problems());
        Assert.Equal("VIEW", await LevelAsync($"Share {secret}", id));

        await hub.DoneAsync(ana, "revokeShareLink", link);
        await hub.Database.ExecuteAsync("update share_links set expires_at = '2020-01-01' where revoked_at is null", Cancel);

        Assert.Equal("UNAUTHENTICATED", ErrorCode(await AskAsync($"Share {secret}", "{ __typename }")));
        Assert.Equal("UNAUTHENTICATED", ErrorCode(await AskAsync($"Share {ended}", "{ __typename }")));
        Assert.Equal("UNAUTHENTICATED", ErrorCode(await AskAsync("Share rhub-share_nonsense", "{ __typename }")));
        Assert.Equal("UNAUTHENTICATED", ErrorCode(await AskAsync($"Bearer {ana}, Nonsense", "{ __typename }")));
    }

    [Fact]
    public async Task A_public_output_has_no_links_and_an_anonymous_one_cannot_edit()
    {
        var ana = await hub.TokenAsync("none-ana", Role.Researcher);
        var curator = await hub.TokenAsync("none-curator", Role.Curator);
        var id = await hub.DraftAsync(ana);
        object Order(string level, bool isAnonymous) =>
            new
            {
                id,
                name = "x",
                level,
                isAnonymous,
            };

        Assert.Equal(["INVALID input.level"], (await hub.RunAsync(ana, "createShareLink", Order("EDIT", true))).Problems());
        await hub.PublishAsync(ana, curator, id);
        Assert.Equal(["STATE input.id"], (await hub.RunAsync(ana, "createShareLink", Order("VIEW", false))).Problems());
    }

    [Fact]
    public async Task A_link_to_a_draft_does_not_open_the_files_of_what_is_published_under_embargo()
    {
        var ana = await hub.TokenAsync("after-ana", Role.Researcher);
        var (curator, ben) = (await hub.TokenAsync("after-curator", Role.Curator), await hub.TokenAsync("after-ben", Role.Researcher));
        var id = await hub.DraftAsync(ana);
        var download = await FileOfDraft.UploadAsync(hub, ana, id, "table.csv");
        var links = new[]
        {
            $"Share {await hub.LinkAsync(ana, id, "VIEW")}",
            $"Bearer {ben}, Share {await hub.LinkAsync(ana, id, "EDIT")}",
        };
        var before = await Task.WhenAll(links.Select(link => FileOfDraft.StatusAsync(hub, link, download)));

        var until = hub.Clock.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", null);
        Assert.Equal("EMBARGOED", await hub.PublishAsync(ana, curator, id, new { id, embargoUntil = until }));

        var after = await Task.WhenAll(links.Select(link => FileOfDraft.StatusAsync(hub, link, download)));
        Assert.Equal([200, 200], before);
        Assert.Equal([404, 404], after);
        Assert.Equal("COMMENT", await LevelAsync(links[1], id));
        Assert.Equal(200, await FileOfDraft.StatusAsync(hub, $"Bearer {ana}", download));
    }

    [Fact]
    public async Task An_anonymous_link_shows_the_work_and_nothing_of_who_made_it()
    {
        var ana = await hub.TokenAsync("blind-ana", Role.Researcher);
        var id = await hub.DraftAsync(ana, "What was found");
        await hub.JoinAsync(ana, id, await hub.TokenAsync("blind-ben", Role.Researcher), "blind-ben@example.org", "EDIT");
        var download = await FileOfDraft.UploadAsync(hub, ana, id, "data-of-ana.csv");
        var link = await hub.LinkAsync(ana, id, "VIEW", isAnonymous: true);

        var seen = await AskAsync(
            $"Share {link}",
            """
            query ($id: ID!) { node(id: $id) { ... on Study {
              title abstract contributors { nameAsPrinted } identifiers { value } doi links { url } funding { funderName } publisher attribution
              containerTitle stateReason citation relations { totalCount nodes { title } } versions { nodes { id } } latestVersion { id } datasets { totalCount }
              similar { id } audit { totalCount } collaborators { nodes { id } } shareLinks { nodes { id } } files { name download } } } }
            """,
            new { id }
        );

        var text = seen.GetRawText();
        Assert.Contains("What was found", text, StringComparison.Ordinal);
        foreach (var trace in new[] { "Ana", "ana", "Petrovi", "blind", "Secrets", "10.5555" })
        {
            Assert.DoesNotContain(trace, text, StringComparison.Ordinal);
        }
        using var file = await FileOfDraft.GetAsync(hub, $"Share {link}", download);
        Assert.Equal(200, (int)file.StatusCode);
        Assert.DoesNotContain("ana", file.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_an_anonymous_link_to_comment_people_talk_who_do_not_know_each_other()
    {
        var ana = await hub.TokenAsync("talk-ana", Role.Researcher);
        var (ben, curator) = (await hub.TokenAsync("talk-ben", Role.Researcher), await hub.TokenAsync("talk-curator", Role.Curator));
        var id = await hub.DraftAsync(ana);
        var first = await hub.DoneAsync(ana, "postComment", new { subject = id, body = "Is @blue-quartz right?" }, "comment { id }");
        var (link, look) = (
            await hub.LinkAsync(ana, id, "COMMENT", isAnonymous: true),
            await hub.LinkAsync(ana, id, "VIEW", isAnonymous: true)
        );
        const string Talk =
            "query ($id: ID!) { node(id: $id) { ... on Study { comments { totalCount nodes { body author { name } pseudonym isMine mentions { id } replies { nodes { body author { name } pseudonym isMine } } } } } } }";
        const string Post = "mutation ($i: PostCommentInput!) { postComment(input: $i) { errors { code } } }";
        async Task<string> TalkAsync(string authorization) =>
            (await AskAsync(authorization, Talk, new { id })).GetProperty("data").GetProperty("node").GetProperty("comments").GetRawText();
        object answer = new
        {
            subject = id,
            parent = first.GetProperty("comment").GetProperty("id").GetString(),
            body = "Yes.",
        };

        var posted = await AskAsync($"Bearer {ben}, Share {link}", Post, new { i = answer });

        Assert.Equal("""{"data":{"postComment":{"errors":[]}}}""", posted.GetRawText());
        string Expected(string by, string name, bool isMine, string replier, bool repliedMine) =>
            $$$"""{"totalCount":1,"nodes":[{"body":"{{{by}}}","author":{{{name}}},"pseudonym":null,"isMine":{{{(isMine ? "true" : "false")}}},"mentions":[],"replies":{"nodes":[{"body":"Yes.","author":{{{replier}}},"pseudonym":"Guest","isMine":{{{(repliedMine ? "true" : "false")}}}}]}}]}""";
        const string masked = "Is @… right?";
        const string whole = "Is @blue-quartz right?";
        Assert.Equal(Expected(masked, "null", false, """{"name":"talk-ben"}""", true), await TalkAsync($"Bearer {ben}, Share {link}"));
        Assert.Equal(Expected(masked, "null", false, "null", false), await TalkAsync($"Share {link}"));
        Assert.Equal(Expected(whole, """{"name":"talk-ana"}""", true, "null", false), await TalkAsync($"Bearer {ana}"));
        Assert.Equal(
            Expected(whole, """{"name":"talk-ana"}""", false, """{"name":"talk-ben"}""", false),
            await TalkAsync($"Bearer {curator}")
        );
        Assert.Equal("""{"totalCount":0,"nodes":[]}""", await TalkAsync($"Bearer {ben}, Share {look}"));
        Assert.Equal("UNAUTHENTICATED", ErrorCode(await AskAsync($"Share {link}", Post, new { i = answer })));
        Assert.Contains(
            "NOT_FOUND",
            (await AskAsync($"Bearer {ben}, Share {look}", Post, new { i = answer })).GetRawText(),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "talk-ben",
            (await hub.DataAsAsync(ana, "{ viewer { notifications { nodes { actor { name } } } } }")).GetRawText(),
            StringComparison.Ordinal
        );
        await hub.PublishAsync(ana, curator, id);
        Assert.Equal(Expected(whole, """{"name":"talk-ana"}""", false, """{"name":"talk-ben"}""", true), await TalkAsync($"Bearer {ben}"));
        Assert.Equal(Expected(whole, """{"name":"talk-ana"}""", true, "null", false), await TalkAsync($"Bearer {ana}"));
    }

    [Fact]
    public async Task By_an_anonymous_link_a_draft_is_not_found_by_its_identifier()
    {
        var ana = await hub.TokenAsync("doi-ana", Role.Researcher);
        var id = await hub.DraftAsync(ana);
        var doi = (await hub.SeenAsync(ana, id, "doi")).GetProperty("doi").GetString();
        var (named, blind) = (await hub.LinkAsync(ana, id, "VIEW"), await hub.LinkAsync(ana, id, "VIEW", isAnonymous: true));
        const string Query = "query ($d: DOI!) { study(by: { doi: $d }) { title } }";

        Assert.Equal("""{"data":{"study":{"title":"A draft"}}}""", (await AskAsync($"Share {named}", Query, new { d = doi })).GetRawText());
        Assert.Equal("""{"data":{"study":null}}""", (await AskAsync($"Share {blind}", Query, new { d = doi })).GetRawText());
    }

    private async Task<string?> LevelAsync(string? authorization, string id)
    {
        var answer = await AskAsync(
            authorization,
            "query ($id: ID!) { node(id: $id) { ... on ResearchOutput { viewerLevel } } }",
            new { id }
        );
        return answer.GetProperty("data").GetProperty("node") is { ValueKind: JsonValueKind.Object } node
            ? node.GetProperty("viewerLevel").GetString()
            : null;
    }

    private static string? ErrorCode(JsonElement answer) =>
        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    private async Task<JsonElement> AskAsync(string? authorization, string query, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }
        using var response = await hub.Http.SendAsync(request, Cancel);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
