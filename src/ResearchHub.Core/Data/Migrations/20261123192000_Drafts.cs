using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Who works on a work with its owner, and secret links to drafts.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123192000_Drafts")]
public sealed class Drafts : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table output_collaborators (
              id bigint primary key default nextval('node_ids'),
              work_id bigint not null references research_outputs (id) on delete cascade,
              user_id bigint references users (id) on delete cascade,
              email text,
              role text not null,
              is_bibliographic boolean not null,
              invited_by bigint references users (id) on delete set null,
              invited_at timestamptz not null,
              expires_at timestamptz not null,
              accepted_at timestamptz,
              secret_hash text unique,
              check (user_id is not null or email is not null),
              check (accepted_at is null or user_id is not null));
            create unique index ix_output_collaborators_work_user on output_collaborators (work_id, user_id);
            create unique index ix_output_collaborators_work_email on output_collaborators (work_id, email);
            create index ix_output_collaborators_user on output_collaborators (user_id, work_id);
            create index ix_output_collaborators_email on output_collaborators (email) where accepted_at is null;
            create index ix_output_collaborators_invited_by on output_collaborators (invited_by);
            create table share_links (
              id bigint primary key default nextval('node_ids'),
              output_id bigint not null references research_outputs (id) on delete cascade,
              name text not null,
              level text not null,
              is_anonymous boolean not null,
              hash text not null unique,
              created_by bigint references users (id) on delete set null,
              created_at timestamptz not null,
              expires_at timestamptz not null,
              revoked_at timestamptz);
            create index ix_share_links_output on share_links (output_id);
            create index ix_share_links_created_by on share_links (created_by);
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop table share_links; drop table output_collaborators;");
}
