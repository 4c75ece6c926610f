using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Whom people follow, what they were told, and what they want to be told.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123191000_Inbox")]
public sealed class Inbox : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table follows (
              id bigint primary key default nextval('node_ids'),
              user_id bigint not null references users (id) on delete cascade,
              subject_type text not null,
              subject_id bigint not null,
              created_at timestamptz not null,
              unique (user_id, subject_type, subject_id));
            create index ix_follows_user on follows (user_id, id);
            create index ix_follows_subject on follows (subject_id, subject_type);
            create table notifications (
              id bigint primary key default nextval('node_ids'),
              transaction xid8 not null default pg_current_xact_id(),
              sequence bigint generated always as identity unique,
              user_id bigint not null references users (id) on delete cascade,
              feed text not null,
              feed_transaction xid8 not null,
              feed_sequence bigint not null,
              kind text not null,
              topic_type text not null,
              topic_id bigint not null,
              subject_type text,
              subject_id bigint,
              actor_id bigint references users (id) on delete set null,
              is_addressed boolean not null,
              group_type text not null,
              group_id bigint not null,
              state text not null default 'UNREAD',
              occurred_at timestamptz not null,
              unique (user_id, feed, feed_transaction, feed_sequence));
            create index ix_notifications_transaction_sequence on notifications (transaction, sequence);
            create index ix_notifications_user on notifications (user_id, id);
            create index ix_notifications_user_state on notifications (user_id, state, id);
            create index ix_notifications_group on notifications (user_id, group_type, group_id, id) include (state);
            create index ix_notifications_subject on notifications (user_id, subject_id) where subject_type = 'Comment';
            create index ix_notifications_actor on notifications (actor_id);
            create function wake_notification_readers() returns trigger language plpgsql as $$
            begin
              perform pg_notify('notifications', '');
              return null;
            end $$;
            create trigger notifications_wake after insert on notifications
              for each statement execute function wake_notification_readers();
            create table notification_preferences (
              user_id bigint not null references users (id) on delete cascade,
              kind text not null,
              channel text not null,
              is_on boolean not null,
              primary key (user_id, kind, channel));
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            drop table notification_preferences;
            drop table notifications;
            drop table follows;
            drop function wake_notification_readers();
            """
        );
}
