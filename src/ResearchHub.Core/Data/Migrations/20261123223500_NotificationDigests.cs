using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Mail of notifications has a cadence and a time at which it is due; archived notifications are forgotten after a while.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123223500_NotificationDigests")]
public sealed class NotificationDigests : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table notification_preferences add column cadence text not null default 'INSTANT';
            alter table notifications add column mail_due_at timestamptz;
            create index ix_notifications_mail_due on notifications (user_id, mail_due_at) where mail_due_at is not null;
            create index ix_notifications_archived on notifications (occurred_at) where state = 'ARCHIVED';
            create table notification_digests (
              user_id bigint primary key references users (id) on delete cascade,
              due_at timestamptz,
              mailed_at timestamptz);
            create index ix_notification_digests_due_at on notification_digests (due_at);
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            drop table notification_digests;
            drop index ix_notifications_archived;
            drop index ix_notifications_mail_due;
            alter table notifications drop column mail_due_at;
            alter table notification_preferences drop column cadence;
            """
        );
}
