using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>What is in a language is found by it, whatever its script.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129071000_LanguageTags")]
public sealed class LanguageTags : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("ix_research_outputs_languages", "research_outputs");
        migrationBuilder.Sql(LanguageTagsSql.Create);
    }

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(LanguageTagsSql.Drop);
        migrationBuilder
            .CreateIndex("ix_research_outputs_languages", "research_outputs", "languages")
            .Annotation("Npgsql:IndexMethod", "gin");
    }
}
