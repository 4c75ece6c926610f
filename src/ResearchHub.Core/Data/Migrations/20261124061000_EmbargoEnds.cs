using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Data that are given on request can be under an embargo before.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261124061000_EmbargoEnds")]
public sealed class EmbargoEnds : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(PublishedRecordTriggers.LetEmbargoesEndByTheMode);

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(PublishedRecordTriggers.LeaveVersionsAndEmbargoFree);
}
