using Npgsql;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.People;

namespace ResearchHub.Core.Collaboration.Calls;

/// <summary>A call for collaboration as read. Everybody sees it.</summary>
/// <param name="Seeks">What the people wanted are open to.</param>
/// <param name="Deadline">Last day to answer.</param>
/// <param name="CommunityId">For which community; null for nobody but who opened it.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record CallRow(
    long Id,
    string Title,
    string Description,
    Openness Seeks,
    DateOnly Deadline,
    long? PlaceId,
    string[] Languages,
    string[] Sectors,
    long? OpenedBy,
    long? CommunityId,
    DateTimeOffset OpenedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? ClosedAt,
    string? Outcome,
    int Revision
)
{
    public const string TypeName = "CollaborationCall";
    internal const int ColumnCount = 15;
    internal const string Columns =
        "c.id, c.title, c.description, c.seeks, c.deadline, c.place_id, c.languages, c.sectors, c.opened_by, c.community_id, c.opened_at, c.updated_at, c.closed_at, c.outcome, c.revision";

    /// <summary>Whether it can be answered on a day.</summary>
    public bool IsOpenOn(DateOnly today) => ClosedAt is null && Deadline >= today;

    /// <summary>Sectors wanted; none for any.</summary>
    public IEnumerable<Sector> SectorList => Sectors.Select(ConstantCase.Parse<Sector>);

    internal static CallRow Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetString(1),
            reader.GetString(2),
            reader.GetEnum<Openness>(3),
            reader.GetFieldValue<DateOnly>(4),
            reader.GetLongOrNull(5),
            reader.GetFieldValue<string[]>(6),
            reader.GetFieldValue<string[]>(7),
            reader.GetLongOrNull(8),
            reader.GetLongOrNull(9),
            reader.GetTime(10),
            reader.GetTime(11),
            reader.GetTimeOrNull(12),
            reader.GetStringOrNull(13),
            reader.GetInt32(14)
        );
}

/// <summary>An answer to a call. Seen by who gave it and who opened the call.</summary>
public sealed record CallAnswerRow(long Id, long CallId, long UserId, string Message, DateTimeOffset AnsweredAt)
{
    public const string TypeName = "CallAnswer";
    internal const int ColumnCount = 5;
    internal const string Columns = "a.id, a.call_id, a.user_id, a.message, a.answered_at";

    internal static CallAnswerRow Read(NpgsqlDataReader reader) =>
        new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3), reader.GetTime(4));
}
