using Npgsql;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Events;

/// <summary>An <see cref="Activity"/> as read from the feed.</summary>
/// <param name="TopicType">As in global ids.</param>
/// <param name="SubjectType">As in global ids; null when nothing came of it.</param>
public sealed record ActivityEntry(
    FeedPosition Position,
    ActivityKind Kind,
    string TopicType,
    long TopicId,
    string? SubjectType,
    long? SubjectId,
    long? ActorId,
    long[] Addressed,
    DateTimeOffset OccurredAt
) : IFeedEntry;

/// <summary>What happened where people work together. Not public: whoever hands an entry on asks first who may know of it.</summary>
public sealed class ActivityFeed(ReadDatabase database)
    : FeedTable<ActivityEntry>(
        database,
        "activities",
        "kind, topic_type, topic_id, subject_type, subject_id, actor_id, addressed, occurred_at"
    )
{
    /// <inheritdoc />
    protected override ActivityEntry Read(FeedPosition position, NpgsqlDataReader reader) =>
        new(
            position,
            reader.GetEnum<ActivityKind>(2),
            reader.GetString(3),
            reader.GetInt64(4),
            reader.GetStringOrNull(5),
            reader.GetLongOrNull(6),
            reader.GetLongOrNull(7),
            reader.GetFieldValue<long[]>(8),
            reader.GetTime(9)
        );
}
