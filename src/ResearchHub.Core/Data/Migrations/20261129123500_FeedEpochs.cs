using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Transactions of the feeds are those of the PostgreSQL server, moved on by a number that is kept: a dump can go on in another server.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129123500_FeedEpochs")]
public sealed class FeedEpochs : Migration
{
    private static readonly string[] Feeds = ["change_events", "activities", "notifications"];

    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            $"""
            create table feed_epoch (only_one boolean primary key default true check (only_one), shift bigint not null default 0);
            insert into feed_epoch default values;
            create function feed_transaction() returns xid8 language sql as $$
              select (pg_current_xact_id()::text::bigint + (select shift from feed_epoch))::text::xid8 $$;
            create function feed_horizon() returns xid8 stable language sql as $$
              select (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + (select shift from feed_epoch))::text::xid8 $$;
            {Default("feed_transaction()")}
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            $"{Default("pg_current_xact_id()")} drop function feed_transaction(); drop function feed_horizon(); drop table feed_epoch;"
        );

    private static string Default(string sql) =>
        string.Concat(Feeds.Select(feed => $"alter table {feed} alter column transaction set default {sql}; "));
}
