using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>Somebody is asked to review. Accepted, they say next whether there is a conflict of interest.</summary>
/// <remarks>Its topic is the review, not the output: who may see requests about the output does not see who is asked.</remarks>
public sealed class ReviewInvitationKind : IRequestKind
{
    /// <inheritdoc />
    public RequestKind Kind => RequestKind.ReviewInvitation;

    /// <inheritdoc />
    public bool IsPersonal => true;

    /// <inheritdoc />
    public bool IsOfEditor => true;

    /// <inheritdoc />
    public ActivityKind Sent => ActivityKind.ReviewInvited;

    /// <inheritdoc />
    public async Task<IReadOnlyList<UserError>> AcceptAsync(
        HubTransaction transaction,
        RequestRow request,
        RequestDecision decision,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        await MoveAsync(transaction, request, ReviewStatus.Agreed, cancellationToken)
            ? []
            : [new InvalidError("The review is not asked for any more.", ["input", "id"])];

    /// <inheritdoc />
    public Task CloseAsync(HubTransaction transaction, RequestRow request, RequestStatus status, CancellationToken cancellationToken) =>
        MoveAsync(
            transaction,
            request,
            status == RequestStatus.Declined ? ReviewStatus.Declined : ReviewStatus.Cancelled,
            cancellationToken
        );

    private static async Task<bool> MoveAsync(
        HubTransaction transaction,
        RequestRow request,
        ReviewStatus status,
        CancellationToken cancellationToken
    ) =>
        await transaction.ExecuteAsync(
            "update reviews set status = $2 where id = $1 and status = 'INVITED'",
            [request.TopicId, status],
            cancellationToken
        ) > 0;
}

/// <summary>Invitations to review that wait for an answer.</summary>
internal static class WaitingInvitations
{
    /// <summary>Locks those of the output $1. Whoever answers locks the request before the review, so does this.</summary>
    public static Task<List<long>> LockAsync(HubTransaction transaction, long output, CancellationToken cancellationToken) =>
        transaction.ListAsync(
            """
            select r.id from requests r where r.kind = 'REVIEW_INVITATION' and r.status = 'SUBMITTED' and r.topic_id in (
              select v.id from reviews v where v.output_id = $1)
            order by r.id for update
            """,
            [output],
            reader => reader.GetInt64(0),
            cancellationToken
        );

    /// <summary>Takes them back; whoever was asked is told.</summary>
    public static async Task CancelAsync(
        HubTransaction transaction,
        RequestWriter requests,
        IEnumerable<long> invitations,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        foreach (var id in invitations)
        {
            var request = (await requests.LockAsync(transaction, id, caller, cancellationToken))!;
            await requests.MoveAsync(transaction, request, RequestStatus.Cancelled, null, caller.UserId, cancellationToken);
        }
    }
}

/// <summary>Asks people to review.</summary>
public sealed class ReviewInvitations(HubTransactions transactions, RequestWriter requests, ReviewQueries queries, TimeProvider time)
{
    /// <summary>Most reviews of a round that are asked for or written; those that were declined or taken back do not count.</summary>
    public const int Maximum = 20;
    private const int MostDays = 366;
    private const string NobodyThere =
        "Nobody can be asked at this address: there is no account of it, or whoever has it has a part in the output, is asked already, has a conflict of interest or, where they may not, knows the authors. Which of these is told of who is named by their profile.";

