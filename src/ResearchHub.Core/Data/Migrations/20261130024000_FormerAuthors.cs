using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Of those who were on a work, who had agreed to: they do not decide on it as curators either.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261130024000_FormerAuthors")]
public sealed class FormerAuthors : Migration
{
    /// <inheritdoc />
    /// <remarks>Of those before it is known who handed the work over, and whose acceptance stands in the audit log.</remarks>
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table former_collaborators add column had_part boolean not null default false;
            update former_collaborators f set had_part = true
            where exists (
                select from requests r where r.kind = 'OWNERSHIP_TRANSFER' and r.status = 'ACCEPTED' and r.topic_id = f.work_id and r.creator_id = f.user_id)
              or exists (select from audit_events a where a.action = 'acceptCollaboration' and a.output_id = f.work_id and a.actor_id = f.user_id);
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table former_collaborators drop column had_part;");
}
