using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Reviews;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>An editor gives a reviewer more time, or less.</summary>
public sealed class ReviewDueDateTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invitation_that_waits_can_be_accepted_until_the_other_day_and_who_is_invited_is_told()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Moreauthor", Role.Researcher),
            await hub.PersonAsync("Morereviewer", Role.Researcher)
        );
        var curator = await hub.TokenAsync("more-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, reviewer, "DOUBLE_ANONYMOUS");
        var day = InDays(40);

        var changed = await hub.DoneAsync(curator, "changeReviewDueDate", new { id = review, dueOn = day }, "review { dueOn status }");

        Assert.Equal($$$"""{"dueOn":"{{{day}}}","status":"INVITED"}""", changed.GetProperty("review").GetRawText());
        Assert.Equal($"{day} {InDays(41)} SUBMITTED", await InvitationAsync(review));
        var seen = await hub.DataAsAsync(
            reviewer.Token,
            "{ viewer { requests(part: RECEIVER) { nodes { dueOn timeline { nodes { kind text } } } } } }"
        );
        Assert.Equal(
            $$$$"""{"viewer":{"requests":{"nodes":[{"dueOn":"{{{{day}}}}","timeline":{"nodes":[{"kind":"CREATED","text":null},{"kind":"SUBMITTED","text":null},{"kind":"DUE_CHANGED","text":"{{{{day}}}}"}]}}]}}}""",
            seen.GetRawText()
        );
        await hub.UntilAsync(
            $"select string_agg(kind, ',' order by id) from notifications where user_id = {reviewer.UserId}",
            "REVIEW_INVITED,REQUEST_DUE_CHANGED"
        );
    }

    [Fact]
    public async Task Who_reviews_is_told_and_reminded_anew()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Anewauthor", Role.Researcher),
            await hub.PersonAsync("Anewreviewer", Role.Researcher)
        );
        var curator = await hub.TokenAsync("anew-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, reviewer, "ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        var invitation = await InvitationAsync(review);
        await hub.Database.ExecuteAsync($"update reviews set due_on = '2001-01-01' where id = {Key(review)}", Cancel);
        var reminders = hub.Services.GetRequiredService<ReviewReminders>();
        await reminders.RemindAsync(Cancel);

        await hub.DoneAsync(curator, "changeReviewDueDate", new { id = review, dueOn = InDays(30) });
        await reminders.RemindAsync(Cancel);
        Assert.Equal("REVIEW_DUE,REVIEW_OVERDUE", await ToldAsync(review));
        await hub.Database.ExecuteAsync($"update reviews set due_on = '2001-01-01' where id = {Key(review)}", Cancel);
        await reminders.RemindAsync(Cancel);

        Assert.Equal("REVIEW_DUE,REVIEW_OVERDUE,REVIEW_DUE,REVIEW_OVERDUE", await ToldAsync(review));
        // When an invitation that was accepted had ended stays as it was.
        Assert.Equal($"{InDays(30)} {invitation!.Split(' ')[1]} ACCEPTED", await InvitationAsync(review));
        await hub.UntilAsync(
            $"select count(*)::text from notifications where user_id = {reviewer.UserId} and kind = 'REQUEST_DUE_CHANGED'",
            "1"
        );
    }

    [Fact]
    public async Task Only_an_editor_sets_a_day_that_is_to_come_for_a_review_that_is_awaited()
    {
        var (author, reviewer) = (await hub.PersonAsync("Setauthor", Role.Curator), await hub.PersonAsync("Setreviewer", Role.Curator));
        var curator = await hub.TokenAsync("set-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, reviewer, "OPEN");
        await hub.AgreeAsync(reviewer);
        async Task<string[]> TryAsync(string token, string day) =>
            (await hub.RunAsync(token, "changeReviewDueDate", new { id = review, dueOn = day })).Problems();
        var before = await StateAsync(review);

        Assert.Equal(["NOT_FOUND input.id"], await TryAsync(author.Token, InDays(30)));
        Assert.Equal(["FORBIDDEN input.id"], await TryAsync(reviewer.Token, InDays(30)));
        Assert.Equal(["INVALID input.dueOn"], await TryAsync(curator, InDays(0)));
        Assert.Equal(["INVALID input.dueOn"], await TryAsync(curator, InDays(367)));
        Assert.Equal(before, await StateAsync(review));
        await hub.SubmitAsync(reviewer, review);
        before = await StateAsync(review);
        Assert.Equal(["INVALID input.id"], await TryAsync(curator, InDays(30)));
        Assert.Equal(before, await StateAsync(review));
    }

    [Fact]
    public async Task The_same_day_again_tells_nobody_and_other_days_count_as_comments()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Sameauthor", Role.Researcher),
            await hub.PersonAsync("Samereviewer", Role.Researcher)
        );
        var curator = await hub.TokenAsync("same-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, reviewer, "ANONYMOUS");
        async Task<string[]> TryAsync(int days) =>
            (await hub.RunAsync(curator, "changeReviewDueDate", new { id = review, dueOn = InDays(days) })).Problems();
        var before = await StateAsync(review);

        Assert.Empty(await TryAsync(20));
        Assert.Equal(before, await StateAsync(review));
        for (var days = 21; days <= 50; days++)
        {
            Assert.Empty(await TryAsync(days));
        }
        before = await StateAsync(review);

        Assert.Equal(["RATE_LIMITED input"], await TryAsync(51));
        Assert.Empty(await TryAsync(50));
        Assert.Equal(before, await StateAsync(review));
        Assert.Equal(
            30,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from request_events e join requests r on r.id = e.request_id where r.topic_id = {Key(review)} and e.kind = 'DUE_CHANGED'",
                Cancel
            )
        );
    }

    private string InDays(int days) => hub.Clock.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", null);

    /// <summary>The day of the invitation, when it ends, and where it stands.</summary>
    private Task<string?> InvitationAsync(string review) =>
        hub.Database.ScalarAsync<string>(
            $"select concat_ws(' ', due_on, (expires_at at time zone 'UTC')::date, status) from requests where topic_id = {Key(review)}",
            Cancel
        );

    private Task<string?> ToldAsync(string review) =>
        hub.Database.ScalarAsync<string>(
            $"select string_agg(kind, ',' order by sequence) from activities where topic_id = {Key(review)} and kind in ('REVIEW_DUE', 'REVIEW_OVERDUE')",
            Cancel
        );

    private Task<string?> StateAsync(string review) =>
        hub.Database.ScalarAsync<string>(
            $"select concat(v, r, (select count(*) from request_events e where e.request_id = r.id)) from reviews v join requests r on r.topic_id = v.id where v.id = {Key(review)}",
            Cancel
        );

    private static long Key(string id) => NodeId.KeyOf(id, "Review")!.Value;
}
