using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>The embargo of a retracted output ends.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129085000_RetractedEmbargoes")]
public sealed class RetractedEmbargoes : Migration
{
    private const string Index = "ix_research_outputs_embargo_until";
    private const string Table = "research_outputs";
    private const string Column = "embargo_until";

    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(PublishedRecordTriggers.LetRetractedEmbargoesEnd);
        migrationBuilder.DropIndex(Index, Table);
        migrationBuilder.CreateIndex(Index, Table, Column, filter: "state in ('EMBARGOED', 'RETRACTED')");
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(Index, Table);
        migrationBuilder.CreateIndex(Index, Table, Column, filter: "state = 'EMBARGOED'");
        migrationBuilder.Sql(PublishedRecordTriggers.LetEmbargoesEndByTheMode);
    }
}
