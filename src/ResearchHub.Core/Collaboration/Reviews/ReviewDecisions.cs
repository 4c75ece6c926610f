using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>Ends rounds of review: the editor decides, and the output goes on in its life cycle.</summary>
public sealed class ReviewDecisions(
    HubTransactions transactions,
    RequestWriter requests,
    OutputGate gate,
    RevisionLog log,
    OutputQueries outputs,
    TimeProvider time
)
{
    /// <summary>
    /// Decides. ACCEPT accepts the output, DECLINE ends its way here, all else gives it back to its authors with the text. From then on they read the reviews that were
    /// submitted, and the reviewers do not read the output any more. Authors and reviewers are told; invitations that wait are closed.
    /// </summary>
    public async Task<PublishingResult> DecideAsync(
        long output,
        ReviewRecommendation decision,
        string text,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var (reviewed, refusal) = await ReviewGate.LockAsync(transaction, output, caller, cancellationToken);
        if (refusal is not null)
        {
            return PublishingResult.Failed(refusal);
        }
        var problem =
            decision == ReviewRecommendation.SeeComments
                ? new InvalidError("Decide: ACCEPT, PENDING_REVISIONS, RESUBMIT or DECLINE.", ["input", "decision"])
                : RequestText.Problem(text, "text", isNeeded: true);
        if (problem is not null)
        {
            return PublishingResult.Failed(problem);
        }
        var action = decision switch
        {
            ReviewRecommendation.Accept => OutputAction.Accept,
            ReviewRecommendation.Decline => OutputAction.Decline,
            _ => OutputAction.RequestChanges,
        };
        var pass = await gate.LockAsync(transaction.Context, output, action, caller, cancellationToken);
        if (pass.Refusal is not null)
        {
            return PublishingResult.Failed(pass.Refusal);
        }
        var now = time.GetUtcNow();
        var round = await transaction.FirstAsync(
            """
            update review_rounds set decision = $2, decision_text = $3, decided_by = $4, decided_at = $5
            where output_id = $1 and decided_at is null returning id
            """,
            [output, decision, text.Trim(), caller.UserId, now],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        if (round == 0)
        {
            return PublishingResult.Failed(new InvalidError("No round of review is open: invite a reviewer first.", ["input", "id"]));
        }
        var waiting = await WaitingInvitations.LockAsync(transaction, output, cancellationToken);
        await TellReviewersAsync(transaction, round, now, cancellationToken);
        await transaction.ExecuteAsync(
            "update reviews set status = 'CANCELLED' where round_id = $1 and status in ('INVITED', 'AGREED', 'REVIEWING')",
            [round],
            cancellationToken
        );
        await WaitingInvitations.CancelAsync(transaction, requests, waiting, caller, cancellationToken);
        var before = await log.ContentAsync(transaction.Context, output, cancellationToken);
        await gate.TouchAsync(transaction.Context, output, pass.Next, text.Trim(), cancellationToken);
        await log.WriteAsync(transaction.Context, output, pass.Output!.Kind, RevisionKind.StateChanged, before, caller, cancellationToken);
        await new Activity(ActivityKind.ReviewDecided, reviewed!.Type, output)
        {
            Addressed = await ReviewGate.AuthorsAsync(transaction, output, cancellationToken),
        }.WriteAsync(transaction, now, cancellationToken);
        await transaction.CommitAsync();
        return PublishingResult.Of((await outputs.AnyStateAsync(output, cancellationToken))!);
    }

    /// <summary>Tells everybody who agreed to review, each of their own review: who else does, and who wrote the output, is not told by it.</summary>
    private static Task TellReviewersAsync(
        HubTransaction transaction,
        long round,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        transaction.ExecuteAsync(
            """
            insert into activities (kind, topic_type, topic_id, addressed, occurred_at)
            select $2, $3, v.id, array[v.reviewer_id], $4 from reviews v
            where v.round_id = $1 and v.status in ('AGREED', 'REVIEWING', 'SUBMITTED') order by v.id
            """,
            [round, ActivityKind.ReviewDecided, Review.TypeName, now],
            cancellationToken
        );
}
