using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Calls for collaboration and their answers.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123203000_CollaborationCalls")]
public sealed class CollaborationCalls : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table collaboration_calls (
              id bigint primary key default nextval('node_ids'),
              title text not null,
              description text not null,
              seeks text not null,
              deadline date not null,
              place_id bigint references places (id),
              languages text[] not null,
              sectors text[] not null,
              opened_by bigint references users (id) on delete set null,
              community_id bigint references communities (id) on delete set null,
              opened_at timestamptz not null,
              announced_at timestamptz,
              closed_at timestamptz,
              outcome text);
            create index ix_collaboration_calls_opened_at on collaboration_calls (opened_at, id);
            create index ix_collaboration_calls_deadline on collaboration_calls (deadline, id);
            create index ix_collaboration_calls_opened_by on collaboration_calls (opened_by);
            create index ix_collaboration_calls_community on collaboration_calls (community_id);
            create index ix_collaboration_calls_place on collaboration_calls (place_id);
            create table call_concepts (
              call_id bigint not null references collaboration_calls (id) on delete cascade,
              concept_id bigint not null references concepts (id),
              primary key (call_id, concept_id));
            create index ix_call_concepts_concept on call_concepts (concept_id);
            create table call_answers (
              id bigint primary key default nextval('node_ids'),
              call_id bigint not null references collaboration_calls (id) on delete cascade,
              user_id bigint not null references users (id) on delete cascade,
              message text not null,
              answered_at timestamptz not null,
              unique (call_id, user_id));
            create index ix_call_answers_latest on call_answers (call_id, answered_at, id);
            create index ix_call_answers_user on call_answers (user_id);
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop table call_answers; drop table call_concepts; drop table collaboration_calls;");
}
