using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Requests of every kind, with their timelines.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123191500_Requests")]
public sealed class Requests : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table requests (
              id bigint primary key default nextval('node_ids'),
              kind text not null,
              status text not null,
              topic_type text not null,
              topic_id bigint not null,
              creator_id bigint references users (id) on delete set null,
              receiver_kind text not null,
              receiver_id bigint not null,
              matter text not null,
              title text not null,
              message text,
              details jsonb,
              outcome text,
              awaits_creator boolean not null default false,
              due_on date,
              expires_at timestamptz,
              created_at timestamptz not null,
              submitted_at timestamptz,
              decided_by bigint references users (id) on delete set null,
              decided_at timestamptz,
              updated_at timestamptz not null,
              revision integer not null default 1);
            create unique index ix_requests_waiting on requests (kind, topic_id, matter) where status in ('CREATED', 'SUBMITTED');
            create index ix_requests_topic on requests (topic_id, kind, status);
            create index ix_requests_creator on requests (creator_id, updated_at, id);
            create index ix_requests_receiver on requests (receiver_kind, receiver_id, updated_at, id);
            create index ix_requests_kind on requests (kind, updated_at, id);
            create index ix_requests_expiry on requests (expires_at, id) where status in ('CREATED', 'SUBMITTED');
            create index ix_requests_decider on requests (decided_by);
            create table request_reviewers (
              request_id bigint not null references requests (id) on delete cascade,
              user_id bigint not null references users (id) on delete cascade,
              primary key (request_id, user_id));
            create index ix_request_reviewers_user on request_reviewers (user_id, request_id);
            create table request_events (
              id bigint primary key default nextval('node_ids'),
              request_id bigint not null references requests (id) on delete cascade,
              kind text not null,
              actor_id bigint references users (id) on delete set null,
              text text,
              occurred_at timestamptz not null);
            create index ix_request_events_request on request_events (request_id, occurred_at, id);
            create index ix_request_events_actor on request_events (actor_id);
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop table request_events; drop table request_reviewers; drop table requests;");
}
