using ResearchHub.Core.Access;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration;

/// <summary>
/// Holds down how many invitations an account makes, and how many to one person, each of which tells somebody who never asked for it. What was taken back meanwhile
/// counts too: all are counted in the audit log, those to one person in a table that knows of each for a day.
/// </summary>
public static class InvitationLimit
{
    /// <summary>Most invitations of an account within 24 hours: into communities, to drafts, to reviews, to reading lists, to own an output and to give an opinion on a request, together.</summary>
    public const int MostInADay = 100;

    /// <summary>Most of them to one person, whatever they are to.</summary>
    public const int MostToOnePerson = 10;
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

    /// <summary>As <see cref="ProblemAsync"/>, and counts an invitation of one person.</summary>
    /// <param name="email">Address that it goes to; null for one to an account. Of whose account it is nothing is asked, because whoever invites would learn it by being refused.</param>
    /// <param name="account">Key of the account.</param>
    internal static async Task<TooManyError?> CountAsync(
        HubTransaction transaction,
        Caller caller,
        string? email,
        long? account,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (await ProblemAsync(transaction, caller, now, cancellationToken) is { } problem)
        {
            return problem;
        }
        var (user, since) = (caller.UserId!.Value, now.AddDays(-1));
        var person = SecretText.FingerprintOf(email is null ? $"{account}" : EmailAddress.Normalize(email));
        var oldest = await transaction.FirstAsync(
            """
            select made_at from counted_invitations where inviter_id = $1 and person = $2 and made_at > $3
            order by made_at desc offset $4 limit 1
            """,
            [user, person, since, MostToOnePerson - 1],
            reader => (DateTimeOffset?)reader.GetTime(0),
            cancellationToken
        );
        if (oldest is { } asked)
        {
            return new TooManyError(
                $"At most {MostToOnePerson} invitations of an account to one person in 24 hours, those taken back included: go on later.",
                asked.AddDays(1)
            );
        }
        await transaction.ExecuteAsync(
            """
            with old as (delete from counted_invitations where inviter_id = $1 and made_at <= $3)
            insert into counted_invitations (inviter_id, person, made_at) values ($1, $2, $4)
            """,
            [user, person, since, now],
            cancellationToken
        );
        return null;
    }
}
