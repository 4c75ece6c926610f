using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Who was told of a call as a follower of its community stands with those whom it speaks to, so that each person is told of each call once.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261130070500_CallsToldToFollowers")]
public sealed class CallsToldToFollowers : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table call_matches add column is_follower boolean not null default false;
            insert into call_matches (call_id, user_id, is_follower)
            select distinct n.subject_id, n.user_id, true from notifications n join collaboration_calls c on c.id = n.subject_id
            where n.kind = 'CALL_OPENED' and n.topic_type = 'Community' and n.subject_type = 'CollaborationCall'
            on conflict do nothing;
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("delete from call_matches where is_follower; alter table call_matches drop column is_follower;");
}
