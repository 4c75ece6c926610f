using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Comments;

/// <summary>Who reports a comment hears what becomes of it.</summary>
public sealed class CommentReportTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static readonly string Study = NodeId.Encode("Study", 101);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "COMMENT_REPORT_UPHELD", 93_000)]
    [InlineData(false, "COMMENT_REPORT_DISMISSED", 93_010)]
    public async Task Who_reported_a_comment_is_told_what_became_of_it_unless_they_want_no_word_of_it(bool uphold, string kind, int key)
    {
        var (ana, _) = await hub.MemberAsync($"o-ana-{key}");
        var (reporter, _) = await hub.MemberAsync($"o-reporter-{key}");
        var (quiet, quietUser) = await hub.MemberAsync($"o-quiet-{key}");
        var (curator, curatorUser) = await hub.MemberAsync($"o-curator-{key}", Role.Curator);
        var comment = await PostAsync(ana, Study);
        await hub.DoneAsync(
            quiet,
            "setNotificationPreference",
            new
            {
                kind,
                channel = "INBOX",
                isOn = false,
            }
        );
        var id = "";
        foreach (var token in new[] { quiet, curator, reporter })
        {
            var made = await hub.DoneAsync(token, "reportComment", new { id = comment, reason = "Rude." }, "report { id }");
            id = made.GetProperty("report").GetProperty("id").GetString()!;
        }
        await using var inbox = await hub.ListenAsync(reporter);

        await hub.DoneAsync(curator, "decideCommentReport", new { id, uphold });

        var told = await inbox.NextAsync();
        Assert.Equal($"{kind} Study:101 CommentReport:{NodeId.KeyOf(id, "CommentReport")}", told.Line());
        var inboxes = await hub.Database.ScalarAsync<long>(
            $"select count(*) from notifications where kind = '{kind}' and user_id in ({quietUser}, {curatorUser})",
            Cancel
        );
        Assert.Equal(0, inboxes);
        var seen = await hub.DataAsAsync(
            reporter,
            "{ viewer { notifications(first: 1) { nodes { actor { name } isAddressed subject { ... on CommentReport { reason isUpheld } } } } } }"
        );
        Assert.Equal(
            "[{\"actor\":null,\"isAddressed\":true,\"subject\":{\"reason\":\"Rude.\",\"isUpheld\":" + (uphold ? "true" : "false") + "}}]",
            seen.GetProperty("viewer").GetProperty("notifications").GetProperty("nodes").GetRawText()
        );
        foreach (var token in new[] { ana, quiet })
        {
            Assert.Equal(
                """{"node":null}""",
                (await hub.DataAsAsync(token, "query ($id: ID!) { node(id: $id) { id } }", new { id })).GetRawText()
            );
            Assert.Equal(
                ["NOT_FOUND input.subject"],
                (await hub.RunAsync(token, "postComment", new { subject = id, body = "x" })).Problems()
            );
        }
    }

    [Fact]
    public async Task Hiding_a_comment_answers_the_reports_of_it()
    {
        var (ana, _) = await hub.MemberAsync("h-ana");
        var (reporter, _) = await hub.MemberAsync("h-reporter");
        var (curator, _) = await hub.MemberAsync("h-curator", Role.Curator);
        var comment = await PostAsync(ana, Study);
        var made = await hub.DoneAsync(reporter, "reportComment", new { id = comment, reason = "Rude." }, "report { id }");
        var id = made.GetProperty("report").GetProperty("id").GetString();
        await using var inbox = await hub.ListenAsync(reporter);

        await hub.DoneAsync(curator, "hideComment", new { id = comment, reason = "Off topic." });

        Assert.StartsWith("COMMENT_REPORT_UPHELD", (await inbox.NextAsync()).Line(), StringComparison.Ordinal);
        Assert.Equal(["INVALID input.id"], (await hub.RunAsync(curator, "decideCommentReport", new { id, uphold = false })).Problems());
    }

    [Fact]
    public async Task What_was_reported_can_be_read_by_who_decides_until_it_is_decided_whatever_its_author_does()
    {
        var (ana, _) = await hub.MemberAsync("k-ana");
        var (reporter, _) = await hub.MemberAsync("k-reporter");
        var (curator, _) = await hub.MemberAsync("k-curator", Role.Curator);
        var comment = await PostAsync(ana, Study);
        var unreported = await PostAsync(ana, Study);
        var made = await hub.DoneAsync(reporter, "reportComment", new { id = comment, reason = "Rude." }, "report { id reportedBody }");
        var id = made.GetProperty("report").GetProperty("id").GetString();
        await hub.DoneAsync(ana, "editComment", new { id = comment, body = "Polite" });
        var edited = await ReadAsync(curator, comment, id);

        await hub.DoneAsync(ana, "deleteComment", new { id = comment });
        await hub.DoneAsync(ana, "deleteComment", new { id = unreported });

        Assert.Equal(JsonValueKind.Null, made.GetProperty("report").GetProperty("reportedBody").ValueKind);
        Assert.Equal("""{"comment":{"isDeleted":false,"body":"Polite"},"report":{"reportedBody":"Rude"}}""", edited);
        Assert.Equal(
            """{"comment":{"isDeleted":true,"body":"Rude"},"report":{"reportedBody":"Rude"}}""",
            await ReadAsync(curator, comment, id)
        );
        Assert.Equal("""{"comment":{"isDeleted":true,"body":null},"report":null}""", await ReadAsync(ana, comment, id));
        Assert.Equal(
            """{"comment":{"isDeleted":true,"body":null},"report":{"reportedBody":null}}""",
            await ReadAsync(reporter, comment, id)
        );
        Assert.StartsWith(
            """{"comment":{"isDeleted":true,"body":null}""",
            await ReadAsync(curator, unreported, id),
            StringComparison.Ordinal
        );

        await hub.DoneAsync(curator, "decideCommentReport", new { id, uphold = true });

        Assert.Equal(
            """{"comment":{"isDeleted":true,"body":null},"report":{"reportedBody":null}}""",
            await ReadAsync(curator, comment, id)
        );
        Assert.Equal(
            0,
            await hub.Database.ScalarAsync<long>(
                "select count(*) from comment_reports where reason = 'Rude.' and decided_at is not null and body is not null",
                Cancel
            )
        );
    }

    private async Task<string> ReadAsync(string token, string comment, string? report) =>
        (
            await hub.DataAsAsync(
                token,
                """
                query ($comment: ID!, $report: ID!) {
                  comment: node(id: $comment) { ... on Comment { isDeleted body } }
                  report: node(id: $report) { ... on CommentReport { reportedBody } }
                }
                """,
                new { comment, report }
            )
        ).GetRawText();

    private async Task<string> PostAsync(string token, string subject) =>
        (await hub.DoneAsync(token, "postComment", new { subject, body = "Rude" }, "comment { id }"))
            .GetProperty("comment")
            .GetProperty("id")
            .GetString()!;
}
