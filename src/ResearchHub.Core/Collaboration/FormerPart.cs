using Npgsql;
using ResearchHub.Core.Access;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration;

/// <summary>A part that somebody had in something: a place on a draft, in a list, in a community. It is theirs to know of when what it was in is not any more.</summary>
/// <param name="Title">What it was in, as that was called when it ended.</param>
public sealed record FormerPart(long Id, string Title, DateTimeOffset EndedAt)
{
    /// <summary>Name of the type in global ids.</summary>
    public const string TypeName = nameof(FormerPart);

    internal static FormerPart Read(NpgsqlDataReader reader) => new(reader.GetInt64(0), reader.GetString(1), reader.GetTime(2));

    /// <summary>Writes down that people were taken off something and tells each: of what they see no more, by what it was called. One statement, however many.</summary>
    internal static Task EndAsync(
        HubTransaction transaction,
        ActivityKind kind,
        SubjectKey topic,
        string title,
        IReadOnlyCollection<long> users,
        Caller caller,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        transaction.ExecuteAsync(
            $"""
            with ended as (
              insert into former_parts (user_id, topic_type, topic_id, title, ended_at)
              select u, $1, $2, $3, $4 from unnest($5) u returning id, user_id)
            insert into activities (kind, topic_type, topic_id, subject_type, subject_id, actor_id, addressed, occurred_at)
            select $6, $1, $2, '{TypeName}', id, $7::bigint, array[user_id], $4 from ended order by id
            """,
            [topic.Type, topic.Id, title, now, users.ToArray(), kind, caller.UserId],
            cancellationToken
        );
}

/// <summary>Reads of the parts that people had.</summary>
public sealed class FormerPartQueries(ReadDatabase database)
{
    /// <summary>Those of the caller's, by key.</summary>
    public async Task<IReadOnlyDictionary<long, FormerPart>> ByIdAsync(long[] ids, Caller caller, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                "select id, title, ended_at from former_parts where id = any($1) and user_id = $2",
                [ids, caller.UserId ?? 0],
                FormerPart.Read,
                cancellationToken
            )
        ).ToDictionary(part => part.Id);
}

/// <summary>Parts that somebody had, which exist for them alone.</summary>
public sealed class FormerPartSubjects(FormerPartQueries queries) : FoundSubjects<FormerPart>(FormerPart.TypeName, queries.ByIdAsync);
