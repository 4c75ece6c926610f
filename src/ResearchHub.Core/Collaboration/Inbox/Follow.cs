using Npgsql;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

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

    /// <summary>
    /// What of these records an account follows: a work by any of its versions, a profile by any id that it has. Records that it does not follow are left
    /// out.
    /// </summary>
    public async Task<IReadOnlyDictionary<SubjectKey, Follow>> OfSubjectsAsync(
        IReadOnlyList<SubjectKey> subjects,
        long user,
        CancellationToken cancellationToken
    ) =>
        (
            await database.ListAsync(
                $"""
                select distinct on (k.type, k.id) {Follow.Columns}, k.type, k.id from unnest($2::text[], $3::bigint[]) k(type, id)
                cross join lateral (
                  select k.id
                  union select n.id from researchers n where k.type = 'Researcher' and n.merged_into_id = k.id
                  union select v.id from research_outputs o
                  join research_outputs v on {Series.SameWork("v", "o")}
                  where k.type in ({OutputTopic.Types}) and o.id = k.id) s
                join follows f on f.user_id = $1 and f.subject_id = s.id and f.subject_type = k.type
                order by k.type, k.id, (f.subject_id = k.id) desc, f.id
                """,
                [user, subjects.Select(subject => subject.Type).ToArray(), subjects.Select(subject => subject.Id).ToArray()],
                reader =>
                    (
                        Of: new SubjectKey(reader.GetString(Follow.ColumnCount), reader.GetInt64(Follow.ColumnCount + 1)),
                        Row: Follow.Read(reader)
                    ),
                cancellationToken
            )
        ).ToDictionary(row => row.Of, row => row.Row);
}
