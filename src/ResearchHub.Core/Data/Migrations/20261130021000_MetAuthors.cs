using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>
/// More of who knows the authors of a draft is remembered: addresses that were invited to work on it, as fingerprints, and until when somebody was a curator. Who curated a
/// community with it stands among those who worked on it.
/// </summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261130021000_MetAuthors")]
public sealed class MetAuthors : Migration
{
    /// <inheritdoc />
    /// <remarks>Of those before, everybody who left a community or got another role there; who never curated it is there too, which does no harm.</remarks>
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table former_addresses (
              work_id bigint not null references research_outputs (id) on delete cascade,
              person text not null,
              primary key (work_id, person));
            create table former_curators (
              user_id bigint primary key references users (id) on delete cascade,
              until timestamptz not null);
            create function remember_curator() returns trigger language plpgsql as $$
            begin
              insert into former_curators (user_id, until) values (new.id, now()) on conflict (user_id) do update set until = excluded.until;
              return null;
            end $$;
            create trigger remember_curator after update of role on users for each row
              when (old.role in ('CURATOR', 'ADMIN') and new.role not in ('CURATOR', 'ADMIN')) execute function remember_curator();
            insert into former_collaborators (work_id, user_id)
            select distinct coalesce(o.first_version_id, o.id), u.id
            from (
              select distinct a.topic_id as community, unnest(a.addressed) as member from activities a
              where a.topic_type = 'Community' and a.kind in ('COMMUNITY_MEMBER_LEFT', 'COMMUNITY_ROLE_CHANGED')) m
            join users u on u.id = m.member
            join (
              select community_id as community, output_id from community_outputs
              union select receiver_id, topic_id from requests where receiver_kind = 'COMMUNITY' and submitted_at is not null) d
              on d.community = m.community
            join research_outputs o on o.id = d.output_id
            where not is_public_state(o.state)
            on conflict do nothing;
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            drop trigger remember_curator on users;
            drop function remember_curator();
            drop table former_curators;
            drop table former_addresses;
            """
        );
}
