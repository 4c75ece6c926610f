using ResearchHub.Core.Data;

namespace ResearchHub.Core.Events;

/// <summary>
/// Something that happened where people work together. Who follows the topic, and whom it is addressed to, is told; listeners to the topic
/// hear of it.
/// </summary>
/// <param name="TopicType">Type of what it happened to, as in global ids.</param>
/// <param name="TopicId">Key of what it happened to.</param>
public sealed record Activity(ActivityKind Kind, string TopicType, long TopicId)
{
    /// <summary>Most accounts that one is addressed to where they may be many, so that no entry of the feed is longer than its readers like.</summary>
    public const int MostAddressed = 500;

    /// <summary>Type of what came of it, such as the comment; null when nothing did.</summary>
    public string? SubjectType { get; init; }

    /// <summary>Key of what came of it.</summary>
    public long? SubjectId { get; init; }

    /// <summary>Account that did it; null for the server itself, and where who did it stays hidden.</summary>
    public long? ActorId { get; init; }

    /// <summary>Accounts that are to be told, followers or not.</summary>
    public IReadOnlyList<long> Addressed { get; init; } = [];

    /// <summary>Writes it to people who may be many, <see cref="MostAddressed"/> in an entry; nothing where there are none.</summary>
    public async Task WriteToAsync(
        HubTransaction transaction,
        IEnumerable<long> people,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        foreach (var batch in people.Chunk(MostAddressed))
        {
            await (this with { Addressed = batch }).WriteAsync(transaction, now, cancellationToken);
        }
    }

    /// <summary>Writes it in the transaction of the act itself: there is no act that nobody hears of, and no word of what did not happen.</summary>
    public Task WriteAsync(HubTransaction transaction, DateTimeOffset now, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            """
            insert into activities (kind, topic_type, topic_id, subject_type, subject_id, actor_id, addressed, occurred_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [Kind, TopicType, TopicId, SubjectType, SubjectId, ActorId, Addressed.Distinct().ToArray(), now],
            cancellationToken
        );
}
