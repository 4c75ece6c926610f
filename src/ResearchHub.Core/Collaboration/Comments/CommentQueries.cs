using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>Reads of comments; who may read which is for the caller to see to. Each method is one SQL statement.</summary>
public sealed class CommentQueries(ReadDatabase database)
{
    private static readonly PageSql<CommentRow> Comments = new(
        CommentRow.Columns,
        CommentRow.ColumnCount,
        "from comments c",
        "c",
        CommentRow.Read
    );

    private const string OfSubject = "c.subject_id = p.id and c.parent_id is null";
    private const string OfComment = "c.parent_id = p.id";

    /// <summary>Pages of the threads on many records, oldest first unless said.</summary>
    public Task<IReadOnlyDictionary<long, Page<CommentRow>>> ThreadsAsync(
        long[] subjects,
        bool newestFirst,
        PageRequest page,
        CancellationToken cancellationToken
    ) => Comments.ChildrenAsync(database, new SqlText(), subjects, [OfSubject], null, Order(newestFirst), page, cancellationToken);

    /// <summary>Number of threads on many records.</summary>
    public Task<IReadOnlyDictionary<long, int>> CountThreadsAsync(long[] subjects, CancellationToken cancellationToken) =>
        Comments.ChildCountsAsync(database, new SqlText(), subjects, [OfSubject], null, cancellationToken);

    /// <summary>Pages of the answers to many comments, oldest first.</summary>
    public Task<IReadOnlyDictionary<long, Page<CommentRow>>> RepliesAsync(
        long[] comments,
        PageRequest page,
        CancellationToken cancellationToken
    ) => Comments.ChildrenAsync(database, new SqlText(), comments, [OfComment], null, Order(newestFirst: false), page, cancellationToken);

    /// <summary>Number of answers to many comments.</summary>
    public Task<IReadOnlyDictionary<long, int>> CountRepliesAsync(long[] comments, CancellationToken cancellationToken) =>
        Comments.ChildCountsAsync(database, new SqlText(), comments, [OfComment], null, cancellationToken);

    /// <summary>Threads on any of these records.</summary>
    public ListQuery<CommentRow> List(IReadOnlyList<long> subjects, bool newestFirst) =>
        new(
            database,
            Comments,
            sql =>
                [
                    // One key alone keeps the order of the index.
                    subjects is [var only]
                        ? $"c.subject_id = {sql.Value(only)}"
                        : $"c.subject_id = any({sql.Value(subjects.ToArray())})",
                    "c.parent_id is null",
                ],
            null,
            Order(newestFirst)
        );

    /// <summary>Comments by key.</summary>
    public async Task<IReadOnlyDictionary<long, CommentRow>> ByIdAsync(long[] ids, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {CommentRow.Columns} from comments c where c.id = any($1)",
                [ids],
                CommentRow.Read,
                cancellationToken
            )
        ).ToDictionary(row => row.Id);

    /// <summary>Accounts that comments mention in what they say now.</summary>
    public async Task<ILookup<long, long>> MentionsAsync(long[] comments, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                "select comment_id, user_id from comment_mentions where comment_id = any($1) and is_in_text order by comment_id, user_id",
                [comments],
                reader => (Comment: reader.GetInt64(0), User: reader.GetInt64(1)),
                cancellationToken
            )
        ).ToLookup(row => row.Comment, row => row.User);

    /// <summary>All versions of the work that an output is a version of; of another record, itself alone.</summary>
    public async Task<IReadOnlyList<SubjectKey>> VersionsAsync(SubjectKey subject, CancellationToken cancellationToken)
    {
        var versions = await database.ListAsync(
            """
            select v.id, v.kind from research_outputs o
            join research_outputs v on v.id = coalesce(o.first_version_id, o.id) or v.first_version_id = coalesce(o.first_version_id, o.id)
            where o.id = $1
            """,
            [subject.Id],
            reader => new SubjectKey(reader.GetEnum<RecordKind>(1).ToString(), reader.GetInt64(0)),
            cancellationToken
        );
        return versions.Contains(subject) ? versions : [subject];
    }

    private static OrderTerm[] Order(bool newestFirst) => [new(CreatedAt, newestFirst)];

    private static readonly OrderField CreatedAt = new("createdAt", "When it was written.", "{t}.created_at", OrderKeyType.Timestamp);
}
