using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Who was told of which call for collaboration, so that each person is told of each once, whenever it comes to speak to them.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261130022000_CallsTold")]
public sealed class CallsTold : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table call_matches (
              call_id bigint not null references collaboration_calls (id) on delete cascade,
              user_id bigint not null references users (id) on delete cascade,
              primary key (call_id, user_id));
            create index ix_call_matches_user on call_matches (user_id);
            insert into call_matches (call_id, user_id)
            select distinct a.topic_id, u.id from activities a join collaboration_calls c on c.id = a.topic_id join users u on u.id = any(a.addressed)
            where a.kind = 'CALL_MATCHED' and a.topic_type = 'CollaborationCall';
            alter table collaboration_calls drop column announced_at;
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop table call_matches; alter table collaboration_calls add column announced_at timestamptz;");
}
