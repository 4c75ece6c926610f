using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Collaboration.Inbox;
using ResearchHub.Core.Delivery.Mail;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;

/// <summary>Notifications by mail: as often as each wants it, once, and nothing that is hidden; and how long an inbox keeps what is done with.</summary>
public sealed class NotificationMailTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mail_goes_out_once_to_those_who_want_it_and_tells_nothing_hidden()
    {
        var (ana, anaUser) = await hub.MemberAsync("m-mail");
        var (_, otherUser) = await hub.MemberAsync("m-no-mail");
        await hub.WantMailAsync(ana, "COMMENTED", "INSTANT");
        await hub.HappenAsync(
            On(101) with
            {
                Addressed = [anaUser, otherUser],
            },
            On(104) with
            {
                SubjectType = "Study",
                SubjectId = 102,
                Addressed = [anaUser],
            }
        );
        await hub.UntilAsync(MailedOf(anaUser), "2");
        var reader = hub.Services.GetServices<IFeedReader<Notification>>().Single();

        await reader.HandleAsync(
            await hub.Services.GetRequiredService<IFeedSource<Notification>>().ReadAsync(FeedPosition.Start, 1000, Cancel),
            Cancel
        );
        await hub.MailedAsync(anaUser);

        Assert.Equal(["* Remittances in Serbia", "* Return and reintegration"], await EntriesAsync(anaUser));
        var texts = await TextsAsync(anaUser);
        Assert.Contains("A new comment", texts, StringComparison.Ordinal);
        Assert.DoesNotContain("An unseen draft", texts, StringComparison.Ordinal);
        Assert.Equal("", await TextsAsync(otherUser));
    }

    [Theory]
    [InlineData("DAILY", 1)]
    [InlineData("WEEKLY", 7)]
    public async Task What_is_collected_goes_out_in_one_mail_when_it_is_due_without_what_was_done_meanwhile(string cadence, int days)
    {
        var (ana, anaUser) = await hub.MemberAsync($"m-{cadence.ToLowerInvariant()}");
        var chosen = await hub.WantMailAsync(ana, "COMMENTED", cadence);
        await hub.WantMailAsync(ana, "MENTIONED", cadence);
        foreach (var topic in new long[] { 101, 102, 103 })
        {
            await hub.HappenAsync(On(topic) with { Addressed = [anaUser] });
        }
        await hub.HappenAsync(new Activity(ActivityKind.Mentioned, "Dataset", 201) { Addressed = [anaUser] });
        await hub.UntilAsync(DueOf(anaUser), "4");
        var inbox = await hub.DataAsAsync(ana, "{ viewer { notifications { nodes { id } } } }");
        var latest = inbox.GetProperty("viewer").GetProperty("notifications").GetProperty("nodes").EnumerateArray().ToArray();
        // One is read, and mail of another kind is given up.
        await hub.DoneAsync(ana, "markNotifications", new { ids = new[] { latest[1].GetProperty("id").GetString() }, state = "ARCHIVED" });
        await hub.DoneAsync(
            ana,
            "setNotificationPreference",
            new
            {
                kind = "MENTIONED",
                channel = "EMAIL",
                isOn = false,
            }
        );

        Assert.Equal(
            $$"""{"kind":"COMMENTED","channel":"EMAIL","isOn":true,"cadence":"{{cadence}}"}""",
            chosen.GetProperty("preference").GetRawText()
        );
        Assert.Equal("", await TextsAsync(anaUser));
        hub.Clock.Advance(TimeSpan.FromDays(days));
        await hub.UntilAsync(DueOf(anaUser), "0");
        Assert.Equal(["* Remittances in Serbia", "* Return and reintegration"], await EntriesAsync(anaUser));
        Assert.Equal(1, await hub.Database.ScalarAsync<long>($"select count(*) from mails where user_id = {anaUser}", Cancel));
    }

    [Fact]
    public async Task Who_has_chosen_nothing_gets_mail_of_what_a_reviewer_is_waited_for_with_and_of_retractions_until_they_stop_it()
    {
        var (_, anaUser) = await hub.MemberAsync("m-default");
        var (ben, benUser) = await hub.MemberAsync("m-default-off");
        var (cid, cidUser) = await hub.MemberAsync("m-default-stopped");
        await hub.WantMailAsync(cid, "COMMENTED", "INSTANT");
        await hub.DoneAsync(
            ben,
            "setNotificationPreference",
            new
            {
                kind = "REVIEW_DUE",
                channel = "EMAIL",
                isOn = false,
            }
        );
        await hub.Services.GetServices<IMailTopic>().Single(topic => topic.Name == "notifications").StopAsync(cidUser, 0, Cancel);

        ActivityKind[] kinds =
        [
            ActivityKind.Mentioned,
            ActivityKind.ReviewInvited,
            ActivityKind.ReviewDue,
            ActivityKind.ReviewOverdue,
            ActivityKind.Commented,
        ];
        await hub.HappenAsync([.. kinds.Select(kind => new Activity(kind, "Study", 101) { Addressed = [anaUser, benUser, cidUser] })]);
        await hub.Database.ExecuteAsync(
            $"""
            insert into notifications (user_id, feed, feed_transaction, feed_sequence, kind, topic_type, topic_id, is_addressed, group_type, group_id, occurred_at)
            select u, 'change_events', pg_current_xact_id(), 0, 'RETRACTED', 'Study', 102, true, 'Study', 102, now() from unnest(array[{anaUser}, {benUser}, {cidUser}]::bigint[]) u
            """,
            Cancel
        );
        await hub.UntilAsync(MailedOf(anaUser), "4");
        await hub.MailedAsync(anaUser);
        await hub.MailedAsync(benUser);

        Assert.Equal("RETRACTED,REVIEW_DUE,REVIEW_INVITED,REVIEW_OVERDUE", await MailedKindsAsync(anaUser));
        Assert.Equal("RETRACTED,REVIEW_INVITED,REVIEW_OVERDUE", await MailedKindsAsync(benUser));
        Assert.Contains("You are asked to review", await TextsAsync(anaUser), StringComparison.Ordinal);
        Assert.Contains("Retracted", await TextsAsync(anaUser), StringComparison.Ordinal);
        Assert.Equal("0", await hub.Database.ScalarAsync<string>(MailedOf(cidUser), Cancel));
    }

    [Fact]
    public async Task Only_mail_is_collected_and_the_cadence_stays_until_another_is_chosen()
    {
        var (ana, _) = await hub.MemberAsync("m-cadence");
        await hub.WantMailAsync(ana, "PUBLISHED", "WEEKLY");

        object Choice(string channel, string? cadence) =>
            cadence is null
                ? new
                {
                    kind = "PUBLISHED",
                    channel,
                    isOn = true,
                }
                : new
                {
                    kind = "PUBLISHED",
                    channel,
                    isOn = true,
                    cadence,
                };
        var refused = await hub.RunAsync(ana, "setNotificationPreference", Choice("INBOX", "DAILY"));
        var kept = await hub.DoneAsync(ana, "setNotificationPreference", Choice("EMAIL", null), "preference { cadence }");
        var preferences = (await hub.DataAsAsync(ana, "{ viewer { notificationPreferences { kind channel cadence } } }"))
            .GetProperty("viewer")
            .GetProperty("notificationPreferences")
            .EnumerateArray()
            .Where(one => one.GetProperty("cadence").GetString() != "INSTANT");

        Assert.Equal(["INVALID input.cadence"], refused.Problems());
        Assert.Equal("""{"preference":{"cadence":"WEEKLY"},"errors":[]}""", kept.GetRawText());
        Assert.Equal("""{"kind":"PUBLISHED","channel":"EMAIL","cadence":"WEEKLY"}""", Assert.Single(preferences).GetRawText());
    }

    [Fact]
    public async Task What_was_archived_long_ago_is_forgotten_and_what_was_saved_or_not_read_stays()
    {
        var (ana, anaUser) = await hub.MemberAsync("m-trim");
        await hub.HappenAsync([
            .. new long[] { 101, 102, 103, 201, 101 }.Select(topic => new Activity(
                ActivityKind.Mentioned,
                topic == 201 ? "Dataset" : "Study",
                topic
            )
            {
                Addressed = [anaUser],
            }),
        ]);
        await hub.UntilAsync($"select count(*)::text from notifications where user_id = {anaUser}", "5");
        await hub.Database.ExecuteAsync(
            $"""
            update notifications n set occurred_at = now() - interval '200 days', state = s.state
            from (select id, (array['ARCHIVED', 'SAVED', 'UNREAD', 'ARCHIVED', 'ARCHIVED'])[row_number() over (order by id)] as state
                  from notifications where user_id = {anaUser}) s
            where s.id = n.id;
            update notifications set occurred_at = now() where id = (
              select id from notifications where user_id = {anaUser} and state = 'ARCHIVED' order by id offset 1 limit 1)
            """,
            Cancel
        );

        await hub.Services.GetRequiredService<NotificationTrimmer>().TrimAsync(TimeSpan.FromDays(180), Cancel);

        var left = await hub.DataAsAsync(ana, "{ viewer { notifications { nodes { state topic { id } } } } }");
        var states = left.GetProperty("viewer").GetProperty("notifications").GetProperty("nodes").EnumerateArray();
        // The last of all stays, so that a cursor does.
        Assert.Equal(
            ["ARCHIVED", "ARCHIVED", "SAVED", "UNREAD"],
            states.Select(one => one.GetProperty("state").GetString()!).Order(StringComparer.Ordinal)
        );
    }

    private static Activity On(long topic) => new(ActivityKind.Commented, "Study", topic);

    private static string DueOf(long user) =>
        $"select count(*)::text from notifications where user_id = {user} and mail_due_at is not null";

    private static string MailedOf(long user) =>
        $"select count(*)::text from notifications where user_id = {user} and (is_mailed or mail_due_at is not null)";

    private Task<string?> MailedKindsAsync(long user) =>
        hub.Database.ScalarAsync<string>(
            $"select string_agg(kind, ',' order by kind) from notifications where is_mailed and user_id = {user}",
            Cancel
        );

    private async Task<string> TextsAsync(long user) =>
        await hub.Database.ScalarAsync<string>(
            $"select coalesce(string_agg(text_body, '|' order by id), '') from mails where user_id = {user}",
            Cancel
        ) ?? "";

    private async Task<IEnumerable<string>> EntriesAsync(long user) =>
        (await TextsAsync(user))
            .Split('\n', '|')
            .Where(line => line.StartsWith("* ", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}
