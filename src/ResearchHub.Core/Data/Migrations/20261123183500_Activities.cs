using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>What happens where people work together, as a feed of its own; positions say of which feed they are.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123183500_Activities")]
public sealed class Activities : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table activities (
              sequence bigint generated always as identity primary key,
              transaction xid8 not null default pg_current_xact_id(),
              kind text not null,
              topic_type text not null,
              topic_id bigint not null,
              subject_type text,
              subject_id bigint,
              actor_id bigint references users (id) on delete set null,
              addressed bigint[] not null default '{}',
              occurred_at timestamptz not null);
            create index ix_activities_transaction_sequence on activities (transaction, sequence);
            create index ix_activities_topic on activities (topic_id, transaction, sequence);
            create index ix_activities_actor on activities (actor_id);
            create function wake_activity_readers() returns trigger language plpgsql as $$
            begin
              perform pg_notify('activities', '');
              return null;
            end $$;
            create trigger activities_wake after insert on activities
              for each statement execute function wake_activity_readers();
            alter table feed_positions add column feed text not null default 'change_events';
            alter table feed_positions alter column feed drop default;
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table feed_positions drop column feed;
            drop table activities;
            drop function wake_activity_readers();
            """
        );
}
