using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>What was said about drafts and reading lists that were deleted goes after them: nobody could read it any more, but it was kept.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261130110000_ForgottenConversations")]
public sealed class ForgottenConversations : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            delete from comments c where
              c.subject_type in ('Study', 'Dataset', 'LearningResource') and not exists (select from research_outputs o where o.id = c.subject_id)
              or c.subject_type = 'Review' and not exists (select from reviews v where v.id = c.subject_id)
              or c.subject_type = 'ReadingList' and not exists (select from reading_lists l where l.id = c.subject_id);
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) { }
}
