using ResearchHub.Core.Access;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>Whose opinion is wanted on a request.</summary>
public sealed class RequestOpinions(RequestWriter writer, TimeProvider time)
{
    private const int Most = 20;

    /// <summary>Sets them on a locked request. Who is asked newly is counted among the invitations of the caller, whose account is locked.</summary>
    /// <param name="accounts">All of them, each once; who was one and is not among them no longer is.</param>
    /// <returns>What is wrong, nothing when it was done, and null when it is so already.</returns>
    internal async Task<IReadOnlyList<UserError>?> SetAsync(
        HubTransaction transaction,
        RequestRow request,
        long[] accounts,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var known = await transaction.ScalarAsync<long>("select count(*) from users where id = any($1)", [accounts], cancellationToken);
        if (accounts.Length > Most || known != accounts.Length)
        {
            return [new InvalidError($"Name at most {Most} accounts, all of which exist.", ["input", "reviewers"])];
        }
        var asked = await transaction.ListAsync(
            "select user_id from request_reviewers where request_id = $1 and removed_at is null",
            [request.Id],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        if (asked.ToHashSet().SetEquals(accounts))
        {
            return null;
        }
        // Whoever is asked no more reads no more: that does not wait, and is not counted.
        foreach (var account in accounts.Except(asked))
        {
            if (await InvitationLimit.CountAsync(transaction, caller, null, account, now, cancellationToken) is { } tooMany)
            {
                return [tooMany];
            }
        }
        await transaction.ExecuteAsync(
            "update request_reviewers set removed_at = $3 where request_id = $1 and user_id <> all($2) and removed_at is null",
            [request.Id, accounts, now],
            cancellationToken
        );
        await transaction.ExecuteAsync(
            """
            insert into request_reviewers (request_id, user_id) select $1, unnest($2::bigint[])
            on conflict (request_id, user_id) do update set removed_at = null
            """,
            [request.Id, accounts],
            cancellationToken
        );
        await writer.TellAsync(transaction, request, RequestEventKind.ReviewersAssigned, caller.UserId, null, cancellationToken);
        return [];
    }
}
