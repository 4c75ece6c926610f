using Npgsql;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.People.Reading;

/// <summary>Reads of claims of authorship; who may read which is for the caller to see to. Each method is one SQL statement.</summary>
public sealed class ClaimQueries(ReadDatabase database)
{
    private static readonly PageSql<AuthorshipClaim> Claims = new(
        "c.id, c.output_id, c.position, c.researcher_id, c.claimed_by, c.evidence, c.status, c.created_at, c.decided_by, c.decided_at, c.reason",
        11,
        "from authorship_claims c",
        "c",
        Read
    );

    private static readonly OrderTerm[] Oldest =
    [
        new(new OrderField("createdAt", "When it was made.", "{t}.created_at", OrderKeyType.Timestamp), Descending: false),
    ];

    /// <summary>Claims, those that have waited longest first.</summary>
    /// <param name="status">Null: of any.</param>
    /// <param name="by">Account that claims; null: anybody.</param>
    public ListQuery<AuthorshipClaim> List(RequestStatus? status, long? by) =>
        new(database, Claims, sql => Conditions(sql, status, by), null, Oldest);

    private static List<string> Conditions(SqlText sql, RequestStatus? status, long? by)
    {
        var conditions = new List<string> { "true" };
        if (status is { } one)
        {
            conditions.Add($"c.status = {sql.Value(ConstantCase.Of(one))}");
        }
        if (by is { } user)
        {
            conditions.Add($"c.claimed_by = {sql.Value(user)}");
        }
        return conditions;
    }

    private static AuthorshipClaim Read(NpgsqlDataReader reader) =>
        new()
        {
            Id = reader.GetInt64(0),
            OutputId = reader.GetInt64(1),
            Position = reader.GetInt32(2),
            ResearcherId = reader.GetInt64(3),
            ClaimedBy = reader.GetInt64(4),
            Evidence = reader.GetString(5),
            Status = reader.GetEnum<RequestStatus>(6),
            CreatedAt = reader.GetTime(7),
            DecidedBy = reader.GetLongOrNull(8),
            DecidedAt = reader.IsDBNull(9) ? null : reader.GetTime(9),
            Reason = reader.GetStringOrNull(10),
        };
}
