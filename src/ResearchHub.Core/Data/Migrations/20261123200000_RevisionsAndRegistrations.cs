using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Revisions of profiles, and how identifiers stand at their registry; not in the model, because SQL alone reads and writes them.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123200000_RevisionsAndRegistrations")]
public sealed class RevisionsAndRegistrations : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table researchers add column revision int not null default 1;
            create table identifier_registrations (
              output_id bigint primary key references research_outputs (id) on delete cascade,
              identifier text not null,
              state text not null,
              problem text,
              attempts int not null,
              next_attempt_at timestamptz,
              updated_at timestamptz not null);
            create index ix_identifier_registrations_due on identifier_registrations (next_attempt_at) where next_attempt_at is not null;
            create index ix_identifier_registrations_state on identifier_registrations (state, updated_at desc, output_id desc);
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop table identifier_registrations; alter table researchers drop column revision;");
}
