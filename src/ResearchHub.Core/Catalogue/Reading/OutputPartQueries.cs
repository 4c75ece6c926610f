using System.Text.Json;
using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;
using ResearchHub.Core.People.Reading;

namespace ResearchHub.Core.Catalogue.Reading;

/// <summary>Reads of what belongs to outputs, for many outputs at once; each method is one SQL statement.</summary>
public sealed class OutputPartQueries(ReadDatabase database)
{
    private static readonly PageSql<RelationRow> Relations = new(
        "e.id, e.type, e.outgoing, e.other_id, e.target_identifier_type, e.target_identifier, e.target_title",
        7,
        """
        from (
          select r.id, r.type, true as outgoing, r.target_id as other_id, r.target_identifier_type, r.target_identifier, r.target_title
          from output_relations r where r.source_id = p.id
          union all
          select r.id, r.type, false, r.source_id, null, null, null from output_relations r where r.target_id = p.id) e
        """,
        "e",
        reader =>
        {
            var stored = reader.GetEnum<RelationType>(1);
            return new RelationRow(
                reader.GetInt64(0),
                reader.GetBoolean(2) ? stored : stored.Inverse(),
                reader.GetLongOrNull(3),
                reader.GetEnumOrNull<IdentifierType>(4),
                reader.GetStringOrNull(5),
                reader.GetStringOrNull(6)
            );
        }
    );

    private static readonly PageSql<OutputRow> Related = new(
        OutputRow.Columns,
        OutputRow.ColumnCount,
        "from research_outputs o",
        "o",
        OutputRow.Read
    );

    // Relations to records that the reader may not see are left out.
    private const string VisibleOther =
        "(e.other_id is null or exists (select 1 from research_outputs o where o.id = e.other_id and is_public_state(o.state)))";

    private const string IsRelated = """
        o.id in (select target_id from output_relations where source_id = p.id
                 union select source_id from output_relations where target_id = p.id)
        """;

