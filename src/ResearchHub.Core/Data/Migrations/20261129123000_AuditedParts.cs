using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Entries of the audit log about a part of an output say of which. Those written before stay as they are; not in the model, which reads no entries.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129123000_AuditedParts")]
public sealed class AuditedParts : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table audit_events add column output_id bigint;
            create index ix_audit_events_output_id on audit_events (output_id, occurred_at, id) where output_id is not null;
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("alter table audit_events drop column output_id;");
}
