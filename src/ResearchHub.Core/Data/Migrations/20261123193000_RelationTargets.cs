using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Each publication looks for relations that know it by its identifier alone.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123193000_RelationTargets")]
public sealed class RelationTargets : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create index ix_output_relations_target_identifier on output_relations (target_identifier, target_identifier_type)
            where target_identifier is not null
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop index ix_output_relations_target_identifier");
}
