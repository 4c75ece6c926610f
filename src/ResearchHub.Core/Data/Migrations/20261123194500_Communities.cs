using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Communities, their members and outputs, and links that invite people without an account.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123194500_Communities")]
public sealed class Communities : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table communities (
              id bigint primary key default nextval('node_ids'),
              slug text not null unique,
              kind text not null,
              name text collate "und-x-icu" not null,
              all_names text not null,
              names jsonb not null,
              descriptions jsonb not null,
              links jsonb not null,
              place_id bigint references places (id),
              visibility text not null,
              policy text not null,
              created_at timestamptz not null,
              updated_at timestamptz not null,
              revision integer not null default 1);
            create index ix_communities_name on communities (name, id);
            create index ix_communities_created_at on communities (created_at, id);
            create index ix_communities_names_trgm on communities using gin (all_names gin_trgm_ops);
            create index ix_communities_place on communities (place_id);
            create table community_concepts (
              community_id bigint not null references communities (id) on delete cascade,
              concept_id bigint not null references concepts (id),
              position integer not null,
              primary key (community_id, concept_id));
            create index ix_community_concepts_concept on community_concepts (concept_id);
            create table community_members (
              id bigint primary key default nextval('node_ids'),
              community_id bigint not null references communities (id) on delete cascade,
              user_id bigint not null references users (id) on delete cascade,
              role text not null,
              joined_at timestamptz not null,
              unique (community_id, user_id));
            create index ix_community_members_user on community_members (user_id, community_id);
            create table community_outputs (
              community_id bigint not null references communities (id) on delete cascade,
              output_id bigint not null references research_outputs (id) on delete cascade,
              included_at timestamptz not null,
              included_by bigint references users (id) on delete set null,
              is_announced boolean not null,
              primary key (community_id, output_id));
            create index ix_community_outputs_output on community_outputs (output_id);
            create index ix_community_outputs_latest on community_outputs (community_id, included_at, output_id);
            create table invitation_links (
              id bigint primary key default nextval('node_ids'),
              email text not null,
              hash bytea not null unique,
              user_id bigint references users (id) on delete cascade);
            alter table mails add column address text, alter column user_id drop not null;
            create index ix_invitation_links_email on invitation_links (email);
            create index ix_invitation_links_user on invitation_links (user_id);
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            delete from mails where user_id is null;
            alter table mails drop column address, alter column user_id set not null;
            drop table invitation_links; drop table community_outputs; drop table community_members; drop table community_concepts; drop table communities;
            """
        );
}
