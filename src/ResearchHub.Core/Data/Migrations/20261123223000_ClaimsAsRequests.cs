using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Claims of authorship are requests like others; those that were made keep their ids.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123223000_ClaimsAsRequests")]
public sealed class ClaimsAsRequests : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            insert into requests (id, kind, status, topic_type, topic_id, creator_id, receiver_kind, receiver_id, matter, title, message,
              details, outcome, created_at, submitted_at, decided_by, decided_at, updated_at)
            select c.id, 'AUTHORSHIP_CLAIM', c.status, replace(initcap(replace(o.kind, '_', ' ')), ' ', ''), c.output_id, c.claimed_by, 'CURATORS', 0,
              c.claimed_by || ' ' || c.position, o.title, c.evidence,
              jsonb_build_object('position', c.position, 'nameAsPrinted', coalesce(k.name_as_printed, ''), 'researcher', c.researcher_id),
              c.reason, c.created_at, c.created_at, u.id, c.decided_at, coalesce(c.decided_at, c.created_at)
            from authorship_claims c
            join research_outputs o on o.id = c.output_id
            left join contributions k on k.output_id = c.output_id and k.position = c.position
            left join users u on u.id = c.decided_by;
            insert into request_events (request_id, kind, actor_id, text, occurred_at)
            select r.id, e.kind, e.actor, e.text, e.at from requests r cross join lateral (values
                (1, 'CREATED', r.creator_id, null, r.created_at),
                (2, 'SUBMITTED', r.creator_id, null, r.created_at),
                (3, r.status, r.decided_by, r.outcome, r.decided_at)) e(n, kind, actor, text, at)
            where r.kind = 'AUTHORSHIP_CLAIM' and (e.n < 3 or r.decided_at is not null) order by r.id, e.n;
            drop table authorship_claims;
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table authorship_claims (
              id bigint default nextval('node_ids') constraint pk_authorship_claims primary key,
              output_id bigint not null constraint fk_authorship_claims_outputs_output_id references research_outputs (id) on delete cascade,
              position integer not null,
              researcher_id bigint not null
                constraint fk_authorship_claims_researchers_researcher_id references researchers (id) on delete restrict,
              claimed_by bigint not null constraint fk_authorship_claims_users_claimed_by references users (id) on delete cascade,
              evidence text not null,
              status text not null,
              created_at timestamptz not null,
              decided_by bigint,
              decided_at timestamptz,
              reason text);
            create index ix_authorship_claims_claimed_by_created_at_id on authorship_claims (claimed_by, created_at, id);
            create index ix_authorship_claims_output_id on authorship_claims (output_id);
            create index ix_authorship_claims_researcher_id on authorship_claims (researcher_id);
            create index ix_authorship_claims_status_created_at_id on authorship_claims (status, created_at, id);
            insert into authorship_claims (id, output_id, position, researcher_id, claimed_by, evidence, status, created_at, decided_by,
              decided_at, reason)
            select id, topic_id, (details->>'position')::integer, (details->>'researcher')::bigint, creator_id, message, status, created_at,
              decided_by, decided_at, outcome
            from requests where kind = 'AUTHORSHIP_CLAIM' and creator_id is not null;
            delete from requests where kind = 'AUTHORSHIP_CLAIM';
            """
        );
}
