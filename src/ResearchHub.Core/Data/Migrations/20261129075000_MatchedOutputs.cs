using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Which saved searches have matched an output is asked when it is withdrawn or retracted.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129075000_MatchedOutputs")]
public sealed class MatchedOutputs : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            "create index ix_saved_search_matches_output on saved_search_matches (output_id, saved_search_id, transaction, sequence);"
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop index ix_saved_search_matches_output;");
}
