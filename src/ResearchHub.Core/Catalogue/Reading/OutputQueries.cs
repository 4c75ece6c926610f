using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Catalogue.Reading;

/// <summary>
/// Reads of outputs; each method is one SQL statement. What is read by slug, by DOI or in any state is not only public: whoever hands it on asks first who
/// may see it (<see cref="Publishing.VisibleOutputs"/>).
/// </summary>
public sealed class OutputQueries(ReadDatabase database)
{
    private static readonly PageSql<OutputRow> Page = new(
        OutputRow.Columns,
        OutputRow.ColumnCount,
        "from research_outputs o",
        "o",
        OutputRow.Read
    );

    private static readonly OrderTerm[] NewestVersion =
    [
        new(new OrderField("version", "Number of the version.", "{t}.version", OrderKeyType.Int), Descending: true),
    ];

    /// <summary>Outputs, filtered and in order.</summary>
    /// <param name="kind">Only this kind; null for all.</param>
    public ListQuery<OutputRow> List(RecordKind? kind, FilterCondition? where, IReadOnlyList<OrderTerm> order) =>
        new(database, Page, sql => Listed(kind, sql), where, order);

    /// <summary>Public outputs by key.</summary>
    public async Task<IReadOnlyDictionary<long, OutputRow>> ByIdAsync(long[] ids, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {OutputRow.Columns} from research_outputs o where o.id = any($1) and {OutputRow.Public}",
                [ids],
                OutputRow.Read,
                cancellationToken
            )
        ).ToDictionary(row => row.Id);

    /// <summary>Outputs by key, in any state and in no order.</summary>
    public async Task<IReadOnlyList<OutputRow>> AnyStateAsync(long[] ids, CancellationToken cancellationToken) =>
        await database.ListAsync(
            $"select {OutputRow.Columns} from research_outputs o where o.id = any($1)",
            [ids],
            OutputRow.Read,
            cancellationToken
        );

    /// <summary>One output; null when there is none.</summary>
    public async Task<OutputRow?> AnyStateAsync(long id, CancellationToken cancellationToken) =>
        (await AnyStateAsync([id], cancellationToken)).FirstOrDefault();

    /// <summary>The outputs that an account has made, in any state, those last changed first.</summary>
    public ListQuery<OutputRow> Owned(long owner) =>
        new(database, Page, sql => [$"o.owner_id = {sql.Value(owner)}"], null, [new OrderTerm(OutputOrders.UpdatedAt, Descending: true)]);

    /// <summary>The output of a kind with this slug, if there is one.</summary>
    public async Task<IReadOnlyList<OutputRow>> BySlugAsync(RecordKind kind, string slug, CancellationToken cancellationToken) =>
        await database.ListAsync(
            $"select {OutputRow.Columns} from research_outputs o where o.slug = $1 and o.kind = $2",
            [slug, ConstantCase.Of(kind)],
            OutputRow.Read,
            cancellationToken
        );

    /// <summary>The output of a kind with this DOI, its main one or another of its identifiers, if there is one.</summary>
    public async Task<IReadOnlyList<OutputRow>> ByDoiAsync(RecordKind kind, string doi, CancellationToken cancellationToken) =>
        await database.ListAsync(
            $"""
            select {OutputRow.Columns} from research_outputs o
            where o.id in (
              select id from research_outputs where doi = $1
              union select output_id from output_identifiers where type = 'DOI' and value = $1)
            and o.kind = $2
            """,
            [doi, ConstantCase.Of(kind)],
            OutputRow.Read,
            cancellationToken
        );

    /// <summary>The outputs of others that an account works on, in any state, those last changed first.</summary>
    public ListQuery<OutputRow> SharedWith(long user) =>
        new(
            database,
            Page,
            sql =>
                [
                    $"""
                        exists (select from output_collaborators c where c.user_id = {sql.Value(user)} and c.accepted_at is not null
                          and c.work_id = coalesce(o.first_version_id, o.id))
                        """,
                ],
            null,
            [new OrderTerm(OutputOrders.UpdatedAt, Descending: true)]
        );

    /// <summary>All public versions of the works that outputs are versions of, newest first.</summary>
    public ChildrenQuery<OutputRow> Versions() =>
        new(
            database,
            Page with
            {
                From = """
                from research_outputs w
                join research_outputs o on o.id = coalesce(w.first_version_id, w.id) or o.first_version_id = coalesce(w.first_version_id, w.id)
                """,
            },
            _ => ["w.id = p.id", OutputRow.Public],
            null,
            NewestVersion
        );

    /// <summary>Abstracts by output.</summary>
    public async Task<IReadOnlyDictionary<long, LocalizedTexts>> AbstractsAsync(long[] ids, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                "select id, abstracts::text from research_outputs where id = any($1)",
                [ids],
                reader => (Id: reader.GetInt64(0), Texts: LocalizedTexts.FromJson(reader.GetString(1))),
                cancellationToken
            )
        ).ToDictionary(row => row.Id, row => row.Texts);

    private static string[] Listed(RecordKind? kind, SqlText sql) =>
        kind is { } one ? [$"o.kind = {sql.Value(ConstantCase.Of(one))}", OutputRow.Listed] : [OutputRow.Listed];
}
