using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Looking at the first rows of a file that is not open is written down as well, once a person, file and day.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129202000_LoggedPreviews")]
public sealed class LoggedPreviews : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table file_downloads add kind text not null default 'DOWNLOAD';
            create unique index ix_file_downloads_previews on file_downloads (user_id, file_id, ((occurred_at at time zone 'UTC')::date)) where kind = 'PREVIEW';
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("delete from file_downloads where kind = 'PREVIEW'; alter table file_downloads drop column kind;");
}
