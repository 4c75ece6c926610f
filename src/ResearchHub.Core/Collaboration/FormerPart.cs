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

    /// <summary>Writes down that somebody was taken off something and tells them: of what they see no more, by what it was called.</summary>
    internal static async Task EndAsync(
        HubTransaction transaction,
        ActivityKind kind,
        SubjectKey topic,
        string title,
        long user,
        Caller caller,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var part = await transaction.ScalarAsync<long>(
            "insert into former_parts (user_id, topic_type, topic_id, title, ended_at) values ($1, $2, $3, $4, $5) returning id",
            [user, topic.Type, topic.Id, title, now],
            cancellationToken
        );
        await new Activity(kind, topic.Type, topic.Id)
        {
            SubjectType = TypeName,
            SubjectId = part,
            ActorId = caller.UserId,
            Addressed = [user],
        }.WriteAsync(transaction, now, cancellationToken);
    }
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
