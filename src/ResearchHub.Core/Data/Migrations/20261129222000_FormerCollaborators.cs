using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Who worked on a work or was invited to, or owned it, and does not any more, is remembered: they know its authors.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129222000_FormerCollaborators")]
public sealed class FormerCollaborators : Migration
{
    /// <inheritdoc />
    /// <remarks>Of those before, who handed a work over, and whose acceptance stands in the audit log; who works on it still is there too, which does no harm.</remarks>
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table former_collaborators (
              work_id bigint not null references research_outputs (id) on delete cascade,
              user_id bigint not null references users (id) on delete cascade,
              primary key (work_id, user_id));
            create index ix_former_collaborators_user on former_collaborators (user_id);
            insert into former_collaborators (work_id, user_id)
            select r.topic_id, r.creator_id from requests r join research_outputs o on o.id = r.topic_id join users u on u.id = r.creator_id
            where r.kind = 'OWNERSHIP_TRANSFER' and r.status = 'ACCEPTED'
            union
            select a.output_id, a.actor_id from audit_events a join research_outputs o on o.id = a.output_id join users u on u.id = a.actor_id
            where a.action = 'acceptCollaboration';
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop table former_collaborators;");
}
