using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>
/// Who stopped all mail of notifications before some of it went out unasked goes on without, and what was chosen for invitations to review while they were told as
/// requests holds for them.
/// </summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129210000_StillUnsubscribed")]
public sealed class StillUnsubscribed : Migration
{
    /// <inheritdoc />
    /// <remarks>Stopping took every choice away: who had such mail and has none now stopped it.</remarks>
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            insert into notification_preferences (user_id, kind, channel, is_on)
            select distinct l.user_id, kind, 'EMAIL', false
            from unsubscribe_links l cross join unnest(array['REVIEW_INVITED', 'REVIEW_DUE', 'REVIEW_OVERDUE', 'RETRACTED']) kind
            where l.topic = 'notifications'
              and not exists (select from notification_preferences p where p.user_id = l.user_id and p.channel = 'EMAIL');
            insert into notification_preferences (user_id, kind, channel, is_on, cadence)
            select p.user_id, 'REVIEW_INVITED', p.channel, p.is_on, p.cadence from notification_preferences p where p.kind = 'REQUEST_SUBMITTED'
            on conflict (user_id, kind, channel) do nothing;
            """
        );

    /// <inheritdoc />
    /// <remarks>What people chose stays.</remarks>
    protected override void Down(MigrationBuilder migrationBuilder) { }
}
