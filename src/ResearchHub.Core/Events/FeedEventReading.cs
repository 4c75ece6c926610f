using Npgsql;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Events;

/// <summary>Events where they are kept outside of the feed.</summary>
internal static class FeedEventReading
{
    /// <summary>Reads <c>transaction, sequence, kind, subject_kind, output_id, occurred_at</c>.</summary>
    public static FeedEvent GetFeedEvent(this NpgsqlDataReader reader, int first = 0) =>
        new(
            new FeedPosition(reader.GetFieldValue<ulong>(first), reader.GetInt64(first + 1)),
            reader.GetEnum<ChangeKind>(first + 2),
            reader.GetEnum<RecordKind>(first + 3),
            reader.GetInt64(first + 4),
            reader.GetTime(first + 5)
        );
}
