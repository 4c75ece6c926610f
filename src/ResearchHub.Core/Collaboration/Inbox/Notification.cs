using Npgsql;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Inbox;

/// <summary>What a person has done with a notification.</summary>
public enum NotificationState
{
    /// <summary>Not yet looked at.</summary>
    Unread,

    /// <summary>Kept for later.</summary>
    Saved,

    /// <summary>Done with.</summary>
    Archived,
}

/// <summary>A way to tell somebody.</summary>
public enum NotificationChannel
{
    Inbox,
    Email,
}

/// <summary>Something that one person is told.</summary>
/// <param name="Position">Place in the feed of all notifications.</param>
/// <param name="Kind">One of <see cref="NotificationKinds"/>.</param>
/// <param name="Topic">What it happened to.</param>
/// <param name="Subject">What came of it; null when nothing did.</param>
/// <param name="ActorId">Account that did it; null for the server itself, and where who did it stays hidden.</param>
/// <param name="IsAddressed">Whether the person is told because it is about them, and not only because they follow something.</param>
/// <param name="Group">What it is shown together with: what the person follows, else the topic.</param>
public sealed record Notification(
    long Id,
    FeedPosition Position,
    long UserId,
    string Kind,
    SubjectKey Topic,
    SubjectKey? Subject,
    long? ActorId,
    bool IsAddressed,
    SubjectKey Group,
    NotificationState State,
    DateTimeOffset OccurredAt
) : IFeedEntry
{
    internal const int ColumnCount = 15;

    /// <summary>The select list; its names are of one table only and need no alias.</summary>
    internal const string Columns = $"transaction, sequence, {AfterPosition}";

    internal const string AfterPosition =
        "id, user_id, kind, topic_type, topic_id, subject_type, subject_id, actor_id, is_addressed, group_type, group_id, state, occurred_at";

    internal static Notification Read(NpgsqlDataReader reader) =>
        Read(new FeedPosition(reader.GetFieldValue<ulong>(0), reader.GetInt64(1)), reader);

    internal static Notification Read(FeedPosition position, NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(2),
            position,
            reader.GetInt64(3),
            reader.GetString(4),
            new SubjectKey(reader.GetString(5), reader.GetInt64(6)),
            reader.IsDBNull(7) ? null : new SubjectKey(reader.GetString(7), reader.GetInt64(8)),
            reader.GetLongOrNull(9),
            reader.GetBoolean(10),
            new SubjectKey(reader.GetString(11), reader.GetInt64(12)),
            reader.GetEnum<NotificationState>(13),
            reader.GetTime(14)
        );
}

/// <summary>Notifications of everybody in the order in which they were written, for those who listen.</summary>
public sealed class NotificationFeed(ReadDatabase database) : FeedTable<Notification>(database, "notifications", Notification.AfterPosition)
{
    /// <inheritdoc />
    protected override Notification Read(FeedPosition position, NpgsqlDataReader reader) => Notification.Read(position, reader);
}

/// <summary>Notifications of a person that belong together.</summary>
/// <param name="LatestId">Key of the latest of them.</param>
/// <param name="Unread">How many of them are unread.</param>
public sealed record NotificationGroup(SubjectKey About, long LatestId, int Count, int Unread);
