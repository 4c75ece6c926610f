using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ResearchHub.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class Profiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string[]>(
                name: "languages",
                table: "researchers",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'"
            );

            migrationBuilder.AddColumn<long>(name: "merged_into_id", table: "researchers", type: "bigint", nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "open_to",
                table: "researchers",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'"
            );

            migrationBuilder.AddColumn<string>(
                name: "restricted",
                table: "researchers",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'{}'"
            );

            migrationBuilder.CreateTable(
                name: "authorship_claims",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "nextval('node_ids')"),
                    output_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    researcher_id = table.Column<long>(type: "bigint", nullable: false),
                    claimed_by = table.Column<long>(type: "bigint", nullable: false),
                    evidence = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<long>(type: "bigint", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_authorship_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_authorship_claims_outputs_output_id",
                        column: x => x.output_id,
                        principalTable: "research_outputs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_authorship_claims_researchers_researcher_id",
                        column: x => x.researcher_id,
                        principalTable: "researchers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_authorship_claims_users_claimed_by",
                        column: x => x.claimed_by,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "ix_researchers_merged_into_id", table: "researchers", column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "ix_authorship_claims_claimed_by_created_at_id",
                table: "authorship_claims",
                columns: new[] { "claimed_by", "created_at", "id" }
            );

            migrationBuilder.CreateIndex(name: "ix_authorship_claims_output_id", table: "authorship_claims", column: "output_id");

            migrationBuilder.CreateIndex(name: "ix_authorship_claims_researcher_id", table: "authorship_claims", column: "researcher_id");

            migrationBuilder.CreateIndex(
                name: "ix_authorship_claims_status_created_at_id",
                table: "authorship_claims",
                columns: new[] { "status", "created_at", "id" }
            );

            migrationBuilder.AddForeignKey(
                name: "fk_researchers_researchers_merged_into_id",
                table: "researchers",
                column: "merged_into_id",
                principalTable: "researchers",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict
            );

            migrationBuilder.Sql(PublishedRecordTriggers.LeaveContributorsLinkable);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(name: "fk_researchers_researchers_merged_into_id", table: "researchers");

            migrationBuilder.DropTable(name: "authorship_claims");

            migrationBuilder.DropIndex(name: "ix_researchers_merged_into_id", table: "researchers");

            migrationBuilder.DropColumn(name: "languages", table: "researchers");

            migrationBuilder.DropColumn(name: "merged_into_id", table: "researchers");

            migrationBuilder.DropColumn(name: "open_to", table: "researchers");

            migrationBuilder.DropColumn(name: "restricted", table: "researchers");
        }
    }
}
