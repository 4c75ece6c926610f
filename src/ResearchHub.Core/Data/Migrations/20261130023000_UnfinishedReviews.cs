using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Reviews that are not finished, for their reviewers alone: gone with whatever ends the review.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261130023000_UnfinishedReviews")]
public sealed class UnfinishedReviews : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table unfinished_reviews (
              review_id bigint primary key references reviews (id) on delete cascade,
              form jsonb not null,
              saved_at timestamptz not null);
            create function forget_unfinished_review() returns trigger language plpgsql as $$
            begin
              delete from unfinished_reviews where review_id = new.id;
              return null;
            end $$;
            create trigger reviews_forget_unfinished after update of status on reviews for each row
              when (new.status <> 'REVIEWING') execute function forget_unfinished_review();
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            drop trigger reviews_forget_unfinished on reviews;
            drop function forget_unfinished_review;
            drop table unfinished_reviews;
            """
        );
}
