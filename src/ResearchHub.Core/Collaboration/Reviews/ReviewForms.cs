using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>What editors ask of the reviewers of a round, besides what is always asked.</summary>
public sealed class ReviewForms(HubTransactions transactions, TimeProvider time)
{
    /// <summary>
    /// Sets all questions of the round that is open; opens one when none is. Once a review of it was handed in they stay: all reviewers of a round
    /// answer the same.
    /// </summary>
    public async Task<CommandResult<ReviewRound>> SetAsync(
        long output,
        IReadOnlyList<ReviewQuestion> questions,
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
        if (ReviewFormRules.Problems(questions) is { Count: > 0 } problems)
        {
            return CommandResult<ReviewRound>.Failed(problems);
        }
        var round = await ReviewRounds.OpenAsync(transaction, reviewed, time.GetUtcNow(), cancellationToken);
        await transaction.LockAsync("review_rounds", round, cancellationToken);
        var isFrozen = await transaction.ScalarAsync<bool>(
            "select exists (select from reviews where round_id = $1 and status = 'SUBMITTED')",
            [round],
            cancellationToken
        );
        if (isFrozen)
        {
            return Failed(
                new InvalidError("A review of this round was handed in: its questions stay until the next round.", ["input", "id"])
            );
        }
        var set = await transaction.FirstAsync(
            $"update review_rounds r set questions = $2::jsonb where id = $1 returning {ReviewRound.Columns}",
            [round, ReviewJson.Of(questions)],
            reader => ReviewRound.Read(reader, 0),
            cancellationToken
        );
        await transaction.CommitAsync();
        return CommandResult<ReviewRound>.Of(set!);
    }

    private static CommandResult<ReviewRound> Failed(UserError error) => CommandResult<ReviewRound>.Failed(error);
}
