using ResearchHub.Testing;
using Xunit;

namespace ResearchHub.Core.Tests.Data;

/// <summary>Who stopped all mail of notifications before some of it went out unasked gets none; all else is as it was chosen.</summary>
public sealed class StillUnsubscribedTests(HubDatabaseFixture hub) : IClassFixture<HubDatabaseFixture>
{
    private const string Before = "20261129202000_LoggedPreviews";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_had_stopped_all_mail_gets_none_and_choices_for_requests_hold_for_invitations()
    {
        await hub.MigrateAsync(Before, Cancel);
        await hub.Database.ExecuteAsync(
            """
            insert into users (id, email, name, role, created_at) select n, n || '@example.org', 'U', 'READER', now() from generate_series(1, 5) n;
            insert into unsubscribe_links (secret, user_id, topic, subject_id, created_at) values
              ('a', 1, 'notifications', 0, now()), ('b', 2, 'notifications', 0, now()), ('c', 3, 'saved-search', 9, now());
            insert into notification_preferences (user_id, kind, channel, is_on, cadence) values
              (1, 'COMMENTED', 'INBOX', false, 'INSTANT'),
              (2, 'REQUEST_SUBMITTED', 'EMAIL', true, 'WEEKLY'),
              (4, 'REQUEST_SUBMITTED', 'INBOX', false, 'INSTANT'),
              (5, 'REQUEST_SUBMITTED', 'EMAIL', true, 'DAILY'), (5, 'REVIEW_INVITED', 'EMAIL', false, 'INSTANT');
            """,
            Cancel
        );

        await hub.MigrateAsync(null, Cancel);

        Assert.Equal(
            """
            1 EMAIL RETRACTED off INSTANT
            1 EMAIL REVIEW_DUE off INSTANT
            1 EMAIL REVIEW_INVITED off INSTANT
            1 EMAIL REVIEW_OVERDUE off INSTANT
            1 INBOX COMMENTED off INSTANT
            2 EMAIL REQUEST_SUBMITTED on WEEKLY
            2 EMAIL REVIEW_INVITED on WEEKLY
            4 INBOX REQUEST_SUBMITTED off INSTANT
            4 INBOX REVIEW_INVITED off INSTANT
            5 EMAIL REQUEST_SUBMITTED on DAILY
            5 EMAIL REVIEW_INVITED off INSTANT
            """,
            await hub.Database.ScalarAsync<string>(
                """
                select string_agg(concat_ws(' ', user_id, channel, kind, case when is_on then 'on' else 'off' end, cadence), E'\n' order by user_id, channel, kind)
                from notification_preferences
                """,
                Cancel
            )
        );
    }
}
