using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>In what people had a part and have none any more: they are told of it though they do not see it.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129224000_FormerParts")]
public sealed class FormerParts : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table former_parts (
              id bigint primary key default nextval('node_ids'),
              user_id bigint not null references users (id) on delete cascade,
              topic_type text not null,
              topic_id bigint not null,
              title text not null,
              ended_at timestamptz not null);
            create index ix_former_parts_user on former_parts (user_id, topic_id);
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop table former_parts;");
}
