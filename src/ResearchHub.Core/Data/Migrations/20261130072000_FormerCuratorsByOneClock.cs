using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Until when somebody was a curator is said by the server's clock, as when a draft was made, and no more by the database's.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261130072000_FormerCuratorsByOneClock")]
public sealed class FormerCuratorsByOneClock : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            drop trigger remember_curator on users;
            drop function remember_curator();
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create function remember_curator() returns trigger language plpgsql as $$
            begin
              insert into former_curators (user_id, until) values (new.id, now()) on conflict (user_id) do update set until = excluded.until;
              return null;
            end $$;
            create trigger remember_curator after update of role on users for each row
              when (old.role in ('CURATOR', 'ADMIN') and new.role not in ('CURATOR', 'ADMIN')) execute function remember_curator();
            """
        );
}
