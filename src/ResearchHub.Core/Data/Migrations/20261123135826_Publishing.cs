using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ResearchHub.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class Publishing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(name: "owner_id", table: "research_outputs", type: "bigint", nullable: true);

            migrationBuilder.AddColumn<int>(name: "revision", table: "research_outputs", type: "integer", nullable: false, defaultValue: 1);

            migrationBuilder.AddColumn<string>(name: "state_reason", table: "research_outputs", type: "text", nullable: true);

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "nextval('node_ids')"),
                    email = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    researcher_id = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                    table.ForeignKey(
                        name: "fk_users_researchers_researcher_id",
                        column: x => x.researcher_id,
                        principalTable: "researchers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "access_tokens",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "nextval('node_ids')"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    prefix = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    scopes = table.Column<string[]>(type: "text[]", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_tokens", x => x.id);
                    table.ForeignKey(
                        name: "fk_access_tokens_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_research_outputs_owner_id_updated_at",
                table: "research_outputs",
                columns: new[] { "owner_id", "updated_at" }
            );

            migrationBuilder.CreateIndex(name: "ix_access_tokens_hash", table: "access_tokens", column: "hash", unique: true);

            migrationBuilder.CreateIndex(name: "ix_access_tokens_user_id", table: "access_tokens", column: "user_id");

            migrationBuilder.CreateIndex(name: "ix_users_email", table: "users", column: "email", unique: true);

            migrationBuilder.CreateIndex(name: "ix_users_researcher_id", table: "users", column: "researcher_id");

            migrationBuilder.AddForeignKey(
                name: "fk_research_outputs_users_owner_id",
                table: "research_outputs",
                column: "owner_id",
                principalTable: "users",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull
            );

            migrationBuilder.Sql(PublishedRecordTriggers.LeaveTheLifeCycleFree);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(name: "fk_research_outputs_users_owner_id", table: "research_outputs");

            migrationBuilder.DropTable(name: "access_tokens");

            migrationBuilder.DropTable(name: "users");

            migrationBuilder.DropIndex(name: "ix_research_outputs_owner_id_updated_at", table: "research_outputs");

            migrationBuilder.DropColumn(name: "owner_id", table: "research_outputs");

            migrationBuilder.DropColumn(name: "revision", table: "research_outputs");

            migrationBuilder.DropColumn(name: "state_reason", table: "research_outputs");
        }
    }
}
