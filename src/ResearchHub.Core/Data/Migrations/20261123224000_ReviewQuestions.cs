using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>What editors ask of the reviewers of a round, and what those answer.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123224000_ReviewQuestions")]
public sealed class ReviewQuestions : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table review_rounds add questions jsonb not null default '[]';
            alter table reviews add answers jsonb not null default '[]';
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table reviews drop column answers; alter table review_rounds drop column questions;");
}
