using System.Text.Json;
using Npgsql;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Calls;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Comments;

/// <summary>Who reports a comment hears what becomes of it.</summary>
public sealed class CommentReportTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static readonly string Study = NodeId.Encode("Study", 101);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_moderates_decides_on_no_report_of_what_they_wrote_and_does_not_show_it_again()
    {
        var (author, authorUser) = await hub.MemberAsync("own-words", Role.Curator);
        var (second, secondUser) = await hub.MemberAsync("own-words-second", Role.Curator);
        var (editor, _) = await hub.MemberAsync("own-words-editor", Role.Curator);
        var (reporter, _) = await hub.MemberAsync("own-words-reporter");
        await hub.ProfileAsync(authorUser, "own-words", 93_020);
        await hub.Database.ExecuteAsync($"update users set researcher_id = 93020 where id = {secondUser}", Cancel);
        var comment = await PostAsync(author, Study);
        var made = await hub.DoneAsync(reporter, "reportComment", new { id = comment, reason = "Rude." }, "report { id }");
        var id = made.GetProperty("report").GetProperty("id").GetString()!;

        foreach (var own in new[] { author, second })
        {
            Assert.Equal(["FORBIDDEN input.id"], (await hub.RunAsync(own, "decideCommentReport", new { id, uphold = false })).Problems());
        }
        await hub.DoneAsync(editor, "decideCommentReport", new { id, uphold = true });
        foreach (var own in new[] { author, second })
        {
            Assert.Equal(["FORBIDDEN input.id"], (await hub.RunAsync(own, "unhideComment", new { id = comment })).Problems());
        }
        await hub.DoneAsync(editor, "unhideComment", new { id = comment });
    }

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

    [Fact]
    public async Task Two_who_decide_and_one_who_hides_at_once_do_not_wait_for_each_other()
    {
        var (first, _) = await hub.MemberAsync("w-first", Role.Curator);
        var (second, _) = await hub.MemberAsync("w-second", Role.Curator);
        var (comment, reports) = await ReportedAsync("w", 7_000_000);
        await using var source = NpgsqlDataSource.Create(hub.Database.ConnectionString);
        await using var held = await source.OpenConnectionAsync(Cancel);
        await using var transaction = await held.BeginTransactionAsync(Cancel);
        await using (var command = new NpgsqlCommand($"select from comments where id = {comment} for update", held, transaction))
        {
            await command.ExecuteNonQueryAsync(Cancel);
        }

        var decided = new[]
        {
            hub.RunAsync(first, "decideCommentReport", new { id = reports[0], uphold = true }),
            hub.RunAsync(second, "decideCommentReport", new { id = reports[1], uphold = true }),
        };
        var hidden = hub.RunAsync(second, "hideComment", new { id = NodeId.Encode("Comment", comment), reason = "Off topic." });
        await hub.UntilAsync(
            "select (count(*) >= 3)::text from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
            "true"
        );
        await transaction.RollbackAsync(Cancel);

        Assert.Empty((await hidden).Problems());
        await OnceAsync(comment, await Task.WhenAll(decided));
    }

    [Fact]
    public async Task Of_many_decisions_at_once_one_holds_and_the_others_say_so()
    {
        var (first, _) = await hub.MemberAsync("m-first", Role.Curator);
        var (second, _) = await hub.MemberAsync("m-second", Role.Curator);
        for (var round = 0; round < 15; round++)
        {
            var (comment, reports) = await ReportedAsync($"m{round}", 7_000_010 + (10 * round));

            var answers = await Task.WhenAll(
                hub.RunAsync(first, "decideCommentReport", new { id = reports[0], uphold = round % 2 == 0 }),
                hub.RunAsync(second, "decideCommentReport", new { id = reports[1], uphold = true }),
                hub.RunAsync(first, "decideCommentReport", new { id = reports[2], uphold = false })
            );

            Assert.Single(answers, answer => answer.Problems() is []);
            await OnceAsync(comment, answers);
        }
    }

    /// <summary>Nobody decided twice, and nobody was told twice; who came second was told so.</summary>
    private async Task OnceAsync(long comment, JsonElement[] answers)
    {
        Assert.All(answers, answer => Assert.True(answer.Problems() is [] or ["INVALID input.id"], answer.GetRawText()));
        Assert.Equal(
            "3 of 3, told 3",
            await hub.Database.ScalarAsync<string>(
                $"""
                select count(*) filter (where r.decided_at is not null and r.body is null) || ' of ' || count(*) || ', told ' || (
                  select count(*) from activities a where a.subject_type = 'CommentReport' and a.subject_id = any(array_agg(r.id)))
                from comment_reports r where r.comment_id = {comment}
                """,
                Cancel
            )
        );
    }

    /// <summary>A comment on a public study that three people have reported.</summary>
    private async Task<(long Comment, string[] Reports)> ReportedAsync(string who, int key)
    {
        var (_, author) = await hub.MemberAsync($"{who}-author");
        await hub.Database.ExecuteAsync(
            $"""
            insert into comments (id, subject_type, subject_id, author_id, body, created_at) values ({key}, 'Study', 101, {author}, 'Rude', now());
            with people as (insert into users (name, email, role, created_at)
              select '{who}' || n, '{who}-reporter-' || n || '@example.org', 'READER', now() from generate_series(1, 3) n returning id)
            insert into comment_reports (id, comment_id, reporter_id, reason, created_at, body)
            select {key} + row_number() over (order by id), {key}, id, 'Rude.', now(), 'Rude' from people
            """,
            Cancel
        );
        return (key, [.. Enumerable.Range(1, 3).Select(n => NodeId.Encode("CommentReport", key + n))]);
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
