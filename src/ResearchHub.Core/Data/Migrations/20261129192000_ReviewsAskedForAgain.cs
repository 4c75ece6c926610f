using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Of the reviews of a person in a round one counts at a time: who declined, or was not wanted any more, may be asked again.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129192000_ReviewsAskedForAgain")]
public sealed class ReviewsAskedForAgain : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table reviews drop constraint reviews_round_id_reviewer_id_key;
            create index ix_reviews_round on reviews (round_id, reviewer_id);
            create unique index ix_reviews_counting on reviews (round_id, reviewer_id) where status not in ('DECLINED', 'CANCELLED');
            """
        );

    /// <inheritdoc />
    /// <remarks>Of several the latest stays.</remarks>
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            delete from reviews v using reviews later
            where later.round_id = v.round_id and later.reviewer_id = v.reviewer_id and later.id > v.id;
            drop index ix_reviews_counting, ix_reviews_round;
            alter table reviews add unique (round_id, reviewer_id);
            """
        );
}
