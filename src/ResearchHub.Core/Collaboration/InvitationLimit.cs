using ResearchHub.Core.Access;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration;

/// <summary>
/// Holds down how many invitations an account makes, each of which tells somebody who never asked for it. They are counted in the audit log: what was
/// taken back meanwhile counts too.
/// </summary>
public static class InvitationLimit
{
    /// <summary>Most invitations of an account within 24 hours: into communities, to drafts, to reviews, to reading lists, to own an output and to give an opinion on a request, together.</summary>
    public const int MostInADay = 100;
    private static readonly string[] Actions =
    [
        "inviteToCommunity",
        "inviteCollaborator",
        "inviteReviewer",
        "shareReadingList",
        "inviteToReadingList",
        "transferOwnership",
        "assignRequestReviewers",
    ];

    /// <summary>Why the caller may not invite anybody now; null when they may. Their account is locked until the end, so that no two count side by side.</summary>
    internal static async Task<TooManyError?> ProblemAsync(
        HubTransaction transaction,
        Caller caller,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var user = caller.UserId!.Value;
        await transaction.LockAsync("users", user, cancellationToken);
        var oldest = await CountedActs.OldestAsync(transaction, user, Actions, now.AddDays(-1), MostInADay, cancellationToken);
        return oldest is { } made
            ? new TooManyError(
                $"At most {MostInADay} invitations of an account in 24 hours, those taken back included: go on later.",
                made.AddDays(1)
            )
            : null;
    }
}
