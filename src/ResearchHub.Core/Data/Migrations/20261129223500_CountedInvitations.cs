using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Whom an account has invited lately, as fingerprints: to count how often it is one person.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129223500_CountedInvitations")]
public sealed class CountedInvitations : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table counted_invitations (
              inviter_id bigint not null references users (id) on delete cascade,
              person text not null,
              made_at timestamptz not null);
            create index ix_counted_invitations on counted_invitations (inviter_id, person, made_at);
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop table counted_invitations;");
}
