using Npgsql;
using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>Somebody says that a comment should not be there.</summary>
/// <param name="IsUpheld">Whether the comment was hidden for it; null until it is decided.</param>
/// <param name="Body">What the comment said at the time, whatever became of it; forgotten with the decision.</param>
public sealed record CommentReport(
    long Id,
    long CommentId,
    long? ReporterId,
    string Reason,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DecidedAt,
    bool? IsUpheld,
    string? Body
)
{
    public const string TypeName = "CommentReport";
    internal const int ColumnCount = 8;
    internal const string Columns = "r.id, r.comment_id, r.reporter_id, r.reason, r.created_at, r.decided_at, r.is_upheld, r.body";

    internal static CommentReport Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetInt64(1),
            reader.GetLongOrNull(2),
            reader.GetString(3),
            reader.GetTime(4),
            reader.IsDBNull(5) ? null : reader.GetTime(5),
            reader.IsDBNull(6) ? null : reader.GetBoolean(6),
            reader.GetStringOrNull(7)
        );
}

/// <summary>Reports of comments: anybody who reads a comment makes them; whoever may hide it decides, curators and stewards.</summary>
public sealed class CommentReports(ReadDatabase database, HubTransactions transactions, CommentGate comments, TimeProvider time)
{
    private static readonly PageSql<CommentReport> Reports = new(
        CommentReport.Columns,
        CommentReport.ColumnCount,
        "from comment_reports r",
        "r",
        CommentReport.Read
    );

    private static readonly OrderTerm[] Oldest =
    [
        new(new OrderField("createdAt", "When it was made.", "{t}.created_at", OrderKeyType.Timestamp), Descending: false),
    ];

    /// <summary>Reports, those that have waited longest first.</summary>
    public ListQuery<CommentReport> List(bool isOpen) => new(database, Reports, _ => [State(isOpen)], null, Oldest);

    /// <summary>
    /// Pages of the reports of comments on what communities have, those that have waited longest first. For who moderates there: not of what they review or have a conflict of interest in.
    /// </summary>
    public Task<IReadOnlyDictionary<long, Page<CommentReport>>> OfCommunitiesAsync(
        long[] communities,
        bool isOpen,
        Caller caller,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        var sql = new SqlText();
        return Reports.ChildrenAsync(database, sql, communities, OfCommunity(isOpen, caller, sql), null, Oldest, page, cancellationToken);
    }

    /// <summary>Number of those.</summary>
    public Task<IReadOnlyDictionary<long, int>> CountOfCommunitiesAsync(
        long[] communities,
        bool isOpen,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var sql = new SqlText();
        return Reports.ChildCountsAsync(database, sql, communities, OfCommunity(isOpen, caller, sql), null, cancellationToken);
    }

    /// <summary>Reports a comment, once for each account.</summary>
    public async Task<CommandResult<CommentReport>> ReportAsync(
        long comment,
        string reason,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var found = await FindAsync(
            "comments c where c.id = $1 and c.deleted_at is null and c.hidden_at is null",
            comment,
            cancellationToken
        );
        if (found is not [var (_, subject)] || await comments.OneAsync(subject, caller, cancellationToken) is null)
        {
            return Failed(new NotFoundError("comment"));
        }
        if (CommentRules.ReasonProblem(reason) is { } problem)
        {
            return Failed(problem);
        }
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (await CommentWriter.LockAsync(transaction, comment, cancellationToken) is not { DeletedAt: null, HiddenAt: null })
        {
            return Failed(new NotFoundError("comment"));
        }
        var made = await transaction.FirstAsync(
            $"""
            insert into comment_reports as r (comment_id, reporter_id, reason, created_at, body)
            select c.id, $2, $3, $4, c.body from comments c where c.id = $1
            on conflict (comment_id, reporter_id) do nothing returning {CommentReport.Columns}
            """,
            [comment, caller.UserId!.Value, CommentText.Clean(reason), time.GetUtcNow()],
            CommentReport.Read,
            cancellationToken
        );
        if (made is null)
        {
            return Failed(new InvalidError("You have reported this already; it will be decided.", ["input", "id"]));
        }
        await transaction.CommitAsync();
        return CommandResult<CommentReport>.Of(made);
    }

