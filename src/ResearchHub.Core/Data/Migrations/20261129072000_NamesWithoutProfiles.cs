using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>A contributor can be a name alone: a collaborator whose account has no profile.</summary>
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
