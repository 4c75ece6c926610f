using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Reading lists, who shares them, and what stands on them.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123200500_ReadingLists")]
public sealed class ReadingLists : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table reading_lists (
              id bigint primary key default nextval('node_ids'),
              slug text not null unique,
              secret text not null unique,
              owner_id bigint not null references users (id) on delete cascade,
              title text not null,
              description text,
              visibility text not null,
              is_bookmarks boolean not null default false,
              forked_from_id bigint references reading_lists (id) on delete set null,
              created_at timestamptz not null,
              updated_at timestamptz not null);
            create index ix_reading_lists_owner on reading_lists (owner_id, updated_at, id);
            create unique index ix_reading_lists_bookmarks on reading_lists (owner_id) where is_bookmarks;
            create index ix_reading_lists_public on reading_lists (updated_at, id) where visibility = 'PUBLIC';
            create index ix_reading_lists_forked_from on reading_lists (forked_from_id);
            create table reading_list_members (
              list_id bigint not null references reading_lists (id) on delete cascade,
              user_id bigint not null references users (id) on delete cascade,
              level text not null,
              created_at timestamptz not null,
              primary key (list_id, user_id));
            create index ix_reading_list_members_user on reading_list_members (user_id);
            create table reading_list_items (
              id bigint primary key default nextval('node_ids'),
              list_id bigint not null references reading_lists (id) on delete cascade,
              output_id bigint not null references research_outputs (id) on delete cascade,
              position text collate "C" not null,
              note text,
              added_by bigint references users (id) on delete set null,
              added_at timestamptz not null,
              unique (list_id, output_id));
            create index ix_reading_list_items_position on reading_list_items (list_id, position, id);
            create index ix_reading_list_items_added on reading_list_items (list_id, added_at, id);
            create index ix_reading_list_items_output on reading_list_items (output_id);
            create index ix_reading_list_items_added_by on reading_list_items (added_by);
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop table reading_list_items; drop table reading_list_members; drop table reading_lists;");
}
