using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>When those concerned were told that the day of a correction has passed; what was chosen for reminders of it holds for that too.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129223000_OverdueCorrections")]
public sealed class OverdueCorrections : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table requests add overdue_at timestamptz;
            create index ix_requests_overdue on requests (due_on) where kind = 'CORRECTION' and status = 'SUBMITTED' and overdue_at is null;
            insert into notification_preferences (user_id, kind, channel, is_on, cadence)
            select p.user_id, 'REQUEST_OVERDUE', p.channel, p.is_on, p.cadence from notification_preferences p where p.kind = 'REQUEST_DUE'
            on conflict (user_id, kind, channel) do nothing;
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            drop index ix_requests_overdue;
            alter table requests drop column overdue_at;
            """
        );
}
