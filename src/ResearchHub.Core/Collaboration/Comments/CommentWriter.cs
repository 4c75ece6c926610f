using System.Text.Json;
using ResearchHub.Core.Access;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>The statements that write comments and tell of them, in the transaction of the command.</summary>
internal static class CommentWriter
{
    public static Task<CommentRow?> LockAsync(HubTransaction transaction, long id, CancellationToken cancellationToken) =>
        transaction.FirstAsync(
            $"select {CommentRow.Columns} from comments c where c.id = $1 for update",
            [id],
            CommentRow.Read,
            cancellationToken
        );

    /// <summary>Whether the caller wrote a comment, with whatever account.</summary>
    public static Task<bool> IsOfAsync(HubTransaction transaction, long comment, Caller caller, CancellationToken cancellationToken) =>
        transaction.ScalarAsync<bool>(
            $"select exists(select from comments where id = $2 and author_id in {SamePerson.Of("$1")})",
            [caller.UserId!.Value, comment],
            cancellationToken
        );

    public static Task<long> InsertAsync(
        HubTransaction transaction,
        NewComment comment,
        Caller author,
        CommentVoice voice,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        transaction.ScalarAsync<long>(
            """
            insert into comments (subject_type, subject_id, parent_id, author_id, voice, body, created_at, anchor, link_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, (select id from share_links where hash = $9 and output_id = $2)) returning id
            """,
            [
                comment.Subject.Type,
                comment.Subject.Id,
                comment.ParentId,
                author.UserId,
                voice,
                comment.Body,
                now,
                comment.Anchor is { } anchor ? JsonSerializer.Serialize(anchor, ColumnConventions.Json) : null,
                author.ShareLink,
            ],
            cancellationToken
        );

    /// <summary>
    /// Writes down whom the text of a locked comment mentions now, by the slug of their profile or a link to it or to the account. Whom an earlier text mentioned
    /// is kept aside: they are not told again, and count.
    /// </summary>
    /// <returns>Accounts that were never mentioned before.</returns>
    public static async Task<IReadOnlyList<long>> MentionAsync(
        HubTransaction transaction,
        long comment,
        string body,
        Func<string, SubjectKey> keyOf,
        CancellationToken cancellationToken
    )
    {
        var (slugs, ids) = CommentMarkdown.Mentions(body);
        if (slugs.Count + ids.Count == 0)
        {
            await transaction.ExecuteAsync(
                "update comment_mentions set is_in_text = false where comment_id = $1 and is_in_text",
                [comment],
                cancellationToken
            );
            return [];
        }
        var keys = ids.Select(keyOf).ToArray();
        return await transaction.ListAsync(
            """
            with named as (
              select distinct u.id from users u left join researchers r on u.researcher_id in (r.id, r.merged_into_id)
              where r.slug = any($2) or r.id = any($3) or u.id = any($4)),
            known as (
              update comment_mentions m set is_in_text = m.user_id in (select id from named) where m.comment_id = $1 returning m.user_id)
            insert into comment_mentions (comment_id, user_id)
            select $1, id from named where id not in (select user_id from known) order by id limit greatest(0, $5 - (select count(*) from known))
            returning user_id
            """,
            [
                comment,
                slugs.ToArray(),
                keys.Where(key => key.Type == "Researcher").Select(key => key.Id).ToArray(),
                keys.Where(key => key.Type == "User").Select(key => key.Id).ToArray(),
                CommentRules.MostMentions,
            ],
            reader => reader.GetInt64(0),
            cancellationToken
        );
    }

    /// <summary>
    /// Tells those mentioned, then those who talk in the same thread, then everybody else. Each is told of a comment once, by the first that
    /// applies.
    /// </summary>
    public static async Task TellAsync(
        HubTransaction transaction,
        CommentRow comment,
        IReadOnlyList<long> mentioned,
        IReadOnlyList<long> keepers,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await TellSomeAsync(transaction, ActivityKind.Mentioned, comment, mentioned, now, cancellationToken);
        if (comment.ParentId is { } parent)
        {
            var talking = await transaction.ListAsync(
                "select distinct author_id from comments where (id = $1 or parent_id = $1) and author_id is not null",
                [parent],
                reader => reader.GetInt64(0),
                cancellationToken
            );
            await TellSomeAsync(transaction, ActivityKind.Replied, comment, talking, now, cancellationToken);
        }
        await (Of(ActivityKind.Commented, comment) with { Addressed = keepers }).WriteAsync(transaction, now, cancellationToken);
    }

    /// <summary>Tells some people; its author is never told.</summary>
    public static async Task TellSomeAsync(
        HubTransaction transaction,
        ActivityKind kind,
        CommentRow comment,
        IReadOnlyList<long> people,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (people.Any(person => person != comment.AuthorId))
        {
            await (Of(kind, comment) with { Addressed = people }).WriteAsync(transaction, now, cancellationToken);
        }
    }

    private static Activity Of(ActivityKind kind, CommentRow comment) =>
        new(kind, comment.Subject.Type, comment.Subject.Id)
        {
            SubjectType = "Comment",
            SubjectId = comment.Id,
            ActorId = comment.Voice == CommentVoice.Own ? comment.AuthorId : null,
        };
}
