using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Requests;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Requests;

/// <summary>Whom a request concerns hears what is said about it, and that its day comes.</summary>
public sealed class RequestTalkTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_comment_on_a_request_is_told_to_all_whom_it_concerns_and_to_nobody_else()
    {
        var people = new Dictionary<string, (string Token, long User)>(StringComparer.Ordinal);
        foreach (var who in new[] { "t-ana", "t-owner", "t-coauthor", "t-expert", "t-stranger" })
        {
            people[who] = await hub.MemberAsync(who, Role.Researcher);
        }
        var curator = await hub.TokenAsync("t-curator", Role.Curator);
        var output = await hub.DraftAsync(people["t-owner"].Token);
        await hub.JoinAsync(people["t-owner"].Token, output, people["t-coauthor"].Token, "t-coauthor@example.org", "ADMIN");
        await hub.PublishAsync(people["t-owner"].Token, curator, output);
        var id = await CorrectionAsync(people["t-ana"].Token, output);
        await hub.DoneAsync(
            people["t-owner"].Token,
            "assignRequestReviewers",
            new { id, reviewers = new[] { NodeId.Encode("User", people["t-expert"].User) } }
        );

        var refused = await hub.RunAsync(people["t-stranger"].Token, "postComment", new { subject = id, body = "Me too." });
        await hub.DoneAsync(people["t-owner"].Token, "postComment", new { subject = id, body = "Let us see." });

        Assert.Equal(["NOT_FOUND input.subject"], refused.Problems());
        await hub.UntilAsync(Told("COMMENTED", id), "t-ana t-coauthor t-expert");
        var seen = await hub.DataAsAsync(
            people["t-ana"].Token,
            "query ($id: ID!) { comments(subjectId: $id) { nodes { body author { name } } } }",
            new { id }
        );
        Assert.Equal("""{"comments":{"nodes":[{"body":"Let us see.","author":{"name":"t-owner"}}]}}""", seen.GetRawText());
        Assert.Equal(
            """{"comments":null}""",
            (
                await hub.DataAsAsync(
                    people["t-stranger"].Token,
                    "query ($id: ID!) { comments(subjectId: $id) { totalCount } }",
                    new { id }
                )
            ).GetRawText()
        );
    }

    [Fact]
    public async Task A_comment_on_a_request_that_is_not_sent_yet_is_nobody_elses_matter()
    {
        var (ana, _) = await hub.MemberAsync("u-ana");
        var (owner, ownerUser) = await hub.MemberAsync("u-owner", Role.Researcher);
        var curator = await hub.TokenAsync("u-curator", Role.Curator);
        var output = await hub.DraftAsync(owner);
        await hub.PublishAsync(owner, curator, output);
        var id = await CorrectionAsync(ana, output, isDraft: true);

        await hub.DoneAsync(ana, "postComment", new { subject = id, body = "To be checked." });

        Assert.Equal(["NOT_FOUND input.subject"], (await hub.RunAsync(owner, "postComment", new { subject = id, body = "?" })).Problems());
        Assert.Equal(
            0,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from activities where topic_id = {Key(id)} and {ownerUser} = any(addressed)",
                Cancel
            )
        );
    }

    [Fact]
    public async Task Saying_again_whose_opinion_is_wanted_tells_nobody()
    {
        var (ana, _) = await hub.MemberAsync("v-ana");
        var (owner, _) = await hub.MemberAsync("v-owner", Role.Researcher);
        var experts = new[] { (await hub.MemberAsync("v-one")).User, (await hub.MemberAsync("v-other")).User };
        var curator = await hub.TokenAsync("v-curator", Role.Curator);
        var output = await hub.DraftAsync(owner);
        await hub.PublishAsync(owner, curator, output);
        var id = await CorrectionAsync(ana, output);
        Task<JsonElement> AssignAsync(params IEnumerable<long> people) =>
            hub.DoneAsync(
                owner,
                "assignRequestReviewers",
                new { id, reviewers = people.Select(one => NodeId.Encode("User", one)) },
                "request { revision reviewers { name } }"
            );

        var first = await AssignAsync(experts);
        var again = await AssignAsync(experts.Reverse().Append(experts[0]));

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal("1 1", await ToldAsync());
        await AssignAsync(experts[0]);
        Assert.Equal("2 2", await ToldAsync());

        // Entries of the timeline, and of the audit log, where they are counted.
        Task<string?> ToldAsync() =>
            hub.Database.ScalarAsync<string>(
                $"""
                select concat_ws(' ', (select count(*) from request_events where kind = 'REVIEWERS_ASSIGNED' and request_id = {Key(id)}),
                  (select count(*) from audit_events where action = 'assignRequestReviewers' and subject_id = {Key(id)}))
                """,
                Cancel
            );
    }

    [Fact]
    public async Task Those_who_are_asked_for_a_correction_are_reminded_once_before_its_day_and_by_mail_if_they_want()
    {
        var (ana, anaUser) = await hub.MemberAsync("d-ana");
        var (owner, ownerUser) = await hub.MemberAsync("d-owner", Role.Researcher);
        var curator = await hub.TokenAsync("d-curator", Role.Curator);
        var output = await hub.DraftAsync(owner);
        await hub.PublishAsync(owner, curator, output);
        await hub.WantMailAsync(owner, "REQUEST_DUE", "INSTANT");
        var (id, answered, kept) = (
            await CorrectionAsync(ana, output),
            await CorrectionAsync(ana, output, "ABSTRACT"),
            await CorrectionAsync(ana, output, "LICENSE", isDraft: true)
        );
        await hub.DoneAsync(owner, "declineRequest", new { id = answered, outcome = "It is right." });
        var reminders = hub.Services.GetRequiredService<CorrectionReminders>();
        await reminders.RemindAsync(Cancel);
        Assert.Equal(0, await RemindersAsync());

        await hub.Database.ExecuteAsync("update requests set due_on = '2001-01-01' where kind = 'CORRECTION'", Cancel);
        await Task.WhenAll(reminders.RemindAsync(Cancel), reminders.RemindAsync(Cancel));
        await reminders.RemindAsync(Cancel);

        Assert.Equal(1, await RemindersAsync());
        await hub.UntilAsync(Told("REQUEST_DUE", id), "d-owner");
        await hub.UntilAsync(
            $"select count(*)::text from notifications where kind = 'REQUEST_DUE' and user_id = {ownerUser} and is_addressed",
            "1"
        );
        await hub.UntilAsync(
            $"select count(*)::text from notifications where kind = 'REQUEST_DUE' and user_id = {ownerUser} and (is_mailed or mail_due_at is not null)",
            "1"
        );
        await hub.MailedAsync(ownerUser);
        Assert.Equal(
            1,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from mails m where user_id = {ownerUser} and m::text like '%is due soon%'",
                Cancel
            )
        );

        async Task<long> RemindersAsync() =>
            await hub.Database.ScalarAsync<long>(
                $"""
                select count(*) from activities
                where kind = 'REQUEST_DUE' and topic_id in ({Key(id)}, {Key(answered)}, {Key(kept)}) and not {anaUser} = any(addressed)
                """,
                Cancel
            );
    }

    [Fact]
    public async Task Reminders_and_threads_are_no_entries_of_the_timeline()
    {
        var (ana, _) = await hub.MemberAsync("w-ana");
        var (owner, _) = await hub.MemberAsync("w-owner", Role.Researcher);
        var curator = await hub.TokenAsync("w-curator", Role.Curator);
        var output = await hub.DraftAsync(owner);
        await hub.PublishAsync(owner, curator, output);
        var id = await CorrectionAsync(ana, output);
        await using var timeline = await EventStream.OpenAsync(
            hub.Http,
            owner,
            "subscription ($id: ID!) { requestTimeline(requestId: $id) { event { kind text } } }",
            new { id }
        );
        await hub.Database.ExecuteAsync($"update requests set due_on = '{Today(0)}' where id = {Key(id)}", Cancel);

        await hub.Services.GetRequiredService<CorrectionReminders>().RemindAsync(Cancel);
        // Those of other tests may be due, too.
        var reminded = await hub.Database.ScalarAsync<long>(
            $"select count(*) from activities where kind = 'REQUEST_DUE' and topic_id = {Key(id)}",
            Cancel
        );
        await hub.DoneAsync(ana, "postComment", new { subject = id, body = "In the thread." });
        await hub.DoneAsync(ana, "commentOnRequest", new { id, text = "In the timeline." });

        Assert.Equal(1, reminded);
        var told = await timeline.NextAsync();
        Assert.Equal("""{"event":{"kind":"COMMENTED","text":"In the timeline."}}""", told.GetRawText());
    }

    [Fact]
    public async Task When_the_day_of_a_correction_has_passed_who_decides_and_who_asked_are_told_once_as_they_prefer()
    {
        var (ana, _) = await hub.MemberAsync("o-ana");
        var (owner, _) = await hub.MemberAsync("o-owner", Role.Researcher);
        var (quiet, quietUser) = await hub.MemberAsync("o-quiet", Role.Researcher);
        var curator = await hub.TokenAsync("o-curator", Role.Curator);
        var output = await hub.DraftAsync(owner);
        await hub.JoinAsync(owner, output, quiet, "o-quiet@example.org", "ADMIN");
        await hub.PublishAsync(owner, curator, output);
        await hub.DoneAsync(
            quiet,
            "setNotificationPreference",
            new
            {
                kind = "REQUEST_OVERDUE",
                channel = "INBOX",
                isOn = false,
            }
        );
        var (id, answered, kept) = (
            await CorrectionAsync(ana, output),
            await CorrectionAsync(ana, output, "ABSTRACT"),
            await CorrectionAsync(ana, output, "LICENSE", isDraft: true)
        );
        await hub.DoneAsync(owner, "declineRequest", new { id = answered, outcome = "It is right." });
        var reminders = hub.Services.GetRequiredService<CorrectionReminders>();
        string keys = $"({Key(id)}, {Key(answered)}, {Key(kept)})",
            told = $"select count(*) from activities where kind = 'REQUEST_OVERDUE' and topic_id in {keys}";

        await hub.Database.ExecuteAsync($"update requests set due_on = '{Today(0)}' where id in {keys}", Cancel);
        await reminders.RemindAsync(Cancel);
        Assert.Equal((0, "false"), (await hub.Database.ScalarAsync<long>(told, Cancel), await OverdueAsync(ana, id)));
        await hub.Database.ExecuteAsync($"update requests set due_on = '{Today(-1)}' where id in {keys}", Cancel);
        await Task.WhenAll(reminders.RemindAsync(Cancel), reminders.RemindAsync(Cancel));
        await reminders.RemindAsync(Cancel);

        Assert.Equal(1, await hub.Database.ScalarAsync<long>(told, Cancel));
        await hub.UntilAsync(Told("REQUEST_OVERDUE", id), "o-ana o-owner");
        await hub.UntilAsync(
            $"select count(*)::text from activities where kind = 'REQUEST_OVERDUE' and {quietUser} = any(addressed) and actor_id is null",
            "1"
        );
        Assert.Equal(
            ("true", "false", "false"),
            (await OverdueAsync(ana, id), await OverdueAsync(ana, answered), await OverdueAsync(ana, kept))
        );
        Assert.Equal(
            """{"corrections":{"nodes":[{"field":"ABSTRACT","isOverdue":false},{"field":"TITLE","isOverdue":true}]}}""",
            (await hub.SeenAsync(null, output, "corrections { nodes { field isOverdue } }")).GetRawText()
        );
        await hub.DoneAsync(owner, "acceptRequest", new { id, outcome = "It is put right." });
        Assert.Equal("false", await OverdueAsync(ana, id));
    }

    [Fact]
    public async Task A_correction_that_was_kept_back_until_its_day_is_not_sent()
    {
        var (ana, _) = await hub.MemberAsync("b-ana");
        var owner = await hub.TokenAsync("b-owner", Role.Researcher);
        var curator = await hub.TokenAsync("b-curator", Role.Curator);
        var output = await hub.DraftAsync(owner);
        await hub.PublishAsync(owner, curator, output);
        var (late, soon) = (
            await CorrectionAsync(ana, output, isDraft: true),
            await CorrectionAsync(ana, output, "ABSTRACT", isDraft: true)
        );
        await hub.Database.ExecuteAsync(
            $"""
            update requests set due_on = '{Today(0)}' where id = {Key(late)};
            update requests set due_on = '{Today(1)}' where id = {Key(soon)}
            """,
            Cancel
        );

        Assert.Equal(["INVALID input.id"], (await hub.RunAsync(ana, "submitRequest", new { id = late })).Problems());

        Assert.Equal(
            "CREATED",
            await hub.Database.ScalarAsync<string>($"select status from requests where id = {Key(late)} and submitted_at is null", Cancel)
        );
        await hub.DoneAsync(ana, "submitRequest", new { id = soon });
    }

    private async Task<string> OverdueAsync(string token, string id)
    {
        var seen = await hub.DataAsAsync(token, "query ($id: ID!) { node(id: $id) { ... on Request { isOverdue } } }", new { id });
        return seen.GetProperty("node").GetProperty("isOverdue").GetRawText();
    }

    private string Today(int days) => hub.Clock.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", null);

    private async Task<string> CorrectionAsync(string token, string output, string field = "TITLE", bool isDraft = false)
    {
        var made = await hub.DoneAsync(
            token,
            "requestCorrection",
            new
            {
                output,
                field,
                message = "It is wrong.",
                isDraft,
            },
            "request { id }"
        );
        return made.GetProperty("request").GetProperty("id").GetString()!;
    }

    private static string Told(string kind, string id) =>
        $"""
            select string_agg(u.name, ' ' order by u.name) from notifications n join users u on u.id = n.user_id
            where n.kind = '{kind}' and n.topic_id = {Key(id)}
            """;

    private static long Key(string id) => NodeId.TryDecode(id, out _, out var key) ? key : 0;
}
