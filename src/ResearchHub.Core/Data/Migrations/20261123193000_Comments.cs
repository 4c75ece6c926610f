using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Comments, whom they mention, and what is reported of them.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123193000_Comments")]
public sealed class Comments : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table comments (
              id bigint primary key default nextval('node_ids'),
              subject_type text not null,
              subject_id bigint not null,
              parent_id bigint references comments (id),
              author_id bigint references users (id) on delete set null,
              is_anonymous boolean not null default false,
              body text,
              created_at timestamptz not null,
              edited_at timestamptz,
              deleted_at timestamptz,
              hidden_at timestamptz,
              hidden_reason text,
              resolved_at timestamptz,
              anchor jsonb);
            create index ix_comments_thread on comments (subject_id, created_at, id) where parent_id is null;
            create index ix_comments_parent on comments (parent_id, created_at, id);
            create index ix_comments_author on comments (author_id, created_at);
            create table comment_mentions (
              comment_id bigint not null references comments (id) on delete cascade,
              user_id bigint not null references users (id) on delete cascade,
              primary key (comment_id, user_id));
            create index ix_comment_mentions_user on comment_mentions (user_id);
            create table comment_reports (
              id bigint primary key default nextval('node_ids'),
              comment_id bigint not null references comments (id) on delete cascade,
              reporter_id bigint references users (id) on delete set null,
              reason text not null,
              created_at timestamptz not null,
              decided_at timestamptz,
              decided_by bigint references users (id) on delete set null,
              is_upheld boolean,
              unique (comment_id, reporter_id));
            create index ix_comment_reports_open on comment_reports (id) where decided_at is null;
            create index ix_comment_reports_reporter on comment_reports (reporter_id);
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop table comment_reports; drop table comment_mentions; drop table comments;");
}
