using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>
/// Comments, which exist for whoever sees what they are written on; and, for who talks in the thread by a secret link, as long as that is good. By this such
/// a person is told of answers without having the link at hand; what they say, and who says it, they read with it.
/// </summary>
/// <param name="gate">Asked later: it is made of all modules, this one too.</param>
public sealed class CommentSubjects(ReadDatabase database, Func<SubjectGate> gate, TimeProvider time) : ISubjects
{
    /// <summary>Whether the account $3 talks in the thread of the comment <c>c</c> by a link that is good at the time $1.</summary>
    private const string TalksByLink = $"""
        exists (
          select from comments m join share_links l on l.id = m.link_id and {ShareLinkQueries.Good} join research_outputs o on o.id = l.output_id
          where m.author_id = $3 and (m.id = c.parent_id or m.parent_id = c.parent_id) and not is_public_state(o.state))
        """;

    /// <inheritdoc />
    public IReadOnlyCollection<string> Types { get; } = ["Comment"];

    /// <inheritdoc />
    public async Task<IReadOnlySet<long>> VisibleAsync(
        string type,
        IReadOnlyCollection<long> keys,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var comments = await database.ListAsync(
            $"""
            select c.id, c.subject_type, c.subject_id, {TalksByLink} from comments c
            where c.id = any($2) and c.deleted_at is null and c.hidden_at is null
            """,
            [time.GetUtcNow(), keys.ToArray(), caller.UserId ?? 0],
            reader =>
                (Id: reader.GetInt64(0), Subject: new SubjectKey(reader.GetString(1), reader.GetInt64(2)), IsTalk: reader.GetBoolean(3)),
            cancellationToken
        );
        var visible = await gate().VisibleAsync(comments.Select(one => one.Subject), caller, cancellationToken);
        return comments.Where(one => one.IsTalk || visible.Contains(one.Subject)).Select(one => one.Id).ToHashSet();
    }
}
