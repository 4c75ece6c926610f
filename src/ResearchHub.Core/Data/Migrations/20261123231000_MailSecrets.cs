using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Mail that holds a secret is emptied when it has gone out; so far that was mail to addresses, with invitations.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261123231000_MailSecrets")]
public sealed class MailSecrets : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table mails add column holds_secret boolean not null default false;
            update mails set holds_secret = true where user_id is null;
            update mails set text_body = '', html_body = '' where holds_secret and state not in ('PENDING', 'SENDING');
            """
        );

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("alter table mails drop column holds_secret;");
}
