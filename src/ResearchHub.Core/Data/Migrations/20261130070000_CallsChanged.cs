using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Calls for collaboration can be changed.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261130070000_CallsChanged")]
public sealed class CallsChanged : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table collaboration_calls add column revision integer not null default 1, add column updated_at timestamptz;
            update collaboration_calls set updated_at = opened_at;
            alter table collaboration_calls alter column updated_at set not null;
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table collaboration_calls drop column revision, drop column updated_at;");
}
