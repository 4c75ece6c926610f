using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Whom a comment mentioned before it was changed is known, so that they are not told again.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129201000_MentionsInText")]
public sealed class MentionsInText : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table comment_mentions add is_in_text boolean not null default true;");

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("delete from comment_mentions where not is_in_text; alter table comment_mentions drop column is_in_text;");
}
