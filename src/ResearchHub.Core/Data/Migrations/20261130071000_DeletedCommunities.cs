using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Of a community that was deleted what it said of itself stays, at its address.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261130071000_DeletedCommunities")]
public sealed class DeletedCommunities : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table communities add column deleted_at timestamptz, add column deletion_reason text;");

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            delete from communities where deleted_at is not null;
            alter table communities drop column deleted_at, drop column deletion_reason;
            """
        );
}
