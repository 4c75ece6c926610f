using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Saved searches and what they matched; not in the model, because they are read and written by SQL alone.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123164500_SavedSearches")]
public sealed class SavedSearches : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table saved_searches (
              id bigint primary key default nextval('node_ids'),
              user_id bigint not null references users (id) on delete cascade,
              name text not null,
              query text,
              filter jsonb,
              secret text not null unique,
              created_at timestamptz not null,
              deleted_at timestamptz,
              stamp xid8 not null default pg_current_xact_id());
            create index ix_saved_searches_user on saved_searches (user_id) where deleted_at is null;
            create index ix_saved_searches_stamp on saved_searches (stamp);
            create table saved_search_matches (
              saved_search_id bigint not null references saved_searches (id) on delete cascade,
              transaction xid8 not null,
              sequence bigint not null,
              kind text not null,
              subject_kind text not null,
              output_id bigint not null,
              occurred_at timestamptz not null,
              primary key (saved_search_id, transaction, sequence));
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop table saved_search_matches; drop table saved_searches;");
}
