using ResearchHub.Core.Access;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>A link that makes whoever has it the receiver of a request.</summary>
/// <param name="Secret">Told once; only its hash is kept.</param>
/// <param name="Receiver">To address the request to.</param>
public sealed record InvitationLink(string Email, string Secret, RequestReceiver Receiver);

/// <summary>An invitation that was made.</summary>
/// <param name="Secret">What the person who is invited by e-mail accepts it with; told this once. Null for who is invited by account.</param>
public sealed record MadeInvitation(RequestRow Request, string? Secret);

/// <summary>
/// Requests to people who may have no account. Whoever signs in with the address is the receiver; so is who comes with the link first, since mail
/// is read under other addresses than it was sent to. The creator learns nothing of accounts.
/// </summary>
public sealed class InvitationLinks(HubTransactions transactions, RequestService requests)
{
    /// <summary>Receivers of requests to addresses.</summary>
    internal static RequestReceivers Receivers { get; } =
        new(
            RequestReceiverKind.Invitation,
            """
            select i.id as receiver_id, i.user_id from invitation_links i where i.user_id is not null
            union all
            select i.id, u.id from invitation_links i join users u on u.email = i.email where i.user_id is null
            """
        );

    /// <summary>Makes a link in the transaction of the request.</summary>
    public async Task<InvitationLink> MakeAsync(HubTransaction transaction, string email, CancellationToken cancellationToken)
    {
        var address = EmailAddress.Normalize(email);
        var secret = SecretText.New();
        var id = await transaction.ScalarAsync<long>(
            "insert into invitation_links (email, hash) values ($1, $2) returning id",
            [address, SecretText.HashOf(secret)],
            cancellationToken
        );
        return new InvitationLink(address, secret, new RequestReceiver(RequestReceiverKind.Invitation, id));
    }

    /// <summary>Accepts the request that a link was made for.</summary>
    public async Task<CommandResult<RequestRow>> AcceptAsync(string secret, Caller caller, CancellationToken cancellationToken)
    {
        var none = CommandResult<RequestRow>.Failed(new NotFoundError("invitation", "secret"));
        if (!SecretText.IsOne(secret))
        {
            return none;
        }
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var request = await transaction.FirstAsync(
            """
            update invitation_links i set user_id = $2 from requests r
            where i.hash = $1 and (i.user_id is null or i.user_id = $2) and r.receiver_kind = 'INVITATION' and r.receiver_id = i.id
            returning r.id
            """,
            [SecretText.HashOf(secret), caller.UserId!.Value],
            reader => (long?)reader.GetInt64(0),
            cancellationToken
        );
        if (request is not { } id)
        {
            return none;
        }
        var accepted = await requests.AcceptAsync(transaction, id, caller, cancellationToken);
        return accepted with
        {
            Errors = [.. accepted.Errors.Select(error => error.Path is [_, "id"] ? error with { Path = ["input", "secret"] } : error)],
        };
    }
}
