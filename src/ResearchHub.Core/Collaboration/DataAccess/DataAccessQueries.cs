using ResearchHub.Core.Access;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.DataAccess;

/// <summary>Reads of terms, grants and downloads; who may read which is for the caller to see to. Each method is one SQL statement.</summary>
public sealed class DataAccessQueries(ReadDatabase database)
{
    private static readonly PageSql<AccessGrantRow> Grants = new(
        AccessGrantRow.Columns,
        AccessGrantRow.ColumnCount,
        "from data_access_grants g",
        "g",
        AccessGrantRow.Read
    );

    private static readonly PageSql<DownloadRow> Downloads = new(
        DownloadRow.Columns,
        DownloadRow.ColumnCount,
        "from file_downloads d",
        "d",
        DownloadRow.Read
    );

    private static readonly OrderTerm[] LatestGrants =
    [
        new(new OrderField("grantedAt", "When it was given.", "{t}.granted_at", OrderKeyType.Timestamp), Descending: true),
    ];

    private static readonly OrderTerm[] LatestDownloads =
    [
        new(new OrderField("occurredAt", "When it was.", "{t}.occurred_at", OrderKeyType.Timestamp), Descending: true),
    ];

    /// <summary>The terms in force, by output.</summary>
    public async Task<IReadOnlyDictionary<long, AccessTermsRow>> TermsAsync(long[] outputs, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select {AccessTermsRow.Columns}, o.id from research_outputs o join access_terms t on t.id = {VersionedAccess.Terms}
                where o.id = any($1)
                """,
                [outputs],
                reader => (Of: reader.GetInt64(AccessTermsRow.ColumnCount), Row: AccessTermsRow.Read(reader)),
                cancellationToken
            )
        ).ToDictionary(row => row.Of, row => row.Row);

    /// <summary>What a caller has been given that is not over, by output; of several the one that lasts longest.</summary>
    public async Task<IReadOnlyDictionary<long, AccessGrantRow>> OwnAsync(
        long[] outputs,
        Caller caller,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        (
            await database.ListAsync(
                $"""
                select distinct on (o.id) {AccessGrantRow.Columns}, o.id from research_outputs o
                join data_access_grants g on g.user_id = $2 and g.revoked_at is null and g.expires_at > $3 and {VersionedAccess.Applies}
                where o.id = any($1) order by o.id, g.expires_at desc, g.id
                """,
                [outputs, caller.UserId ?? 0, now],
                reader => (Of: reader.GetInt64(AccessGrantRow.ColumnCount), Row: AccessGrantRow.Read(reader)),
                cancellationToken
            )
        ).ToDictionary(row => row.Of, row => row.Row);

    /// <summary>Grants by key.</summary>
    public async Task<IReadOnlyDictionary<long, AccessGrantRow>> GrantsByIdAsync(long[] ids, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {AccessGrantRow.Columns} from data_access_grants g where g.id = any($1)",
                [ids],
                AccessGrantRow.Read,
                cancellationToken
            )
        ).ToDictionary(row => row.Id);

    /// <summary>What was given for requests, by request.</summary>
    public async Task<IReadOnlyDictionary<long, AccessGrantRow>> GrantsOfRequestsAsync(
        long[] requests,
        CancellationToken cancellationToken
    ) =>
        (
            await database.ListAsync(
                $"select distinct on (g.request_id) {AccessGrantRow.Columns} from data_access_grants g where g.request_id = any($1) order by g.request_id, g.id desc",
                [requests],
                AccessGrantRow.Read,
                cancellationToken
            )
        ).ToDictionary(row => row.RequestId!.Value);

    /// <summary>What was ever given of outputs and of their earlier versions, latest first.</summary>
    public ChildrenQuery<AccessGrantRow> GrantsOfOutputs() =>
        new(
            database,
            Grants,
            _ =>
                [
                    $"g.output_id in (select e.id from research_outputs o join research_outputs e on {VersionedAccess.UpTo} where o.id = p.id)",
                ],
            null,
            LatestGrants
        );

    /// <summary>Who read what of outputs, latest first.</summary>
    public ChildrenQuery<DownloadRow> DownloadsOfOutputs() => new(database, Downloads, _ => ["d.output_id = p.id"], null, LatestDownloads);
}
