using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Organisations have names in several languages, and other names that they are known by. Loading the seed fills them.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129030000_OrganizationNames")]
public sealed class OrganizationNames : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            "alter table organizations add names jsonb not null default '[]', add alternative_names jsonb not null default '[]';"
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table organizations drop column names, drop column alternative_names;");
}
