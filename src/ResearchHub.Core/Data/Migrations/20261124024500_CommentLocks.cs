using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Threads of comments can be closed to answers.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261124024500_CommentLocks")]
public sealed class CommentLocks : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table comments add locked_at timestamptz, add locked_reason text;");

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table comments drop column locked_at, drop column locked_reason;");
}