    /// <summary>
    /// Asks somebody to review what is in review; the first to be asked opens a round. Who declined, did not answer or was not wanted any more may be asked again: each
    /// time is a review of its own. Not who has a conflict of interest.
    /// </summary>
    public async Task<CommandResult<Review>> InviteAsync(
        long output,
        Invitee invitee,
        ReviewMethod method,
        DateOnly dueOn,
        string? message,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var (reviewed, refusal) = await ReviewGate.LockAsync(transaction, output, caller, cancellationToken);
        if (refusal is not null)
        {
            return Failed(refusal);
        }
        if (reviewed!.State != PublicationState.InReview)
        {
            return Failed(new StateError(reviewed.State));
        }
        var now = time.GetUtcNow();
        if (DueProblem(dueOn, now) is { } untimely)
        {
            return Failed(untimely);
        }
        if (RequestText.Problem(message, "message", isNeeded: false) is { } unreadable)
        {
            return Failed(unreadable);
        }
        // Nobody becomes a collaborator meanwhile.
        await CollaboratorRows.WorkAsync(transaction, output, cancellationToken);
        var (reviewer, problem) = await ReviewerAsync(transaction, output, invitee, method, caller, cancellationToken);
        if (problem is not null)
        {
            return Failed(problem);
        }
        if (await InvitationLimit.CountAsync(transaction, caller, null, reviewer, now, cancellationToken) is { } tooMany)
        {
            return Failed(tooMany);
        }
        var round = await ReviewRounds.OpenAsync(transaction, reviewed, now, cancellationToken);
        var id = await transaction.FirstAsync(
            """
            insert into reviews (round_id, output_id, reviewer_id, method, status, invited_by, invited_at, due_on)
            select $1, $2, $3, $4, 'INVITED', $5, $6, $7
            where (select count(*) from reviews where round_id = $1 and status not in ('DECLINED', 'CANCELLED')) < $8 returning id
            """,
            [round, output, reviewer, method, caller.UserId, now, dueOn, Maximum],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        if (id == 0)
        {
            return Failed(new InvalidError($"At most {Maximum} reviews of a round are asked for.", ["input"]));
        }
        var (_, waiting) = await requests.OpenAsync(
            transaction,
            new NewRequest(
                RequestKind.ReviewInvitation,
                Review.TypeName,
                id,
                new RequestReceiver(RequestReceiverKind.User, reviewer),
                reviewed.Title,
                $"{reviewer}"
            )
            {
                Message = message?.Trim(),
                DueOn = dueOn,
                ExpiresAt = EndOf(dueOn),
            },
            caller,
            cancellationToken
        );
        if (waiting is not null)
        {
            return Failed(waiting);
        }
        await transaction.CommitAsync();
        return CommandResult<Review>.Of((await queries.ByIdAsync([id], caller, cancellationToken))[id]);
    }

    /// <summary>Why a review cannot be due on a day; null when it can.</summary>
    internal static InvalidError? DueProblem(DateOnly dueOn, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return dueOn <= today || dueOn > today.AddDays(MostDays)
            ? new InvalidError($"Give a day after today, at most {MostDays} days ahead.", ["input", "dueOn"])
            : null;
    }

    /// <summary>When an invitation ends to a review that is due on a day.</summary>
    internal static DateTimeOffset EndOf(DateOnly dueOn) => new(dueOn.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>Whether a person is asked in the round of an output that is open, and whether they said in it that they have a conflict of interest.</summary>
    private static Task<(bool IsAsked, bool HasConflict)> AskedAsync(
        HubTransaction transaction,
        long output,
        long user,
        CancellationToken cancellationToken
    ) =>
        transaction.FirstAsync(
            $"""
            select coalesce(bool_or(v.status not in ('DECLINED', 'CANCELLED')), false), coalesce(bool_or(v.has_conflict), false)
            from reviews v join review_rounds r on r.id = v.round_id
            where r.output_id = $1 and r.decided_at is null and v.reviewer_id in {SamePerson.Of("$2")}
            """,
            [output, user],
            reader => (reader.GetBoolean(0), reader.GetBoolean(1)),
            cancellationToken
        );

    /// <summary>Who is to be asked, or why they cannot be. Whose an address is, and whether anybody's, is told by no refusal, nor by how soon it comes.</summary>
    private static async Task<(long Reviewer, UserError? Problem)> ReviewerAsync(
        HubTransaction transaction,
        long output,
        Invitee invitee,
        ReviewMethod method,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (invitee.Problem is { } unnamed)
        {
            return (0, unnamed);
        }
        var account = await invitee.AccountAsync(transaction, cancellationToken);
        var key = account?.Id ?? 0;
        var isBlind = method == ReviewMethod.DoubleAnonymous;
        var isDeciding = await transaction.ScalarAsync<bool>(
            $"select $1::bigint in {SamePerson.Of("$2::bigint")}",
            [key, caller.UserId],
            cancellationToken
        );
        var isAuthor = await ReviewGate.IsAuthorAsync(transaction, output, key, cancellationToken);
        var hasMet = isBlind && await MetAuthors.HasAsync(transaction, output, key, cancellationToken);
        var (isAsked, hasConflict) = await AskedAsync(transaction, output, key, cancellationToken);
        if (isDeciding)
        {
            return (0, new InvalidError("Who decides does not review.", ["input", invitee.Field]));
        }
        var reason =
            account is null ? "There is no account of theirs yet: reviewers need one."
            : isAuthor ? "They have a part in the output themselves."
            : isAsked ? "They are asked in this round already."
            : hasConflict ? "They said in this round that they have a conflict of interest."
            // Curators see who wrote what: they cannot be kept from knowing.
            : isBlind && account.Role >= Role.Curator ? "A curator sees who the authors are: choose another method, or another reviewer."
            : hasMet
                ? "They owned the output or worked on it, were asked something about it, read it by a secret link or as a curator, reviewed it by another method, or curate, or curated, a community that has it or was asked for it, and so know who the authors are: choose another method, or another reviewer."
            : null;
        return reason is null ? (key, null) : (0, new InvalidError(invitee.Email is null ? reason : NobodyThere, ["input", invitee.Field]));
    }

    private static CommandResult<Review> Failed(UserError error) => CommandResult<Review>.Failed(error);
}
