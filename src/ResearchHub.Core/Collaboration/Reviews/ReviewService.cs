using System.Globalization;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Comments;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>What reviewers do with their reviews, and editors with those that are not submitted.</summary>
public sealed class ReviewService(HubTransactions transactions, RequestWriter requests, ReviewQueries queries, TimeProvider time)
{
    /// <summary>
    /// Says whether there is a conflict of interest. Without one the reviewer may read the output from then on; with one the review is declined, also when it
    /// is found while they read.
    /// </summary>
    public async Task<CommandResult<Review>> DeclareAsync(
        long id,
        bool hasConflict,
        string? statement,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var review = await OwnAsync(transaction, id, caller, cancellationToken);
        UserError? refusal =
            review is null ? Missing
            : review.Status != ReviewStatus.Agreed && !(hasConflict && review.Status == ReviewStatus.Reviewing) ? Closed(review.Status)
            : RequestText.Problem(statement, "statement", isNeeded: hasConflict);
        if (refusal is not null)
        {
            return Failed(refusal);
        }
        await transaction.ExecuteAsync(
            "update reviews set status = $2, has_conflict = $3, conflict = $4 where id = $1",
            [id, hasConflict ? ReviewStatus.Declined : ReviewStatus.Reviewing, hasConflict, statement?.Trim()],
            cancellationToken
        );
        var told = hasConflict ? ActivityKind.ReviewDeclined : ActivityKind.ReviewAnswered;
        await TellEditorAsync(transaction, review!, told, cancellationToken);
        return await DoneAsync(transaction, id, caller, cancellationToken);
    }

    /// <summary>Steps down from a review that was agreed to and is not handed in. The reviewer does not read the output any more; the editor is told.</summary>
    public async Task<CommandResult<Review>> DeclineAsync(long id, string? reason, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var review = await OwnAsync(transaction, id, caller, cancellationToken);
        UserError? refusal =
            review is null ? Missing
            : review.Status == ReviewStatus.Invited
                ? new InvalidError("This waits for an answer: decline the invitation, by `declineRequest`.", ["input", "id"])
            : review.Status is not (ReviewStatus.Agreed or ReviewStatus.Reviewing) ? Closed(review.Status)
            : RequestText.Problem(reason, "reason", isNeeded: false);
        if (refusal is not null)
        {
            return Failed(refusal);
        }
        await transaction.ExecuteAsync(
            "update reviews set status = 'DECLINED', decline_reason = $2 where id = $1",
            [id, reason?.Trim()],
            cancellationToken
        );
        await TellEditorAsync(transaction, review!, ActivityKind.ReviewDeclined, cancellationToken);
        return await DoneAsync(transaction, id, caller, cancellationToken);
    }

    /// <summary>Hands in a review.</summary>
    public async Task<CommandResult<Review>> SubmitAsync(long id, ReviewForm form, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        // With the first review that is handed in the questions of the round stay as they are, so both lock the round first.
        await transaction.ExecuteAsync(
            "select 1 from review_rounds where id = (select round_id from reviews where id = $1) for update",
            [id],
            cancellationToken
        );
        var review = await OwnAsync(transaction, id, caller, cancellationToken);
        if (review is null)
        {
            return Failed(Missing);
        }
        if (review.Status != ReviewStatus.Reviewing)
        {
            return Failed(Closed(review.Status));
        }
        UserError[] problems = [.. Problems(form), .. ReviewFormRules.Problems(review.Round.Questions, form.Answers)];
        if (problems.Length > 0)
        {
            return CommandResult<Review>.Failed(problems);
        }
        await transaction.ExecuteAsync(
            """
            update reviews set status = 'SUBMITTED', originality = $2, methods = $3, evidence = $4, relevance = $5, comments_to_author = $6,
              comments_to_editor = $7, recommendation = $8, may_publish = $9, submitted_at = $10, answers = $11::jsonb where id = $1
            """,
            [
                id,
                form.Originality,
                form.Methods,
                form.Evidence,
                form.Relevance,
                form.CommentsToAuthor.Trim(),
                form.CommentsToEditor?.Trim(),
                form.Recommendation,
                form.MayPublish,
                time.GetUtcNow(),
                ReviewJson.Of(form.Answers),
            ],
            cancellationToken
        );
        await TellEditorAsync(transaction, review, ActivityKind.ReviewSubmitted, cancellationToken);
        return await DoneAsync(transaction, id, caller, cancellationToken);
    }

    /// <summary>
    /// Takes back what was asked of a reviewer, who loses the right to read the output and is told. An invitation that waits is closed with it.
    /// </summary>
    public async Task<CommandResult<Review>> CancelAsync(long id, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var (review, invitation, refusal) = await EditAsync(transaction, id, "The editor takes a review back.", caller, cancellationToken);
        if (refusal is not null)
        {
            return Failed(refusal);
        }
        await transaction.ExecuteAsync("update reviews set status = 'CANCELLED' where id = $1", [id], cancellationToken);
        if (invitation is { Status: RequestStatus.Submitted })
        {
            await requests.MoveAsync(transaction, invitation, RequestStatus.Cancelled, null, caller.UserId, cancellationToken);
        }
        if (review is { Status: not ReviewStatus.Invited, ReviewerId: { } reviewer })
        {
            await new Activity(ActivityKind.ReviewCancelled, Review.TypeName, id) { Addressed = [reviewer] }.WriteAsync(
                transaction,
                time.GetUtcNow(),
                cancellationToken
            );
        }
        return await DoneAsync(transaction, id, caller, cancellationToken);
    }

