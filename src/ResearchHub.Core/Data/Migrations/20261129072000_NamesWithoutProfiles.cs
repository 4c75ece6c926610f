using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>
/// A contributor can be a name alone: a collaborator whose account has no profile. Who only reads what is not published, and is invited already, is not
/// named for it.
/// </summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129072000_NamesWithoutProfiles")]
public sealed class NamesWithoutProfiles : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropCheckConstraint("ck_contributions_one_contributor", "contributions");
        migrationBuilder.AddCheckConstraint(
            "ck_contributions_one_contributor",
            "contributions",
            "num_nonnulls(researcher_id, organization_id) <= 1"
        );
        migrationBuilder.Sql(PublishedRecordTriggers.LeaveNamesLinkable);
        migrationBuilder.Sql(
            """
            update output_collaborators c set is_bibliographic = false
            where c.role in ('READ', 'COMMENT') and c.is_bibliographic
              and not exists (
                select from research_outputs o where (o.id = c.work_id or o.first_version_id = c.work_id) and is_public_state(o.state))
              and not exists (
                select from users u left join researchers r on r.id = u.researcher_id
                join research_outputs o on o.id = c.work_id or o.first_version_id = c.work_id
                join contributions a on a.output_id = o.id and a.researcher_id = coalesce(r.merged_into_id, r.id)
                where u.id = c.user_id)
            """
        );
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(PublishedRecordTriggers.LeaveNamesAlone);
        migrationBuilder.DropCheckConstraint("ck_contributions_one_contributor", "contributions");
        migrationBuilder.AddCheckConstraint(
            "ck_contributions_one_contributor",
            "contributions",
            "num_nonnulls(researcher_id, organization_id) = 1"
        );
    }
}