    /// <summary>Contributors, in order.</summary>
    public async Task<ILookup<long, ContributionRow>> ContributionsAsync(long[] outputs, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select c.output_id, c.position, c.name_as_printed, c.credit_roles, c.contributor_type, c.affiliation_as_printed,
                  c.affiliation_id, {ResearcherRow.Columns}, {OrganizationRow.Columns}
                from contributions c
                left join researchers r on r.id = c.researcher_id
                left join organizations g on g.id = c.organization_id
                where c.output_id = any($1) order by c.output_id, c.position
                """,
                [outputs],
                reader => new ContributionRow(
                    reader.GetInt64(0),
                    reader.GetInt32(1),
                    reader.GetString(2),
                    reader.GetFieldValue<string[]>(3),
                    reader.GetStringOrNull(4),
                    reader.GetStringOrNull(5),
                    reader.GetLongOrNull(6),
                    reader.IsDBNull(7) ? null : ResearcherRow.Read(reader, 7),
                    reader.IsDBNull(7 + ResearcherRow.ColumnCount) ? null : OrganizationRow.Read(reader, 7 + ResearcherRow.ColumnCount)
                ),
                cancellationToken
            )
        ).ToLookup(row => row.OutputId);

    /// <summary>Identifiers, by type.</summary>
    public async Task<ILookup<long, IdentifierRow>> IdentifiersAsync(long[] outputs, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                "select output_id, type, value from output_identifiers where output_id = any($1) order by output_id, type, value",
                [outputs],
                reader => new IdentifierRow(reader.GetInt64(0), reader.GetEnum<IdentifierType>(1), reader.GetString(2)),
                cancellationToken
            )
        ).ToLookup(row => row.OutputId);

    /// <summary>Links, in order.</summary>
    public async Task<ILookup<long, LinkRow>> LinksAsync(long[] outputs, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                "select output_id, url, kind, label, media_type, language from output_links where output_id = any($1) order by output_id, position",
                [outputs],
                reader => new LinkRow(
                    reader.GetInt64(0),
                    reader.GetString(1),
                    reader.GetEnum<LinkKind>(2),
                    reader.GetStringOrNull(3),
                    reader.GetStringOrNull(4),
                    reader.GetStringOrNull(5)
                ),
                cancellationToken
            )
        ).ToLookup(row => row.OutputId);

    /// <summary>Funding references, in order.</summary>
    public async Task<ILookup<long, FundingRow>> FundingAsync(long[] outputs, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select f.output_id, f.funder_name, f.award_number, f.award_title, f.award_uri, {OrganizationRow.Columns}
                from funding_references f left join organizations g on g.id = f.organization_id
                where f.output_id = any($1) order by f.output_id, f.position
                """,
                [outputs],
                reader => new FundingRow(
                    reader.GetInt64(0),
                    reader.GetString(1),
                    reader.GetStringOrNull(2),
                    reader.GetStringOrNull(3),
                    reader.GetStringOrNull(4),
                    reader.IsDBNull(5) ? null : OrganizationRow.Read(reader, 5)
                ),
                cancellationToken
            )
        ).ToLookup(row => row.OutputId);

    /// <summary>Licences by SPDX id.</summary>
    public async Task<IReadOnlyDictionary<string, LicenseRow>> LicensesAsync(string[] ids, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                "select id, name, url from licenses where id = any($1)",
                [ids],
                reader => new LicenseRow(reader.GetString(0), reader.GetString(1), reader.GetStringOrNull(2)),
                cancellationToken
            )
        ).ToDictionary(row => row.Id, StringComparer.Ordinal);

    /// <summary>The same page of the relations of many outputs, seen from each.</summary>
    /// <param name="types">Types as seen from the output; null for all.</param>
    public Task<IReadOnlyDictionary<long, Page<RelationRow>>> RelationsAsync(
        long[] outputs,
        IReadOnlyList<RelationType>? types,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        var sql = new SqlText();
        return Relations.ChildrenAsync(database, sql, outputs, RelationConditions(types, sql), null, [], page, cancellationToken);
    }

    /// <summary>Number of relations of many outputs.</summary>
    public Task<IReadOnlyDictionary<long, int>> CountRelationsAsync(
        long[] outputs,
        IReadOnlyList<RelationType>? types,
        CancellationToken cancellationToken
    )
    {
        var sql = new SqlText();
        return Relations.ChildCountsAsync(database, sql, outputs, RelationConditions(types, sql), null, cancellationToken);
    }

    /// <summary>The same page of the outputs of one kind that many outputs are related to in any way, newest first.</summary>
    public Task<IReadOnlyDictionary<long, Page<OutputRow>>> RelatedAsync(
        long[] outputs,
        RecordKind kind,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        var sql = new SqlText();
        return Related.ChildrenAsync(
            database,
            sql,
            outputs,
            [IsRelated, $"o.kind = {sql.Value(ConstantCase.Of(kind))}", OutputRow.Listed],
            null,
            OutputOrders.Default,
            page,
            cancellationToken
        );
    }

    /// <summary>Number of outputs of one kind that many outputs are related to.</summary>
    public Task<IReadOnlyDictionary<long, int>> CountRelatedAsync(long[] outputs, RecordKind kind, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        return Related.ChildCountsAsync(
            database,
            sql,
            outputs,
            [IsRelated, $"o.kind = {sql.Value(ConstantCase.Of(kind))}", OutputRow.Listed],
            null,
            cancellationToken
        );
    }

    /// <summary>Files of outputs, in order, in whatever state; none of those that were withdrawn.</summary>
    public async Task<ILookup<long, DataFileRow>> FilesAsync(long[] outputs, CancellationToken cancellationToken) =>
        (
            await FilesAsync(
                "f.output_id = any($1) and o.state <> 'WITHDRAWN' order by f.output_id, f.position",
                outputs,
                cancellationToken
            )
        ).ToLookup(row => row.OutputId);

    /// <summary>One file; null when there is none. For callers who check that it may be read.</summary>
    public async Task<DataFileRow?> FileAsync(long id, CancellationToken cancellationToken) =>
        (await FilesAsync("f.id = any($1)", [id], cancellationToken)).FirstOrDefault();

    /// <summary>Columns of the files of outputs, by output, in order.</summary>
    public async Task<ILookup<long, VariableRow>> VariablesAsync(long[] outputs, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                """
                select f.output_id, v.id, v.data_file_id, v.name, v.label, v.type, v.unit, v.minimum, v.maximum, v.missing_count,
                  v.categories::text
                from variables v join data_files f on f.id = v.data_file_id
                where f.output_id = any($1) order by f.output_id, f.position, v.position
                """,
                [outputs],
                reader =>
                    (
                        Output: reader.GetInt64(0),
                        Row: new VariableRow(
                            reader.GetInt64(1),
                            reader.GetInt64(2),
                            reader.GetString(3),
                            reader.GetStringOrNull(4),
                            reader.GetEnum<VariableType>(5),
                            reader.GetStringOrNull(6),
                            reader.GetStringOrNull(7),
                            reader.GetStringOrNull(8),
                            reader.GetInt64(9),
                            reader.IsDBNull(10)
                                ? []
                                : JsonSerializer.Deserialize<List<CategoryRow>>(reader.GetString(10), ColumnConventions.Json)!
                        )
                    ),
                cancellationToken
            )
        ).ToLookup(row => row.Output, row => row.Row);

    private Task<List<DataFileRow>> FilesAsync(string condition, long[] ids, CancellationToken cancellationToken) =>
        database.ListAsync(
            $"""
            select f.id, f.output_id, f.name, f.media_type, f.bytes, f.sha256, f.rows, f.storage_key, o.access, o.access_mode, o.state, o.owner_id,
              o.updated_at
            from data_files f join research_outputs o on o.id = f.output_id
            where {condition}
            """,
            [ids],
            reader => new DataFileRow(
                reader.GetInt64(0),
                reader.GetInt64(1),
                reader.GetString(2),
                reader.GetString(3),
                reader.GetInt64(4),
                reader.GetString(5),
                reader.GetLongOrNull(6),
                reader.GetString(7),
                reader.GetEnum<AccessRight>(8),
                reader.GetEnumOrNull<DataAccessMode>(9),
                reader.GetEnum<PublicationState>(10),
                reader.GetLongOrNull(11),
                reader.GetTime(12)
            ),
            cancellationToken
        );

    private static string[] RelationConditions(IReadOnlyList<RelationType>? types, SqlText sql)
    {
        if (types is null)
        {
            return [VisibleOther];
        }
        var outgoing = sql.Value(types.Select(ConstantCase.Of).ToArray());
        var incoming = sql.Value(types.Select(type => ConstantCase.Of(type.Inverse())).ToArray());
        return [VisibleOther, $"e.type = any(case when e.outgoing then {outgoing} else {incoming} end)"];
    }
}
