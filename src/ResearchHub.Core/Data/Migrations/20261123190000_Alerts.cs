using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Webhooks and mail of saved searches; not in the model, because they are read and written by SQL alone.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123190000_Alerts")]
public sealed class Alerts : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table saved_searches
              add column definition json,
              add column cadence text not null default 'INSTANT',
              add column email boolean not null default false,
              add column mailed_transaction xid8 not null default '0',
              add column mailed_sequence bigint not null default 0,
              add column mailed_at timestamptz,
              add column digest_due_at timestamptz,
              add column updated_at timestamptz;
            update saved_searches set updated_at = created_at;
            alter table saved_searches alter column updated_at set not null;
            create index ix_saved_searches_digest on saved_searches (digest_due_at) where digest_due_at is not null;
            create index ix_saved_search_matches_position on saved_search_matches (transaction, sequence);
            create view saved_search_events as
              select transaction, sequence, kind, subject_kind, output_id, occurred_at, array_agg(saved_search_id) as searches
              from saved_search_matches group by transaction, sequence, kind, subject_kind, output_id, occurred_at;
            create function wake_saved_search_readers() returns trigger language plpgsql as $$
            begin
              perform pg_notify('saved_search_events', '');
              return null;
            end $$;
            create trigger saved_search_matches_wake after insert on saved_search_matches
              for each statement execute function wake_saved_search_readers();
            create table webhooks (
              saved_search_id bigint primary key references saved_searches (id) on delete cascade,
              url text not null,
              secret text not null,
              previous_secret text,
              previous_until timestamptz,
              created_at timestamptz not null,
              failing_since timestamptz,
              paused_until timestamptz,
              disabled_at timestamptz,
              disabled_reason text);
            create table webhook_deliveries (
              id bigint primary key default nextval('node_ids'),
              saved_search_id bigint not null references saved_searches (id) on delete cascade,
              transaction xid8 not null,
              sequence bigint not null,
              kind text not null,
              subject_kind text not null,
              output_id bigint not null,
              occurred_at timestamptz not null,
              title text not null,
              doi text,
              state text not null default 'PENDING',
              attempts int not null default 0,
              next_attempt_at timestamptz,
              last_attempt_at timestamptz,
              last_status int,
              last_problem text,
              created_at timestamptz not null,
              delivered_at timestamptz);
            create index ix_webhook_deliveries_due on webhook_deliveries (next_attempt_at) where state = 'PENDING';
            create index ix_webhook_deliveries_search on webhook_deliveries (saved_search_id, created_at desc, id desc);
            create table mails (
              id bigint generated always as identity primary key,
              user_id bigint not null references users (id) on delete cascade,
              subject text not null,
              text_body text not null,
              html_body text not null,
              unsubscribe_secret text,
              state text not null default 'PENDING',
              attempts int not null default 0,
              next_attempt_at timestamptz,
              last_attempt_at timestamptz,
              last_problem text,
              created_at timestamptz not null,
              sent_at timestamptz);
            create index ix_mails_due on mails (next_attempt_at) where state = 'PENDING';
            create index ix_mails_open on mails (last_attempt_at) where state = 'SENDING';
            create index ix_mails_user on mails (user_id);
            create table unsubscribe_links (
              secret text primary key,
              user_id bigint not null references users (id) on delete cascade,
              topic text not null,
              subject_id bigint not null,
              created_at timestamptz not null,
              unique (user_id, topic, subject_id));
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            drop table unsubscribe_links; drop table mails; drop table webhook_deliveries; drop table webhooks;
            drop trigger saved_search_matches_wake on saved_search_matches;
            drop function wake_saved_search_readers();
            drop view saved_search_events;
            drop index ix_saved_search_matches_position;
            alter table saved_searches drop column definition, drop column cadence, drop column email, drop column mailed_transaction,
              drop column mailed_sequence, drop column mailed_at, drop column digest_due_at, drop column updated_at;
            """
        );
}
