using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ResearchHub.Core.Data.Migrations;

/// <summary>Histories say no titles of outputs that are not public, nor of drafts that were deleted: who reads them may not see those.</summary>
[DbContext(typeof(HubDbContext))]
[Migration("20261129140000_UnseenTargets")]
public sealed class UnseenTargets : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            $"""
            {OutputContentSql.Create}
            update output_changes set before = {Unseen("before")}, after = {Unseen("after")} where field = 'relations';
            """
        );

    /// <inheritdoc />
    /// <remarks>The titles are not kept anywhere, and the function is as good for what was before.</remarks>
    protected override void Down(MigrationBuilder migrationBuilder) { }

    private static string Unseen(string relations) =>
        $"""
            case when jsonb_typeof({relations}) <> 'array' then {relations} else (
              select coalesce(jsonb_agg(
                case when e.one->>'target_id' is null or e.one->>'target_title' is not null
                    or exists (select from research_outputs t where t.id = (e.one->>'target_id')::bigint and is_public_state(t.state)) then e.one
                  else e.one || jsonb_build_object('shown', concat_ws(' ', e.one->>'type', '{OutputContentSql.Unseen}')) end order by e.place), '[]')
              from jsonb_array_elements({relations}) with ordinality e(one, place)) end
            """;
}
