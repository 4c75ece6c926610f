using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>As whom somebody speaks in a comment, in the place of whether they do so without a name, which nobody did.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123222500_CommentVoices")]
public sealed class CommentVoices : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table comments add voice text not null default 'OWN', drop column is_anonymous;");

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table comments add is_anonymous boolean not null default false, drop column voice;");
}
