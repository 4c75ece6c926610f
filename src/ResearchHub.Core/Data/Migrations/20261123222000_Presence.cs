using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Who has which draft open now. A row that is not renewed is worth nothing after a while.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123222000_Presence")]
public sealed class Presence : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table draft_presences (
              id uuid primary key,
              output_id bigint not null references research_outputs (id) on delete cascade,
              user_id bigint references users (id) on delete cascade,
              is_named boolean not null,
              level text not null,
              opened_at timestamptz not null,
              expires_at timestamptz not null);
            create index ix_draft_presences_output on draft_presences (output_id);
            create index ix_draft_presences_user on draft_presences (user_id);
            create index ix_draft_presences_expires_at on draft_presences (expires_at);
            create function wake_presence_readers() returns trigger language plpgsql as $$
            begin
              perform pg_notify('draft_presences', '');
              return null;
            end $$;
            create trigger draft_presences_wake after insert or delete on draft_presences
              for each statement execute function wake_presence_readers();
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop table draft_presences; drop function wake_presence_readers();");
}
