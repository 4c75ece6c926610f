using System.Net.Http.Json;
using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;
using ResearchHub.Core.Access;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Comments;

/// <summary>Who talks by a secret link, with an account: what they are told, and what they do as others who read the comments do.</summary>
public sealed class GuestTalkTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Inbox =
        "{ viewer { notifications { nodes { kind actor { name } topic { id } about { id } subject { ... on Comment { body author { name } } } } } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("named", false, "{\"name\":\"g-ana-named\"}")]
    [InlineData("hidden", true, "null")]
    public async Task Who_talks_by_a_link_is_told_of_answers_and_learns_no_name_that_the_link_hides(
        string test,
        bool isAnonymous,
        string name
    )
    {
        var (ana, anaUser) = await hub.MemberAsync($"g-ana-{test}", Role.Researcher);
        var (guest, guestUser) = await hub.MemberAsync($"g-guest-{test}");
        var draft = await hub.DraftAsync(ana);
        var link = await hub.LinkAsync(ana, draft, "COMMENT", isAnonymous);
        var question = await PostAsync($"Bearer {guest}, Share {link}", draft, "Why?");
        await using var live = await hub.ListenAsync(guest);

        // Nobody knows a guest by name, but a name may happen to be theirs.
        await PostAsync($"Bearer {ana}", draft, $"Because, [somebody](node:{NodeId.Encode("User", guestUser)}).", question);
        await PostAsync($"Bearer {ana}", draft, "And so on.", question);
        var elsewhere = await PostAsync($"Bearer {ana}", draft, "Another matter.");
        await PostAsync($"Bearer {ana}", draft, "Indeed.", elsewhere);

        var first = await live.NextAsync();
        var second = await live.NextAsync();
        Assert.Equal(["MENTIONED", "REPLIED"], [first.Line(), second.Line()]);
        Assert.DoesNotContain("g-ana", first.GetRawText() + second.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            """[{"kind":"REPLIED","actor":null,"topic":null,"about":null,"subject":null},{"kind":"MENTIONED","actor":null,"topic":null,"about":null,"subject":null}]""",
            await InboxAsync($"Bearer {guest}")
        );
        var byLink = await InboxAsync($"Bearer {guest}, Share {link}");
        Assert.Contains("And so on.", byLink, StringComparison.Ordinal);
        Assert.Contains($$$"""{"kind":"REPLIED","actor":{{{name}}}""", byLink, StringComparison.Ordinal);
        Assert.Equal(isAnonymous, !byLink.Contains("g-ana", StringComparison.Ordinal));

        await hub.Database.ExecuteAsync($"update share_links set revoked_at = now() where output_id = {KeyOf(draft)}", Cancel);
        await PostAsync($"Bearer {ana}", draft, "After the link.", question);
        await hub.HappenAsync(new Activity(ActivityKind.Commented, "Study", 101) { Addressed = [guestUser], ActorId = anaUser });

        Assert.Equal("COMMENTED Study:101", (await live.NextAsync()).Line());
        Assert.Equal(1, JsonDocument.Parse(await InboxAsync($"Bearer {guest}")).RootElement.GetArrayLength());
    }

    [Fact]
    public async Task Who_reads_a_comment_by_a_link_reports_it_and_who_does_not_read_it_cannot()
    {
        var (ana, _) = await hub.MemberAsync("gr-ana", Role.Researcher);
        var (guest, _) = await hub.MemberAsync("gr-guest");
        var (curator, _) = await hub.MemberAsync("gr-curator", Role.Curator);
        var draft = await hub.DraftAsync(ana);
        var (link, look) = (
            await hub.LinkAsync(ana, draft, "COMMENT", isAnonymous: true),
            await hub.LinkAsync(ana, draft, "VIEW", isAnonymous: true)
        );
        var comment = await PostAsync($"Bearer {ana}", draft, "Rude");
        const string Report =
            "mutation ($i: ReportCommentInput!) { reportComment(input: $i) { report { reason comment { body author { name } } } errors { code path } } }";
        var input = new { i = new { id = comment, reason = "Rude." } };

        var refused = new[]
        {
            await AskAsync($"Bearer {guest}", Report, input),
            await AskAsync($"Bearer {guest}, Share {look}", Report, input),
        };
        var none = await hub.Database.ScalarAsync<long>(
            $"select count(*) from comment_reports where comment_id = {KeyOf(comment)}",
            Cancel
        );
        var made = await AskAsync($"Bearer {guest}, Share {link}", Report, input);
        await hub.DoneAsync(curator, "hideComment", new { id = comment, reason = "Rude." });
        var hidden = await AskAsync($"Bearer {guest}, Share {link}", Report, input);

        Assert.All(
            refused.Append(hidden),
            one =>
                Assert.Equal(
                    """{"reportComment":{"report":null,"errors":[{"code":"NOT_FOUND","path":["input","id"]}]}}""",
                    one.GetProperty("data").GetRawText()
                )
        );
        Assert.Equal(0, none);
        Assert.Equal(
            """{"reportComment":{"report":{"reason":"Rude.","comment":{"body":"Rude","author":null}},"errors":[]}}""",
            made.GetProperty("data").GetRawText()
        );
    }

    [Fact]
    public async Task Who_came_by_an_anonymous_link_is_known_to_editors_and_to_no_curator_who_has_a_part_in_the_work()
    {
        var (owner, named) = (await hub.PersonAsync("Guestowner", Role.Curator), await hub.PersonAsync("Guestnamed", Role.Curator));
        var (friend, reviewer) = (await hub.PersonAsync("Guestfriend", Role.Curator), await hub.PersonAsync("Guestjudge", Role.Curator));
        var (editor, _) = await hub.MemberAsync("gk-editor", Role.Curator);
        var (guest, _) = await hub.MemberAsync("gk-guest");
        var draft = await hub.DraftAsync(owner.Token);
        await hub.JoinAsync(owner.Token, draft, friend.Token, friend.Email, "EDIT");
        await hub.DoneAsync(
            owner.Token,
            "reviseStudy",
            new
            {
                id = draft,
                expectedRevision = 1,
                contributors = new[] { new { researcher = NodeId.Encode("Researcher", named.ResearcherId) } },
            }
        );
        await PostAsync($"Bearer {guest}, Share {await hub.LinkAsync(owner.Token, draft, "COMMENT", isAnonymous: true)}", draft, "Why?");
        await hub.DoneAsync(owner.Token, "submitOutput", new { id = draft });
        await hub.DoneAsync(editor, "startReview", new { id = draft });
        await hub.InviteAsync(editor, draft, reviewer, "ANONYMOUS");

        foreach (var one in new[] { owner, friend, named, reviewer })
        {
            Assert.Equal("""{"nodes":[{"author":null,"pseudonym":"Guest"}]}""", await CommentsAsync(one.Token, draft));
        }
        Assert.Equal("""{"nodes":[{"author":{"name":"gk-guest"},"pseudonym":"Guest"}]}""", await CommentsAsync(editor, draft));
    }

    private async Task<string> CommentsAsync(string token, string id) =>
        (await hub.SeenAsync(token, id, "... on Study { comments { nodes { author { name } pseudonym } } }"))
            .GetProperty("comments")
            .GetRawText();

    private async Task<string> PostAsync(string authorization, string subject, string body, string? parent = null)
    {
        var answer = await AskAsync(
            authorization,
            "mutation ($i: PostCommentInput!) { postComment(input: $i) { comment { id } errors { code } } }",
            new
            {
                i = new
                {
                    subject,
                    body,
                    parent,
                },
            }
        );
        return answer.GetProperty("data").GetProperty("postComment").GetProperty("comment").GetProperty("id").GetString()!;
    }

    private async Task<string> InboxAsync(string authorization) =>
        (await AskAsync(authorization, Inbox))
            .GetProperty("data")
            .GetProperty("viewer")
            .GetProperty("notifications")
            .GetProperty("nodes")
            .GetRawText();

    private async Task<JsonElement> AskAsync(string authorization, string query, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await hub.Http.SendAsync(request, Cancel);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    private static long KeyOf(string id) => NodeId.TryDecode(id, out _, out var key) ? key : 0;
}
