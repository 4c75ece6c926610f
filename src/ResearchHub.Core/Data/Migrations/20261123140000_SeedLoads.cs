using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Remembers which seed is loaded; not in the model, because only <see cref="Seeding.SeedFingerprint"/> reads it.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123140000_SeedLoads")]
public sealed class SeedLoads : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("create table seed_loads (fingerprint text primary key, loaded_at timestamptz not null default now())");

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop table seed_loads");
}
