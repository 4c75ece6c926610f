using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>An output under review, locked.</summary>
/// <param name="Type">As in global ids.</param>
internal sealed record ReviewedOutput(
    long Id,
    string Type,
    string Title,
    PublicationState State,
    int Version,
    int Revision,
    long? OwnerId,
    bool IsPublic
);

/// <summary>Who decides in the review of an output: a curator who has no part in it.</summary>
internal static class ReviewGate
{
    /// <summary>The output, locked, for its editor; else why not.</summary>
    public static async Task<(ReviewedOutput? Output, UserError? Refusal)> LockAsync(
        HubTransaction transaction,
        long output,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var found = await transaction.FirstAsync(
            "select id, kind, title, state, version, revision, owner_id, is_public_state(state) from research_outputs where id = $1 for update",
            [output],
            reader => new ReviewedOutput(
                reader.GetInt64(0),
                reader.GetEnum<RecordKind>(1).ToString(),
                reader.GetString(2),
                reader.GetEnum<PublicationState>(3),
                reader.GetInt32(4),
                reader.GetInt32(5),
                reader.GetLongOrNull(6),
                reader.GetBoolean(7)
            ),
            cancellationToken
        );
        return found is null ? (null, new NotFoundError())
            : await EverWasAuthorAsync(transaction, output, caller.UserId!.Value, cancellationToken)
                ? (null, new ForbiddenError("Nobody decides on what they wrote themselves."))
            : await IsReviewerAsync(transaction, output, caller.UserId!.Value, cancellationToken)
                ? (null, new ForbiddenError("Nobody decides on what they review: decline the review first."))
            : await HasConflictAsync(transaction, output, caller.UserId!.Value, cancellationToken)
                ? (null, new ForbiddenError("Nobody decides on that of which they have a conflict of interest."))
            : (found, null);
    }

    /// <summary>Whether an account is asked for a review, or wrote one, of any version of a work, on which it is not decided yet.</summary>
    /// <param name="output">Any version.</param>
    public static Task<bool> IsReviewerAsync(HubTransaction transaction, long output, long user, CancellationToken cancellationToken) =>
        transaction.ScalarAsync<bool>($"select {UndecidedReviews.Of("$1", "$2")}", [output, user], cancellationToken);

    /// <summary>Whether an account was asked for a review of any version of a work and has a conflict of interest, until it is decided.</summary>
    public static Task<bool> HasConflictAsync(HubTransaction transaction, long output, long user, CancellationToken cancellationToken) =>
        transaction.ScalarAsync<bool>($"select {UndecidedReviews.Conflict("$1", "$2")}", [output, user], cancellationToken);

    /// <summary>Whether an account reviews any version of a work, is asked to, or has a conflict of interest, until it is decided.</summary>
    /// <param name="output">Any version.</param>
    public static Task<bool> OnlyReadsAsync(HubTransaction transaction, long output, long user, CancellationToken cancellationToken) =>
        transaction.ScalarAsync<bool>($"select {UndecidedReviews.OnlyReads("$1", "$2")}", [output, user], cancellationToken);

    /// <summary>Whether an account, or another of the same person, has a part in a work: owns any version, works on it, or is named in any version. Whoever was only invited
    /// to work on it has none yet: else its authors would choose by invitations who decides on it.</summary>
    /// <param name="output">Any version.</param>
    public static Task<bool> IsAuthorAsync(HubTransaction transaction, long output, long user, CancellationToken cancellationToken) =>
        transaction.ScalarAsync<bool>(
            $"select exists (select from research_outputs o where o.id = $1 and {ReviewStanding.HasPart("$2")})",
            [output, user],
            cancellationToken
        );

    /// <summary>As <see cref="IsAuthorAsync"/>, or whether they had a part once.</summary>
    private static Task<bool> EverWasAuthorAsync(HubTransaction transaction, long output, long user, CancellationToken cancellationToken) =>
        transaction.ScalarAsync<bool>(
            $"select exists (select from research_outputs o where o.id = $1 and {ReviewStanding.EverHadPart("$2")})",
            [output, user],
            cancellationToken
        );

    /// <summary>Accounts that go on with an output after review: its owner, and who revises it.</summary>
    public static Task<List<long>> AuthorsAsync(HubTransaction transaction, long output, CancellationToken cancellationToken) =>
        transaction.ListAsync(OutputDecision.Authors, [output], reader => reader.GetInt64(0), cancellationToken);

    /// <summary>The review, locked, as it is for the caller; null when it does not exist for them.</summary>
    public static Task<Review?> ReviewAsync(HubTransaction transaction, long id, Caller caller, CancellationToken cancellationToken) =>
        transaction.FirstAsync(
            $"select {Review.Columns} {Review.From} where v.id = $3 and {Review.Exists} for update of v",
            [.. ReviewStanding.Values(caller), id],
            Review.Read,
            cancellationToken
        );
}