    /// <summary>Decides all open reports of the comment that a report is about: hides the comment, or leaves it. Nobody does of what they wrote.</summary>
    public async Task<CommandResult<CommentReport>> DecideAsync(long id, bool isUpheld, Caller caller, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // Asked before the row is locked: asking takes a connection of its own.
        if (!await MayDecideAsync(id, caller, cancellationToken))
        {
            return Failed(new NotFoundError("report"));
        }
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        // The comment before its reports, as hiding it does: two decisions come one after the other.
        await transaction.ExecuteAsync(
            "select from comments c where c.id = (select r.comment_id from comment_reports r where r.id = $1) for update",
            [id],
            cancellationToken
        );
        var report = await transaction.FirstAsync(
            $"select {CommentReport.Columns} from comment_reports r where r.id = $1",
            [id],
            CommentReport.Read,
            cancellationToken
        );
        if (report is null)
        {
            return Failed(new NotFoundError("report"));
        }
        if (await CommentWriter.IsOfAsync(transaction, report.CommentId, caller, cancellationToken))
        {
            return Failed(new ForbiddenError("Somebody else decides on reports of what you wrote; you may delete it."));
        }
        if (report.DecidedAt is not null)
        {
            return Failed(new InvalidError("This report is decided already.", ["input", "id"]));
        }
        if (isUpheld)
        {
            await CommentHiding.HideAsync(transaction, report.CommentId, report.Reason, caller.UserId!.Value, now, cancellationToken);
        }
        else
        {
            await CommentHiding.DecideAsync(transaction, report.CommentId, isUpheld, caller.UserId!.Value, now, cancellationToken);
        }
        AuditScope.About("Comment", report.CommentId);
        await transaction.CommitAsync();
        return CommandResult<CommentReport>.Of(report with { DecidedAt = now, IsUpheld = isUpheld, Body = null });
    }

    /// <summary>Reports by key, of those that the caller made, and for curators all.</summary>
    public async Task<IReadOnlyDictionary<long, CommentReport>> VisibleAsync(
        long[] ids,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        (
            await database.ListAsync(
                $"select {CommentReport.Columns} from comment_reports r where r.id = any($1) and (r.reporter_id = $2 or $3)",
                [ids, caller.UserId ?? 0, caller.IsCurator],
                CommentReport.Read,
                cancellationToken
            )
        ).ToDictionary(row => row.Id);

    /// <summary>
    /// Those of these comments of which the caller, a curator, may know who reported them. Nobody is told who reported what they wrote, with whatever account. What is about
    /// a work (a version, a review, a request about either) is for those who have no part in the work, do not review it and have no conflict of interest in it: who reports
    /// may be a reviewer whom authors and other reviewers do not know.
    /// </summary>
    public async Task<IReadOnlySet<long>> ReportersKnownAsync(
        IReadOnlyCollection<long> comments,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        (
            await database.ListAsync(
                $"""
                select c.id from comments c
                left join requests q on c.subject_type = '{RequestRow.TypeName}' and q.id = c.subject_id
                cross join lateral (select coalesce(q.topic_type, c.subject_type) as type, coalesce(q.topic_id, c.subject_id) as id) t
                left join reviews w on t.type = '{Review.TypeName}' and w.id = t.id
                left join research_outputs o on o.id = case when t.type in ({OutputTopic.Types}) then t.id else w.output_id end
                where c.id = any($3) and $2 and (c.author_id is null or c.author_id not in {SamePerson.Of("$1")})
                  and (t.type not in ({OutputTopic.Types}, '{Review.TypeName}') or (o.id is not null and {ReviewStanding.KnowsPeople}))
                """,
                [.. ReviewStanding.Values(caller), comments.ToArray()],
                reader => reader.GetInt64(0),
                cancellationToken
            )
        ).ToHashSet();

    /// <summary>
    /// Whether a report exists and the caller decides on it: who may hide the comment does, and a curator where it is out of sight, unless because they wrote it, have a part in
    /// the work, review it or have a conflict of interest.
    /// </summary>
    private async Task<bool> MayDecideAsync(long report, Caller caller, CancellationToken cancellationToken)
    {
        var reported = await FindAsync(
            "comment_reports r join comments c on c.id = r.comment_id where r.id = $1",
            report,
            cancellationToken
        );
        return reported is [var (comment, subject)]
            && (
                (await comments.OneAsync(subject, caller, cancellationToken))?.MayHide
                ?? (await ReportersKnownAsync([comment], caller, cancellationToken)).Count > 0
            );
    }

    /// <summary>A comment <c>c</c>, and what it is written on; nothing when there is none.</summary>
    private Task<List<(long Comment, SubjectKey Subject)>> FindAsync(string which, long key, CancellationToken cancellationToken) =>
        database.ListAsync(
            $"select c.id, c.subject_type, c.subject_id from {which}",
            [key],
            reader => (reader.GetInt64(0), new SubjectKey(reader.GetString(1), reader.GetInt64(2))),
            cancellationToken
        );

    private static string[] OfCommunity(bool isOpen, Caller caller, SqlText sql) =>
        [
            State(isOpen),
            $"""
                exists (
                  select from comments c join community_outputs i on i.output_id = c.subject_id and i.community_id = p.id
                  where c.id = r.comment_id and c.subject_type in ('Study', 'Dataset', 'LearningResource')
                    and not {UndecidedReviews.OnlyReads("c.subject_id", sql.Value(caller.UserId!.Value))})
                """,
        ];

    private static string State(bool isOpen) => isOpen ? "r.decided_at is null" : "r.decided_at is not null";

    private static CommandResult<CommentReport> Failed(UserError error) => CommandResult<CommentReport>.Failed(error);
}
