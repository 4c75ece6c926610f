using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Who changed what of an output when, field by field.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123193500_DraftHistory")]
public sealed class DraftHistory : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            OutputContentSql.Create
                + """
                create table output_revisions (
                  id bigint primary key default nextval('node_ids'),
                  output_id bigint not null references research_outputs (id) on delete cascade,
                  revision int not null,
                  kind text not null,
                  actor_id bigint references users (id) on delete set null,
                  occurred_at timestamptz not null);
                create unique index ix_output_revisions_output on output_revisions (output_id, revision);
                create index ix_output_revisions_actor on output_revisions (actor_id);
                create table output_changes (
                  revision_id bigint not null references output_revisions (id) on delete cascade,
                  field text not null,
                  before jsonb not null,
                  after jsonb not null,
                  primary key (revision_id, field));
                """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop table output_changes; drop table output_revisions; drop function output_content(bigint);");
}
