using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Drafts;

/// <summary>Reads of the history of outputs; each method is one SQL statement, and does not ask who may know.</summary>
public sealed class RevisionQueries(ReadDatabase database)
{
    private const string OfParent = "r.output_id = p.id";

    private static readonly PageSql<Revision> Revisions = new(
        Revision.Columns,
        Revision.ColumnCount,
        "from output_revisions r",
        "r",
        Revision.Read
    );

    private static readonly OrderTerm[] Latest =
    [
        new(new OrderField("revision", "Number of the revision.", "{t}.revision", OrderKeyType.Int), Descending: true),
    ];

    /// <summary>What the first change of each field found, and the last one left, of the outputs $1 after revision $2.</summary>
    internal const string Since = """
        select r.output_id, c.field, (array_agg(c.before order by r.revision))[1] as before, (array_agg(c.after order by r.revision desc))[1] as after
        from output_revisions r join output_changes c on c.revision_id = r.id where r.output_id = any($1) and r.revision > $2
        """;

    /// <summary>Ends <see cref="Since"/>.</summary>
    internal const string ByField = "group by r.output_id, c.field";

    /// <summary>The same page of the histories of many outputs, latest first.</summary>
    public Task<IReadOnlyDictionary<long, Page<Revision>>> OfOutputsAsync(
        long[] outputs,
        PageRequest page,
        CancellationToken cancellationToken
    ) => Revisions.ChildrenAsync(database, new SqlText(), outputs, [OfParent], null, Latest, page, cancellationToken);

    /// <summary>Number of revisions of many outputs.</summary>
    public Task<IReadOnlyDictionary<long, int>> CountOfOutputsAsync(long[] outputs, CancellationToken cancellationToken) =>
        Revisions.ChildCountsAsync(database, new SqlText(), outputs, [OfParent], null, cancellationToken);

    /// <summary>What changed in revisions, by revision, in the order of fields' names.</summary>
    public async Task<ILookup<long, FieldChange>> ChangesAsync(long[] revisions, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                "select revision_id, field, before::text, after::text from output_changes where revision_id = any($1) order by revision_id, field",
                [revisions],
                reader => (Of: reader.GetInt64(0), Change: FieldChange.Read(reader, 1)),
                cancellationToken
            )
        ).ToLookup(row => row.Of, row => row.Change);

    /// <summary>What differs between two revisions, by output, in the order of fields' names; of what goes back in time, the other way round.</summary>
    public async Task<ILookup<long, FieldChange>> CompareAsync(
        long[] outputs,
        (int From, int To) revisions,
        CancellationToken cancellationToken
    )
    {
        FieldChange Along(FieldChange change) =>
            revisions.From <= revisions.To ? change : change with { Before = change.After, After = change.Before };
        return (
            await database.ListAsync(
                $"""
                select output_id, field, before::text, after::text from ({Since} and r.revision <= $3 {ByField}) d
                where before is distinct from after order by output_id, field
                """,
                [outputs, Math.Min(revisions.From, revisions.To), Math.Max(revisions.From, revisions.To)],
                reader => (Of: reader.GetInt64(0), Change: Along(FieldChange.Read(reader, 1))),
                cancellationToken
            )
        ).ToLookup(row => row.Of, row => row.Change);
    }
}
