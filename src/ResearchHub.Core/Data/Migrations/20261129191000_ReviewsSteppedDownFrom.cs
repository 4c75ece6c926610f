using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Whether a reviewer has a conflict of interest, told apart from what they say of it, and why they step down.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129191000_ReviewsSteppedDownFrom")]
public sealed class ReviewsSteppedDownFrom : Migration
{
    /// <inheritdoc />
    /// <remarks>A review that was taken back had said nothing yet, or that there is none.</remarks>
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table reviews add has_conflict boolean, add decline_reason text;
            update reviews set has_conflict = status = 'DECLINED'
            where status in ('REVIEWING', 'SUBMITTED') or conflict is not null;
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table reviews drop column has_conflict, drop column decline_reason;");
}
