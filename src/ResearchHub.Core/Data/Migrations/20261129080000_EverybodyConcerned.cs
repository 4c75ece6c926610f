using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>
/// Who took a record back, by which link somebody talks, what a comment said when it was reported, and whom the server has reminded of what.
/// </summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129080000_EverybodyConcerned")]
public sealed class EverybodyConcerned : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table change_events add actor_id bigint references users (id) on delete set null;
            create index ix_change_events_actor on change_events (actor_id) where actor_id is not null;
            alter table comments add link_id bigint references share_links (id) on delete set null;
            create index ix_comments_link on comments (link_id) where link_id is not null;
            alter table comment_reports add body text;
            update comment_reports r set body = c.body from comments c where c.id = r.comment_id and r.decided_at is null;
            alter table requests add reminded_at timestamptz;
            create index ix_requests_due on requests (due_on) where kind = 'CORRECTION' and status = 'SUBMITTED' and reminded_at is null;
            alter table reviews add overdue_at timestamptz;
            create index ix_reviews_overdue on reviews (due_on) where overdue_at is null and status in ('AGREED', 'REVIEWING');
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            drop index ix_reviews_overdue;
            alter table reviews drop column overdue_at;
            drop index ix_requests_due;
            alter table requests drop column reminded_at;
            alter table comment_reports drop column body;
            alter table comments drop column link_id;
            alter table change_events drop column actor_id;
            """
        );
}
