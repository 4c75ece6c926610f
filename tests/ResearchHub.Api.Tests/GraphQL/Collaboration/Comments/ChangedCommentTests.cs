using System.Globalization;
using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Comments;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Comments;

/// <summary>Changing a comment again and again reaches no more people, and no more often, than writing it.</summary>
public sealed class ChangedCommentTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const int First = 8_100_000;
    private static readonly string Study = NodeId.Encode("Study", 101);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_mentions_those_of_its_text_and_tells_each_once_and_of_all_texts_no_more_than_twenty()
    {
        var (ana, _) = await hub.MemberAsync("edit-many");
        await hub.Database.ExecuteAsync(
            $"""
            insert into users (id, name, email, role, created_at)
            select {First} + n, 'M' || n, 'mentioned-' || n || '@example.org', 'READER', now() from generate_series(1, 24) n
            """,
            Cancel
        );
        var posted = await hub.DoneAsync(ana, "postComment", new { subject = Study, body = Text(1, 12) }, "comment { id }");
        var id = posted.GetProperty("comment").GetProperty("id").GetString()!;

        var others = await EditAsync(ana, id, Text(13, 24));
        var back = await EditAsync(ana, id, Text(2, 4));
        var nobody = await EditAsync(ana, id, "Nobody any more.");
        var again = await EditAsync(ana, id, Text(1, 24));

        Assert.Equal(Names(13, 20), others);
        Assert.Equal(Names(2, 4), back);
        Assert.Equal("", nobody);
        Assert.Equal(Names(1, 20), again);
        Assert.Equal(
            string.Join(' ', Enumerable.Range(1, CommentRules.MostMentions).Select(n => First + n)),
            await hub.Database.ScalarAsync<string>(
                $"""
                select string_agg(person::text, ' ' order by person) from activities, unnest(addressed) person
                where kind = 'MENTIONED' and subject_id = {NodeId.KeyOf(id, "Comment")}
                """,
                Cancel
            )
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_a_thread_that_is_closed_nothing_is_said_otherwise_but_by_moderators(bool isAnswer)
    {
        var (ana, _) = await hub.MemberAsync($"edit-locked-{isAnswer}");
        var (curator, _) = await hub.MemberAsync($"edit-locking-{isAnswer}", Role.Curator);
        var thread = await PostAsync(ana, Study);
        var id = isAnswer ? await PostAsync(ana, Study, thread) : thread;
        var own = isAnswer ? await PostAsync(curator, Study, thread) : null;
        await hub.DoneAsync(curator, "lockComment", new { id = thread, reason = "Enough." });

        var refused = await hub.RunAsync(ana, "editComment", new { id, body = "Not at all." });

        Assert.Equal(["THREAD_LOCKED input.id"], refused.Problems());
        Assert.Equal("Said.", await BodyAsync(id));
        if (own is not null)
        {
            await EditAsync(curator, own, "Enough of it.");
        }
        await hub.DoneAsync(curator, "unlockComment", new { id = thread });
        await EditAsync(ana, id, "Well.");
    }

    [Fact]
    public async Task Who_may_not_comment_any_more_does_not_change_what_they_said()
    {
        var (ana, ben) = (await hub.TokenAsync("edit-owner", Role.Researcher), await hub.TokenAsync("edit-demoted", Role.Researcher));
        var draft = await hub.DraftAsync(ana);
        var place = await hub.JoinAsync(ana, draft, ben, "edit-demoted@example.org", "COMMENT");
        var id = await PostAsync(ben, draft);
        await hub.DoneAsync(ana, "changeCollaborator", new { id = place, role = "READ" });

        var changed = await hub.RunAsync(ben, "editComment", new { id, body = "Not at all." });

        Assert.Equal(["FORBIDDEN input.id"], changed.Problems());
        Assert.Equal("Said.", await BodyAsync(id));
        await hub.DoneAsync(ben, "resolveComment", new { id });
        await hub.DoneAsync(ben, "deleteComment", new { id });
    }

    private Task<string?> BodyAsync(string id) =>
        hub.Database.ScalarAsync<string>(
            $"select body from comments where id = {NodeId.KeyOf(id, "Comment")} and resolved_at is null",
            Cancel
        );

    private async Task<string> PostAsync(string token, string subject, string? parent = null) => (
            await hub.DoneAsync(
                token,
                "postComment",
                new
                {
                    subject,
                    parent,
                    body = "Said.",
                },
                "comment { id }"
            )
        ).GetProperty("comment").GetProperty("id").GetString()!;

    [Fact]
    public async Task Changes_count_as_comments_do()
    {
        var (ana, _) = await hub.MemberAsync("edit-rate");
        var posted = await hub.DoneAsync(ana, "postComment", new { subject = Study, body = "0" }, "comment { id }");
        var id = posted.GetProperty("comment").GetProperty("id").GetString()!;
        for (var n = 1; n < CommentRules.MostInWindow; n++)
        {
            await EditAsync(ana, id, n.ToString(CultureInfo.InvariantCulture));
        }

        var (edited, more) = (
            await hub.RunAsync(ana, "editComment", new { id, body = "Too many" }),
            await hub.RunAsync(ana, "postComment", new { subject = Study, body = "Too many" })
        );

        Assert.Equal(["RATE_LIMITED input"], edited.Problems());
        Assert.Equal(["RATE_LIMITED input"], more.Problems());
        Assert.Equal(
            "29",
            await hub.Database.ScalarAsync<string>(
                $"select string_agg(body, ' ') from comments where author_id = (select author_id from comments where id = {NodeId.KeyOf(id, "Comment")})",
                Cancel
            )
        );
        hub.Clock.Advance(CommentRules.RateWindow + TimeSpan.FromSeconds(1));
        await EditAsync(ana, id, "Later");
    }

    private async Task<string> EditAsync(string token, string id, string body)
    {
        var done = await hub.DoneAsync(token, "editComment", new { id, body }, "comment { mentions { name } }");
        return string.Join(' ', done.GetProperty("comment").GetProperty("mentions").EnumerateArray().Select(NameOf));
    }

    private static string? NameOf(JsonElement one) => one.GetProperty("name").GetString();

    private static string Text(int from, int to) =>
        string.Join(' ', Between(from, to).Select(n => $"[x](node:{NodeId.Encode("User", First + n)})"));

    private static string Names(int from, int to) => string.Join(' ', Between(from, to).Select(n => $"M{n}"));

    private static IEnumerable<int> Between(int from, int to) => Enumerable.Range(from, to - from + 1);
}
