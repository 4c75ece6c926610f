using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Rounds of peer review, and the reviews of each.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123201000_Reviews")]
public sealed class Reviews : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table review_rounds (
              id bigint primary key default nextval('node_ids'),
              output_id bigint not null references research_outputs (id) on delete cascade,
              number int not null,
              version int not null,
              revision int not null,
              opened_at timestamptz not null,
              decision text,
              decision_text text,
              decided_by bigint references users (id) on delete set null,
              decided_at timestamptz,
              unique (output_id, number));
            create unique index ix_review_rounds_open on review_rounds (output_id) where decided_at is null;
            create index ix_review_rounds_decided_by on review_rounds (decided_by);
            create table reviews (
              id bigint primary key default nextval('node_ids'),
              round_id bigint not null references review_rounds (id) on delete cascade,
              output_id bigint not null references research_outputs (id) on delete cascade,
              reviewer_id bigint not null references users (id) on delete cascade,
              method text not null,
              status text not null,
              invited_by bigint references users (id) on delete set null,
              invited_at timestamptz not null,
              due_on date not null,
              conflict text,
              originality int check (originality between 1 and 5),
              methods int check (methods between 1 and 5),
              evidence int check (evidence between 1 and 5),
              relevance int check (relevance between 1 and 5),
              comments_to_author text,
              comments_to_editor text,
              recommendation text,
              may_publish boolean not null default false,
              submitted_at timestamptz,
              reminded_at timestamptz,
              record_id bigint references research_outputs (id) on delete set null,
              unique (round_id, reviewer_id));
            create index ix_reviews_output on reviews (output_id, reviewer_id);
            create index ix_reviews_reviewer on reviews (reviewer_id, id);
            create index ix_reviews_invited_by on reviews (invited_by);
            create index ix_reviews_record on reviews (record_id);
            create index ix_reviews_due on reviews (due_on) where reminded_at is null and status in ('INVITED', 'AGREED', 'REVIEWING');
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop table reviews; drop table review_rounds;");
}
