using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Catalogue.Reading;

/// <summary>Reads of outputs. Only public ones are seen; each method is one SQL statement.</summary>
public sealed class OutputQueries(ReadDatabase database)
{
    private static readonly PageSql<OutputRow> Page = new(
        OutputRow.Columns,
        OutputRow.ColumnCount,
        "from research_outputs o",
        "o",
        OutputRow.Read
    );

    /// <summary>Outputs, filtered and in order.</summary>
    /// <param name="kind">Only this kind; null for all.</param>
    public ListQuery<OutputRow> List(RecordKind? kind, FilterCondition? where, IReadOnlyList<OrderTerm> order) =>
        new(database, Page, sql => Listed(kind, sql), where, order);

    /// <summary>Outputs by key, in no order; keys that are not public are left out.</summary>
    public async Task<IReadOnlyDictionary<long, OutputRow>> ByIdAsync(long[] ids, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {OutputRow.Columns} from research_outputs o where o.id = any($1) and {OutputRow.Public}",
                [ids],
                OutputRow.Read,
                cancellationToken
            )
        ).ToDictionary(row => row.Id);

    /// <summary>An output in whatever state; null when there is none. For callers who have checked that it may be seen.</summary>
    public async Task<OutputRow?> AnyStateAsync(long id, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {OutputRow.Columns} from research_outputs o where o.id = $1",
                [id],
                OutputRow.Read,
                cancellationToken
            )
        ).FirstOrDefault();

    /// <summary>The outputs that an account has made, in any state, those last changed first.</summary>
    public ListQuery<OutputRow> Owned(long owner) =>
        new(database, Page, sql => [$"o.owner_id = {sql.Value(owner)}"], null, [new OrderTerm(OutputOrders.UpdatedAt, Descending: true)]);

    /// <summary>The output of a kind with this slug; null when there is none.</summary>
    public async Task<OutputRow?> BySlugAsync(RecordKind kind, string slug, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {OutputRow.Columns} from research_outputs o where o.slug = $1 and o.kind = $2 and {OutputRow.Public}",
                [slug, ConstantCase.Of(kind)],
                OutputRow.Read,
                cancellationToken
            )
        ).FirstOrDefault();

    /// <summary>The output of a kind with this DOI, its main one or another of its identifiers; null when there is none.</summary>
    public async Task<OutputRow?> ByDoiAsync(RecordKind kind, string doi, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select {OutputRow.Columns} from research_outputs o
                where o.id in (
                  select id from research_outputs where doi = $1
                  union select output_id from output_identifiers where type = 'DOI' and value = $1)
                and o.kind = $2 and {OutputRow.Public}
                """,
                [doi, ConstantCase.Of(kind)],
                OutputRow.Read,
                cancellationToken
            )
        ).FirstOrDefault();

    /// <summary>All public versions of the works that these outputs are versions of, by output, newest first.</summary>
    public async Task<ILookup<long, OutputRow>> VersionsAsync(long[] ids, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select {OutputRow.Columns}, p.id from research_outputs p
                join research_outputs o on o.id = coalesce(p.first_version_id, p.id) or o.first_version_id = coalesce(p.first_version_id, p.id)
                where p.id = any($1) and {OutputRow.Public} order by p.id, o.version desc
                """,
                [ids],
                reader => (Of: reader.GetInt64(OutputRow.ColumnCount), Row: OutputRow.Read(reader)),
                cancellationToken
            )
        ).ToLookup(row => row.Of, row => row.Row);

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
