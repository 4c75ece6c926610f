using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>
/// Each member of a community has a feed at a secret address. The database makes the secret with the row, 244 random bits in base64url, so that nothing that lets
/// somebody in can forget it, and it ends with the row.
/// </summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129222000_FeedsOfMembers")]
public sealed class FeedsOfMembers : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table community_members add column feed_secret text not null unique
              default translate(encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'base64'), '+/=', '-_');
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table community_members drop column feed_secret;");
}
