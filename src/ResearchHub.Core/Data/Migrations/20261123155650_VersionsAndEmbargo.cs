using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ResearchHub.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class VersionsAndEmbargo : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(name: "embargo_until", table: "research_outputs", type: "date", nullable: true);

            migrationBuilder.AddColumn<long>(name: "first_version_id", table: "research_outputs", type: "bigint", nullable: true);

            migrationBuilder.AddColumn<long>(name: "latest_version_id", table: "research_outputs", type: "bigint", nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_research_outputs_embargo_until",
                table: "research_outputs",
                column: "embargo_until",
                filter: "state = 'EMBARGOED'"
            );

            migrationBuilder.CreateIndex(
                name: "ix_research_outputs_first_version_id",
                table: "research_outputs",
                column: "first_version_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_research_outputs_latest_version_id",
                table: "research_outputs",
                column: "latest_version_id"
            );

            migrationBuilder.AddForeignKey(
                name: "fk_research_outputs_research_outputs_first_version_id",
                table: "research_outputs",
                column: "first_version_id",
                principalTable: "research_outputs",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict
            );

            migrationBuilder.AddForeignKey(
                name: "fk_research_outputs_research_outputs_latest_version_id",
                table: "research_outputs",
                column: "latest_version_id",
                principalTable: "research_outputs",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict
            );

            migrationBuilder.Sql(PublishedRecordTriggers.LeaveVersionsAndEmbargoFree);
            migrationBuilder.Sql(
                """
                create table feed_positions (
                  reader text primary key, transaction xid8 not null, sequence bigint not null, updated_at timestamptz not null default now())
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop table feed_positions");
            migrationBuilder.Sql(PublishedRecordTriggers.LeaveTheLifeCycleFree);

            migrationBuilder.DropForeignKey(name: "fk_research_outputs_research_outputs_first_version_id", table: "research_outputs");

            migrationBuilder.DropForeignKey(name: "fk_research_outputs_research_outputs_latest_version_id", table: "research_outputs");

            migrationBuilder.DropIndex(name: "ix_research_outputs_embargo_until", table: "research_outputs");

            migrationBuilder.DropIndex(name: "ix_research_outputs_first_version_id", table: "research_outputs");

            migrationBuilder.DropIndex(name: "ix_research_outputs_latest_version_id", table: "research_outputs");

            migrationBuilder.DropColumn(name: "embargo_until", table: "research_outputs");

            migrationBuilder.DropColumn(name: "first_version_id", table: "research_outputs");

            migrationBuilder.DropColumn(name: "latest_version_id", table: "research_outputs");
        }
    }
}
