using Npgsql;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Events;

/// <summary>An event as read from the feed.</summary>
public sealed record FeedEvent(FeedPosition Position, ChangeKind Kind, RecordKind SubjectKind, long SubjectId, DateTimeOffset OccurredAt)
    : IFeedEntry
{
    /// <summary>Whether the record does not stand any more as it was published.</summary>
    public bool IsEnd => Kind is ChangeKind.Withdrawn or ChangeKind.Retracted;

    /// <summary>Whether it is about a study, a dataset or a learning resource.</summary>
    public bool IsOfOutput => SubjectKind is not (RecordKind.Researcher or RecordKind.Organization);
}

/// <summary>What happened to public records.</summary>
public sealed class ChangeFeed(ReadDatabase database)
    : FeedTable<FeedEvent>(database, "change_events", "kind, subject_kind, subject_id, occurred_at")
{
    /// <inheritdoc />
    protected override FeedEvent Read(FeedPosition position, NpgsqlDataReader reader) =>
        new(position, reader.GetEnum<ChangeKind>(2), reader.GetEnum<RecordKind>(3), reader.GetInt64(4), reader.GetTime(5));
}
