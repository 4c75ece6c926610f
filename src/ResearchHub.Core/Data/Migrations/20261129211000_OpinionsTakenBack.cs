using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Whose opinion on a request is not wanted any more is remembered: they may have read what it is about.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129211000_OpinionsTakenBack")]
public sealed class OpinionsTakenBack : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table request_reviewers add removed_at timestamptz;");

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            "delete from request_reviewers where removed_at is not null; alter table request_reviewers drop column removed_at;"
        );
}
