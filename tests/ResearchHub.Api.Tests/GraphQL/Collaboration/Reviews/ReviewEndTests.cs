using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Reviews;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>What becomes of invitations and reviews that end, or that are late, and who is told.</summary>
public sealed class ReviewEndTests(ReviewHubFixture hub) : IClassFixture<ReviewHubFixture>
{
    private const string Closed =
        """{"status":"CANCELLED","actions":["COMMENT"],"timeline":{"nodes":[{"kind":"CREATED"},{"kind":"SUBMITTED"},{"kind":"CANCELLED"}]}}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invitation_is_closed_with_the_review_that_it_is_to_and_who_was_invited_is_told()
    {
        var (author, invited) = (await hub.PersonAsync("Endauthor", Role.Researcher), await hub.PersonAsync("Endinvited", Role.Researcher));
        var curator = await hub.TokenAsync("end-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, invited, "ANONYMOUS");
        var request = await InvitationAsync(invited);
        await using var live = await hub.ListenAsync(invited.Token);
        Assert.StartsWith("REVIEW_INVITED", (await live.NextAsync()).Line(), StringComparison.Ordinal);

        await hub.DoneAsync(curator, "cancelReview", new { id = review });

        Assert.StartsWith("REQUEST_CANCELLED", (await live.NextAsync()).Line(), StringComparison.Ordinal);
        Assert.Equal(Closed, await RequestAsync(invited, request));
        Assert.Equal(["STATE input.id"], (await hub.RunAsync(invited.Token, "acceptRequest", new { id = request })).Problems());
        Assert.Equal("CANCELLED", await StatusAsync(review));
    }

    [Fact]
    public async Task Who_agreed_to_review_is_told_that_it_is_not_wanted_any_more()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Offauthor", Role.Researcher),
            await hub.PersonAsync("Offreviewer", Role.Researcher)
        );
        var curator = await hub.TokenAsync("off-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, reviewer, "ANONYMOUS");
        await hub.AgreeAsync(reviewer);

        await hub.DoneAsync(curator, "cancelReview", new { id = review });

        await ToldAsync(reviewer, "REVIEW_%", $"REVIEW_CANCELLED Review:{Key(review)}");
        await ToldAsync(reviewer, "REQUEST_CANCELLED", "");
    }

    [Fact]
    public async Task A_decision_is_told_to_who_goes_on_with_it_and_to_each_reviewer_of_their_own_review()
    {
        var author = await hub.PersonAsync("Toldauthor", Role.Researcher);
        var (editing, reading) = (
            await hub.PersonAsync("Toldediting", Role.Researcher),
            await hub.PersonAsync("Toldreading", Role.Researcher)
        );
        var curator = await hub.TokenAsync("told-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator, "Of unknown origin");
        await hub.JoinAsync(author.Token, id, editing.Token, editing.Email, "EDIT");
        await hub.JoinAsync(author.Token, id, reading.Token, reading.Email, "READ");
        var (ready, late) = (await hub.PersonAsync("Toldready", Role.Researcher), await hub.PersonAsync("Toldlate", Role.Researcher));
        var (silent, declining) = (
            await hub.PersonAsync("Toldsilent", Role.Researcher),
            await hub.PersonAsync("Tolddeclining", Role.Researcher)
        );
        var first = await hub.InviteAsync(curator, id, ready, "DOUBLE_ANONYMOUS");
        await hub.AgreeAsync(ready);
        await hub.SubmitAsync(ready, first);
        var second = await hub.InviteAsync(curator, id, late, "DOUBLE_ANONYMOUS");
        await hub.AgreeAsync(late);
        await hub.InviteAsync(curator, id, silent, "DOUBLE_ANONYMOUS");
        await hub.InviteAsync(curator, id, declining, "DOUBLE_ANONYMOUS");
        await hub.DoneAsync(declining.Token, "declineRequest", new { id = await InvitationAsync(declining) });
        await using var live = await hub.ListenAsync(ready.Token);
        Assert.StartsWith("REVIEW_INVITED", (await live.NextAsync()).Line(), StringComparison.Ordinal);

        await hub.DecideAsync(curator, id, "RESUBMIT");

        var told = await live.NextAsync();
        Assert.Equal($"REVIEW_DECIDED Review:{Key(first)}", told.Line());
        Assert.Empty(author.TracesIn(told.GetRawText(), "what a reviewer is told"));
        await ToldAsync(author, "REVIEW_%", $"REVIEW_DECIDED Study:{Key(id)}");
        await ToldAsync(editing, "REVIEW_%", $"REVIEW_DECIDED Study:{Key(id)}");
        await ToldAsync(late, "REVIEW_%", $"REVIEW_DECIDED Review:{Key(second)}");
        await ToldAsync(reading, "REVIEW_%", "");
        await ToldAsync(declining, "REVIEW_%", "");
        await ToldAsync(silent, "REVIEW_%", "");
        Assert.Equal(Closed, await RequestAsync(silent, await InvitationAsync(silent)));
        var inbox = await hub.DataAsAsync(
            author.Token,
            "{ viewer { notifications { nodes { kind topic { id } subject { id } actor { name } } } } }"
        );
        Assert.All([ready, late, silent], one => Assert.Empty(one.TracesIn(inbox.GetRawText(), "the inbox of an author")));
    }

    [Fact]
    public async Task Reviewer_and_editor_are_told_once_that_the_day_has_passed()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Pastauthor", Role.Researcher),
            await hub.PersonAsync("Pastreviewer", Role.Researcher)
        );
        var (ready, silent) = (await hub.PersonAsync("Pastready", Role.Researcher), await hub.PersonAsync("Pastsilent", Role.Researcher));
        var (curator, editor) = await hub.MemberAsync("past-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, reviewer, "DOUBLE_ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        var done = await hub.InviteAsync(curator, id, ready, "DOUBLE_ANONYMOUS");
        await hub.AgreeAsync(ready);
        await hub.SubmitAsync(ready, done);
        await hub.InviteAsync(curator, id, silent, "DOUBLE_ANONYMOUS");
        var today = hub.Clock.GetUtcNow().ToString("yyyy-MM-dd", null);
        await hub.Database.ExecuteAsync($"update reviews set due_on = '{today}' where output_id = {Key(id)}", Cancel);
        var reminders = hub.Services.GetRequiredService<ReviewReminders>();
        await reminders.RemindAsync(Cancel);
        Assert.Equal(0, await OverdueAsync(review));

        await hub.Database.ExecuteAsync($"update reviews set due_on = '2001-01-01' where output_id = {Key(id)}", Cancel);
        await Task.WhenAll(reminders.RemindAsync(Cancel), reminders.RemindAsync(Cancel));
        await reminders.RemindAsync(Cancel);

        Assert.Equal(1, await OverdueAsync(review));
        await ToldAsync(reviewer, "REVIEW_OVERDUE", $"REVIEW_OVERDUE Review:{Key(review)}");
        await hub.UntilAsync($"select count(*)::text from notifications where kind = 'REVIEW_OVERDUE' and user_id = {editor}", "1");
        await ToldAsync(silent, "REVIEW_OVERDUE", "");
        await ToldAsync(ready, "REVIEW_OVERDUE", "");
        var seen = await hub.DataAsAsync(
            reviewer.Token,
            "{ viewer { notifications(kinds: [REVIEW_OVERDUE]) { nodes { kind isAddressed actor { name } topic { id } subject { id } } } } }"
        );
        Assert.Contains("REVIEW_OVERDUE", seen.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(author.TracesIn(seen.GetRawText(), "what a reviewer is told"));
    }

    private Task<long> OverdueAsync(string review) =>
        hub.Database.ScalarAsync<long>(
            $"select count(*) from activities where kind = 'REVIEW_OVERDUE' and topic_id = {Key(review)} and actor_id is null",
            Cancel
        );

    /// <summary>What somebody is told of these kinds after they were invited, once the server has told them all that has happened.</summary>
    private Task ToldAsync(Person person, string kinds, string expected) =>
        hub.UntilAsync(
            $"""
            select case when p.sequence >= (select max(sequence) from activities) then coalesce((
              select string_agg(n.kind || ' ' || n.topic_type || ':' || n.topic_id, ', ' order by n.id)
              from notifications n where n.user_id = {person.UserId} and n.kind like '{kinds}' and n.kind <> 'REVIEW_INVITED'), '') else 'not yet' end
            from feed_positions p where p.reader = 'activity-notifications'
            """,
            expected
        );

    private async Task<string> InvitationAsync(Person person) =>
        NodeId.Encode(
            "Request",
            await hub.Database.ScalarAsync<long>($"select max(id) from requests where receiver_id = {person.UserId}", Cancel)
        );

    private async Task<string> RequestAsync(Person person, string id) =>
        (
            await hub.DataAsAsync(
                person.Token,
                "query ($id: ID!) { request(id: $id) { status actions timeline { nodes { kind } } } }",
                new { id }
            )
        )
            .GetProperty("request")
            .GetRawText();

    private async Task<string?> StatusAsync(string review) =>
        await hub.Database.ScalarAsync<string>($"select status from reviews where id = {Key(review)}", Cancel);

    private static long Key(string id) => NodeId.TryDecode(id, out _, out var key) ? key : 0;
}
