using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.People.Reading;

/// <summary>Reads of people and organisations; each method is one SQL statement.</summary>
public sealed class PeopleQueries(ReadDatabase database)
{
    private static readonly PageSql<ResearcherRow> Researchers = new(
        ResearcherRow.Columns,
        ResearcherRow.ColumnCount,
        "from researchers r",
        "r",
        ResearcherRow.Read
    );

    private static readonly PageSql<OrganizationRow> Organizations = new(
        OrganizationRow.Columns,
        OrganizationRow.ColumnCount,
        "from organizations g",
        "g",
        OrganizationRow.Read
    );

    private static readonly PageSql<OutputRow> Outputs = new(
        OutputRow.Columns,
        OutputRow.ColumnCount,
        "from research_outputs o",
        "o",
        OutputRow.Read
    );

    private static readonly PageSql<CoauthorRow> Coauthors = new(
        $"{ResearcherRow.Columns}, r.shared",
        ResearcherRow.ColumnCount + 1,
        """
        from (
          select other.*, together.shared from (
            select theirs.researcher_id, count(distinct theirs.output_id)::int as shared
            from contributions mine
            join contributions theirs on theirs.output_id = mine.output_id and theirs.researcher_id <> mine.researcher_id
            join research_outputs o on o.id = mine.output_id and o.state in ('PUBLISHED', 'EMBARGOED', 'RETRACTED') and o.latest_version_id is null
            where mine.researcher_id = p.id
            group by theirs.researcher_id) together
          join researchers other on other.id = together.researcher_id) r
        """,
        "r",
        reader => new CoauthorRow(ResearcherRow.Read(reader), reader.GetInt32(ResearcherRow.ColumnCount))
    );

    private static readonly OrderTerm[] MostShared =
    [
        new(new OrderField("sharedOutputs", "Number of outputs together.", "{t}.shared", OrderKeyType.Int), Descending: true),
    ];

    // A record that was merged into another is an alias, and in no list.
    private const string Present = "r.merged_into_id is null";

    private const string Authored = "exists (select 1 from contributions c where c.output_id = o.id and c.researcher_id = p.id)";

    /// <summary>Researchers, filtered and in order.</summary>
    public ListQuery<ResearcherRow> ResearcherList(FilterCondition? where, IReadOnlyList<OrderTerm> order) =>
        new(database, Researchers, _ => [Present], where, order);

    /// <summary>Organisations, filtered and in order.</summary>
    public ListQuery<OrganizationRow> OrganizationList(FilterCondition? where, IReadOnlyList<OrderTerm> order) =>
        new(database, Organizations, _ => ["true"], where, order);

    /// <summary>Researchers by key; the key of a record that was merged gives the record that it was merged into.</summary>
    public async Task<IReadOnlyDictionary<long, ResearcherRow>> ResearchersByIdAsync(long[] ids, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select a.id, {ResearcherRow.Columns} from researchers a join researchers r on r.id = coalesce(a.merged_into_id, a.id)
                where a.id = any($1)
                """,
                [ids],
                reader => (Asked: reader.GetInt64(0), Row: ResearcherRow.Read(reader, 1)),
                cancellationToken
            )
        ).ToDictionary(one => one.Asked, one => one.Row);

    /// <summary>The researcher with this slug, also that of a record merged into another; null when there is none.</summary>
    public async Task<ResearcherRow?> ResearcherBySlugAsync(string slug, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select {ResearcherRow.Columns} from researchers a join researchers r on r.id = coalesce(a.merged_into_id, a.id)
                where a.slug = $1
                """,
                [slug],
                ResearcherRow.Read,
                cancellationToken
            )
        ).FirstOrDefault();

    /// <summary>The researcher with this ORCID iD (canonical spelling); null when there is none.</summary>
    public async Task<ResearcherRow?> ResearcherByOrcidAsync(string orcid, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {ResearcherRow.Columns} from researchers r where r.orcid = $1",
                [orcid],
                ResearcherRow.Read,
                cancellationToken
            )
        ).FirstOrDefault();

    /// <summary>Organisations by key.</summary>
    public async Task<IReadOnlyDictionary<long, OrganizationRow>> OrganizationsByIdAsync(long[] ids, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {OrganizationRow.Columns} from organizations g where g.id = any($1)",
                [ids],
                OrganizationRow.Read,
                cancellationToken
            )
        ).ToDictionary(row => row.Id);

    /// <summary>The organisation with this ROR id (canonical spelling); null when there is none.</summary>
    public async Task<OrganizationRow?> OrganizationByRorAsync(string ror, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {OrganizationRow.Columns} from organizations g where g.ror = $1",
                [ror],
                OrganizationRow.Read,
                cancellationToken
            )
        ).FirstOrDefault();

    /// <summary>Affiliations of researchers, current ones first.</summary>
    public async Task<ILookup<long, AffiliationRow>> AffiliationsAsync(long[] researchers, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select a.researcher_id, a.role, a.started_on, a.ended_on, {OrganizationRow.Columns}
                from affiliations a join organizations g on g.id = a.organization_id
                where a.researcher_id = any($1)
                order by a.researcher_id, a.ended_on desc nulls first, a.started_on desc nulls last, a.id
                """,
                [researchers],
                reader => new AffiliationRow(
                    reader.GetInt64(0),
                    OrganizationRow.Read(reader, 4),
                    reader.GetStringOrNull(1),
                    reader.GetDateOrNull(2),
                    reader.GetDateOrNull(3)
                ),
                cancellationToken
            )
        ).ToLookup(row => row.ResearcherId);

    /// <summary>The same page of the outputs of many researchers.</summary>
    public Task<IReadOnlyDictionary<long, Page<OutputRow>>> OutputsAsync(
        long[] researchers,
        FilterCondition? where,
        PageRequest page,
        CancellationToken cancellationToken
    ) =>
        Outputs.ChildrenAsync(
            database,
            new SqlText(),
            researchers,
            [Authored, OutputRow.Listed],
            where,
            OutputOrders.Default,
            page,
            cancellationToken
        );

    /// <summary>Number of outputs of many researchers.</summary>
    public Task<IReadOnlyDictionary<long, int>> CountOutputsAsync(
        long[] researchers,
        FilterCondition? where,
        CancellationToken cancellationToken
    ) => Outputs.ChildCountsAsync(database, new SqlText(), researchers, [Authored, OutputRow.Listed], where, cancellationToken);

    /// <summary>The same page of the co-authors of many researchers, those with most outputs together first.</summary>
    public Task<IReadOnlyDictionary<long, Page<CoauthorRow>>> CoauthorsAsync(
        long[] researchers,
        PageRequest page,
        CancellationToken cancellationToken
    ) => Coauthors.ChildrenAsync(database, new SqlText(), researchers, ["true"], null, MostShared, page, cancellationToken);

    /// <summary>Number of co-authors of many researchers.</summary>
    public Task<IReadOnlyDictionary<long, int>> CountCoauthorsAsync(long[] researchers, CancellationToken cancellationToken) =>
        Coauthors.ChildCountsAsync(database, new SqlText(), researchers, ["true"], null, cancellationToken);
}
