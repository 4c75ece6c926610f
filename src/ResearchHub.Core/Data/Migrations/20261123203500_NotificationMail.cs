using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Notifications know whether they went out by mail.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123203500_NotificationMail")]
public sealed class NotificationMail : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table notifications add column is_mailed boolean not null default false;");

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table notifications drop column is_mailed;");
}
