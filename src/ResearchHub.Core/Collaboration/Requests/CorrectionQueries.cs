using Npgsql;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>A correction as everybody sees it: what was asked and what came of it, not who asked.</summary>
public sealed record CorrectionRow(
    long Id,
    RequestStatus Status,
    CorrectionDetails Details,
    string? Outcome,
    DateOnly DueOn,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? DecidedAt
)
{
    public const string TypeName = "Correction";
}

/// <summary>Reads of the corrections of public records. Each method is one SQL statement.</summary>
public sealed class CorrectionQueries(ReadDatabase database)
{
    private static readonly PageSql<CorrectionRow> Corrections = new(
        "r.id, r.status, r.details, r.outcome, r.due_on, r.submitted_at, r.decided_at",
        7,
        "from requests r",
        "r",
        Read
    );

    private static readonly OrderTerm[] Latest =
    [
        new(new OrderField("createdAt", "When it was made.", "{t}.created_at", OrderKeyType.Timestamp), Descending: true),
    ];

    private static readonly string[] OfParent =
    [
        "r.topic_id = p.id",
        "r.kind = 'CORRECTION'",
        "r.status in ('SUBMITTED', 'ACCEPTED', 'DECLINED', 'EXPIRED')",
        "r.submitted_at is not null",
    ];

    /// <summary>The same page of the corrections of many outputs, latest first.</summary>
    public Task<IReadOnlyDictionary<long, Page<CorrectionRow>>> OfOutputsAsync(
        long[] outputs,
        PageRequest page,
        CancellationToken cancellationToken
    ) => Corrections.ChildrenAsync(database, new SqlText(), outputs, OfParent, null, Latest, page, cancellationToken);

    /// <summary>Number of corrections of many outputs.</summary>
    public Task<IReadOnlyDictionary<long, int>> CountOfOutputsAsync(long[] outputs, CancellationToken cancellationToken) =>
        Corrections.ChildCountsAsync(database, new SqlText(), outputs, OfParent, null, cancellationToken);

    private static CorrectionRow Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetEnum<RequestStatus>(1),
            (CorrectionDetails)RequestDetails.Read(reader.GetString(2), typeof(CorrectionDetails)),
            reader.GetStringOrNull(3),
            reader.GetFieldValue<DateOnly>(4),
            reader.GetTime(5),
            reader.GetTimeOrNull(6)
        );
}
