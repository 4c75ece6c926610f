using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Lets a merge of two profiles find what was told of the one that goes, without reading everything that was ever told.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129190000_NotificationsOfPeople")]
public sealed class NotificationsOfPeople : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("create index ix_notifications_person on notifications (group_id) where group_type = 'Researcher'");

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop index ix_notifications_person");
}
