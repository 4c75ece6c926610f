using ResearchHub.Core.Access;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration;

/// <summary>
/// Holds down how many people an account invites, and how often one person, each of which tells somebody who never asked for it. What was taken back meanwhile
/// counts too: a table knows of each for a day.
/// </summary>
public static class InvitationLimit
{
    /// <summary>Most invitations of an account within 24 hours: into communities, to drafts, to reviews, to reading lists, to own an output and to give an opinion on a request, together; each person counts.</summary>
    public const int MostInADay = 100;

    /// <summary>Most of them to one person, whatever they are to.</summary>
    public const int MostToOnePerson = 10;

    /// <summary>Counts an invitation of one person. The caller's account is locked until the end, so that no two count side by side.</summary>
    /// <param name="email">Address that it goes to; null for one to an account. Of whose account it is nothing is asked, because whoever invites would learn it by being refused.</param>
    /// <param name="account">Key of the account.</param>
    /// <returns>Why the caller may not invite them now; null when they may.</returns>
    internal static async Task<TooManyError?> CountAsync(
        HubTransaction transaction,
        Caller caller,
        string? email,
        long? account,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var (user, since) = (caller.UserId!.Value, now.AddDays(-1));
        await transaction.LockAsync("users", user, cancellationToken);
        if (await OldestAsync(transaction, user, null, MostInADay, since, cancellationToken) is { } made)
        {
            return new TooManyError(
                $"At most {MostInADay} invitations of an account in 24 hours, those taken back included: go on later.",
                made.AddDays(1)
            );
        }
        var person = SecretText.FingerprintOf(email is null ? $"{account}" : EmailAddress.Normalize(email));
        if (await OldestAsync(transaction, user, person, MostToOnePerson, since, cancellationToken) is { } asked)
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

    /// <summary>When the oldest of the last so many invitations was made; null when there were not so many.</summary>
    /// <param name="person">Only those of this person; null for all.</param>
    private static Task<DateTimeOffset?> OldestAsync(
        HubTransaction transaction,
        long user,
        string? person,
        int many,
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) =>
        transaction.FirstAsync(
            """
            select made_at from counted_invitations where inviter_id = $1 and made_at > $2 and ($3::text is null or person = $3)
            order by made_at desc offset $4 limit 1
            """,
            [user, since, person, many - 1],
            reader => (DateTimeOffset?)reader.GetTime(0),
            cancellationToken
        );
}