    /// <summary>
    /// Sets another day by which a review is hoped for. Its reviewer is told, and reminded anew; an invitation that waits can be accepted until then.
    /// </summary>
    public async Task<CommandResult<Review>> ChangeDueDateAsync(long id, DateOnly dueOn, Caller caller, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var (review, invitation, refusal) = await EditAsync(
            transaction,
            id,
            "The editor says when a review is due.",
            caller,
            cancellationToken
        );
        if ((refusal ?? ReviewInvitations.DueProblem(dueOn, now)) is { } problem)
        {
            return Failed(problem);
        }
        if (review!.DueOn == dueOn)
        {
            // Changes nothing, tells nobody and is not counted.
            await transaction.DisposeAsync();
            return await AgainAsync(id, caller, cancellationToken);
        }
        if (await CommentRules.RateAsync(transaction, caller.UserId!.Value, now, cancellationToken) is { } tooMany)
        {
            return Failed(tooMany);
        }
        await transaction.ExecuteAsync(
            "update reviews set due_on = $2, reminded_at = null, overdue_at = null where id = $1",
            [id, dueOn],
            cancellationToken
        );
        if (invitation is not null)
        {
            await transaction.ExecuteAsync(
                """
                update requests set due_on = $2, expires_at = case when status = 'SUBMITTED' then $3 else expires_at end,
                  revision = revision + 1, updated_at = $4 where id = $1
                """,
                [invitation.Id, dueOn, ReviewInvitations.EndOf(dueOn), now],
                cancellationToken
            );
            var day = dueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await requests.TellAsync(transaction, invitation, RequestEventKind.DueChanged, caller.UserId, day, cancellationToken);
        }
        return await DoneAsync(transaction, id, caller, cancellationToken);
    }

    private static NotFoundError Missing => new("review");

    private static InvalidError Closed(ReviewStatus status) =>
        new($"This cannot be done while the review is {ConstantCase.Of(status)}.", ["input", "id"]);

    private static async Task<Review?> OwnAsync(HubTransaction transaction, long id, Caller caller, CancellationToken cancellationToken)
    {
        var review = await ReviewGate.ReviewAsync(transaction, id, caller, cancellationToken);
        return review?.ReviewerId == caller.UserId ? review : null;
    }

    /// <summary>A review that is not handed in, with its invitation, for its editor. They are locked in the order of decisions: the output, the editor, whose tellings are counted, the invitation, the review.</summary>
    /// <param name="forbidden">What to say to others who see it.</param>
    private async Task<(Review? Review, RequestRow? Invitation, UserError? Refusal)> EditAsync(
        HubTransaction transaction,
        long id,
        string forbidden,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var (output, request) = await transaction.FirstAsync(
            """
            select v.output_id, (select max(r.id) from requests r where r.kind = 'REVIEW_INVITATION' and r.topic_id = v.id)
            from reviews v where v.id = $1
            """,
            [id],
            reader => (reader.GetInt64(0), reader.GetLongOrNull(1)),
            cancellationToken
        );
        var (_, refused) = await ReviewGate.LockAsync(transaction, output, caller, cancellationToken);
        await transaction.LockAsync("users", caller.UserId!.Value, cancellationToken);
        var invitation = request is { } key ? await requests.LockAsync(transaction, key, caller, cancellationToken) : null;
        var review = await ReviewGate.ReviewAsync(transaction, id, caller, cancellationToken);
        UserError? refusal =
            review is null ? Missing
            : refused is not null || review.ReviewerId == caller.UserId ? new ForbiddenError(forbidden)
            : review.Status is not (ReviewStatus.Invited or ReviewStatus.Agreed or ReviewStatus.Reviewing) ? Closed(review.Status)
            : null;
        return (review, invitation, refusal);
    }

    private static IEnumerable<UserError> Problems(ReviewForm form)
    {
        (string Field, int Grade)[] grades =
        [
            ("originality", form.Originality),
            ("methods", form.Methods),
            ("evidence", form.Evidence),
            ("relevance", form.Relevance),
        ];
        foreach (var (field, _) in grades.Where(one => one.Grade is < 1 or > 5))
        {
            yield return new InvalidError("Give a grade from 1 to 5.", ["input", field]);
        }
        if (RequestText.Problem(form.CommentsToAuthor, "commentsToAuthor", isNeeded: true) is { } unreadable)
        {
            yield return unreadable;
        }
        if (RequestText.Problem(form.CommentsToEditor, "commentsToEditor", isNeeded: false) is { } confidential)
        {
            yield return confidential;
        }
    }

    /// <summary>Tells who asked for the review. Nobody else hears of it, and no name stands in what may be read by others.</summary>
    private Task TellEditorAsync(HubTransaction transaction, Review review, ActivityKind kind, CancellationToken cancellationToken) =>
        new Activity(kind, Review.TypeName, review.Id)
        {
            ActorId = review.Method == ReviewMethod.Open ? review.ReviewerId : null,
            Addressed = review.InvitedBy is { } editor ? [editor] : [],
        }.WriteAsync(transaction, time.GetUtcNow(), cancellationToken);

    private async Task<CommandResult<Review>> DoneAsync(
        HubTransaction transaction,
        long id,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await transaction.CommitAsync();
        return await AgainAsync(id, caller, cancellationToken);
    }

    private async Task<CommandResult<Review>> AgainAsync(long id, Caller caller, CancellationToken cancellationToken) =>
        CommandResult<Review>.Of((await queries.ByIdAsync([id], caller, cancellationToken))[id]);

    private static CommandResult<Review> Failed(UserError error) => CommandResult<Review>.Failed(error);
}
