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

    private async Task<string> PostAsync(string token, string subject) =>
        (await hub.DoneAsync(token, "postComment", new { subject, body = "Rude" }, "comment { id }"))
            .GetProperty("comment")
            .GetProperty("id")
            .GetString()!;
}
