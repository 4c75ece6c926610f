using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Terms and grants of access to data that are not open, and who downloaded what.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123200000_DataAccess")]
public sealed class DataAccess : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table access_terms (
              id bigint primary key default nextval('node_ids'),
              output_id bigint not null references research_outputs (id) on delete cascade,
              version integer not null,
              text text not null,
              grant_days integer not null,
              needs_ethics_approval boolean not null,
              created_by bigint references users (id) on delete set null,
              created_at timestamptz not null,
              unique (output_id, version));
            create table data_access_grants (
              id bigint primary key default nextval('node_ids'),
              output_id bigint not null references research_outputs (id) on delete cascade,
              user_id bigint not null references users (id) on delete cascade,
              request_id bigint references requests (id) on delete set null,
              terms_version integer,
              granted_by bigint references users (id) on delete set null,
              granted_at timestamptz not null,
              expires_at timestamptz not null,
              revoked_at timestamptz,
              revoked_by bigint references users (id) on delete set null,
              reason text);
            create index ix_data_access_grants_user on data_access_grants (user_id, output_id, expires_at);
            create index ix_data_access_grants_output on data_access_grants (output_id, granted_at, id);
            create index ix_data_access_grants_request on data_access_grants (request_id);
            create table file_downloads (
              id bigint generated always as identity primary key,
              output_id bigint not null references research_outputs (id) on delete cascade,
              file_id bigint not null,
              file_name text not null,
              user_id bigint references users (id) on delete set null,
              occurred_at timestamptz not null);
            create index ix_file_downloads_output on file_downloads (output_id, occurred_at, id);
            create index ix_file_downloads_user on file_downloads (user_id);
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop table file_downloads; drop table data_access_grants; drop table access_terms;");
}
