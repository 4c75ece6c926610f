using Npgsql;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Access.Reading;

/// <summary>An entry of the audit log as read.</summary>
public sealed record AuditRow(
    long Id,
    DateTimeOffset OccurredAt,
    long? ActorId,
    string Action,
    string? SubjectType,
    long? SubjectId,
    string? Address,
    string? Credential
)
{
    internal const int ColumnCount = 8;
    internal const string Columns = "a.id, a.occurred_at, a.actor_id, a.action, a.subject_type, a.subject_id, a.address, a.credential";

    internal static AuditRow Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetTime(1),
            reader.GetLongOrNull(2),
            reader.GetString(3),
            reader.GetStringOrNull(4),
            reader.GetLongOrNull(5),
            reader.GetStringOrNull(6),
            reader.GetStringOrNull(7)
        );
}

/// <summary>Reads of the audit log; who may read what is for the caller to see to. Each method is one SQL statement.</summary>
public sealed class AuditQueries(ReadDatabase database)
{
    private static readonly PageSql<AuditRow> Events = new(
        AuditRow.Columns,
        AuditRow.ColumnCount,
        "from audit_events a",
        "a",
        AuditRow.Read
    );

    private static readonly OrderTerm[] Latest =
    [
        new(new OrderField("occurredAt", "When it was done.", "{t}.occurred_at", OrderKeyType.Timestamp), Descending: true),
    ];

    private const string OfParent = $"""
        (a.subject_id = p.id or a.output_id = p.id or (a.subject_type = '{nameof(Collaborator)}' and a.output_id = (
          select w.first_version_id from research_outputs w where w.id = p.id)))
        """;

    /// <summary>What the log can be filtered by.</summary>
    public static FilterSchema Filter { get; } =
        new(
            "AuditEventFilter",
            "Filters the audit log.",
            () =>
                [
                    new FilterField("occurredAt", "When it was done.", FilterValueKind.DateTime, "{t}.occurred_at"),
                    new FilterField("action", "Name of the mutation or command.", FilterValueKind.Key, "{t}.action"),
                    new FilterField("actor", "Id of the account.", FilterValueKind.Id, "{t}.actor_id"),
                    new FilterField("subject", "Id of the record that it was about.", FilterValueKind.Id, "{t}.subject_id"),
                    new FilterField("address", "Address that it came from.", FilterValueKind.Key, "{t}.address"),
                    new FilterField("credential", "Prefix of the token, or name of the issuer.", FilterValueKind.Key, "{t}.credential"),
                ]
        );

    /// <summary>The log, latest first.</summary>
    public ListQuery<AuditRow> List(FilterCondition? where) => new(database, Events, _ => ["true"], where, Latest);

    /// <summary>The same page of what was done to many records, or to parts of them.</summary>
    public Task<IReadOnlyDictionary<long, Page<AuditRow>>> OfRecordsAsync(
        long[] records,
        PageRequest page,
        CancellationToken cancellationToken
    ) => Events.ChildrenAsync(database, new SqlText(), records, [OfParent], null, Latest, page, cancellationToken);

    /// <summary>Number of entries of many records.</summary>
    public Task<IReadOnlyDictionary<long, int>> CountOfRecordsAsync(long[] records, CancellationToken cancellationToken) =>
        Events.ChildCountsAsync(database, new SqlText(), records, [OfParent], null, cancellationToken);
}
