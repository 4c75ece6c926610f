using Npgsql;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Inbox;

/// <summary>Somebody wants to be told what happens to a record.</summary>
public sealed record Follow(long Id, long UserId, SubjectKey Subject, DateTimeOffset CreatedAt)
{
    internal const int ColumnCount = 5;
    internal const string Columns = "f.id, f.user_id, f.subject_type, f.subject_id, f.created_at";

    internal static Follow Read(NpgsqlDataReader reader) =>
        new(reader.GetInt64(0), reader.GetInt64(1), new SubjectKey(reader.GetString(2), reader.GetInt64(3)), reader.GetTime(4));
}

/// <summary>Reads of what people follow.</summary>
public sealed class FollowQueries(ReadDatabase database)
{
    private static readonly PageSql<Follow> Follows = new(Follow.Columns, Follow.ColumnCount, "from follows f", "f", Follow.Read);

    /// <summary>What an account follows, the latest first.</summary>
    /// <param name="type">Only records of this type; null for all.</param>
    public ListQuery<Follow> List(long user, string? type) =>
        new(
            database,
            Follows,
            sql =>
                type is null
                    ? [$"f.user_id = {sql.Value(user)}"]
                    : [$"f.user_id = {sql.Value(user)}", $"f.subject_type = {sql.Value(type)}"],
            null,
            []
        );
}
