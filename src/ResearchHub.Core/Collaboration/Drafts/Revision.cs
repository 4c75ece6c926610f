using System.Text.Json;
using Npgsql;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Drafts;

/// <summary>What was done to an output in one revision.</summary>
public enum RevisionKind
{
    Created,
    Revised,
    FileAdded,
    FileRemoved,

    /// <summary>An earlier revision was taken up again.</summary>
    Restored,

    /// <summary>It went on in its life cycle.</summary>
    StateChanged,
}

/// <summary>A revision of an output: who changed it when.</summary>
/// <param name="Number">The output's <c>revision</c> afterwards.</param>
public sealed record Revision(long Id, int Number, RevisionKind Kind, long? ActorId, DateTimeOffset OccurredAt)
{
    internal const int ColumnCount = 5;
    internal const string Columns = "r.id, r.revision, r.kind, r.actor_id, r.occurred_at";

    internal static Revision Read(NpgsqlDataReader reader) =>
        new(reader.GetInt64(0), reader.GetInt32(1), reader.GetEnum<RevisionKind>(2), reader.GetLongOrNull(3), reader.GetTime(4));
}

/// <summary>What a field of an output said before and after.</summary>
/// <param name="Field">As in inputs.</param>
public sealed record FieldChange(string Field, JsonElement Before, JsonElement After)
{
    /// <summary>A value as lines for people; none for nothing.</summary>
    public static IEnumerable<string> Lines(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.Array => value.EnumerateArray().SelectMany(Lines),
            JsonValueKind.Object when value.TryGetProperty("shown", out var shown) => [shown.GetString()!],
            JsonValueKind.Object when value.TryGetProperty("text", out var text) =>
            [
                value.TryGetProperty("language", out var language) ? $"{language.GetString()}: {text.GetString()}" : text.GetString()!,
            ],
            _ => [value.ToString()],
        };

    internal static FieldChange Read(NpgsqlDataReader reader, int first) =>
        new(
            reader.GetString(first),
            JsonDocument.Parse(reader.GetString(first + 1)).RootElement,
            JsonDocument.Parse(reader.GetString(first + 2)).RootElement
        );
}
