using System.Globalization;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>As what somebody is invited.</summary>
public sealed record CommunityInvitationDetails(CommunityRole Role) : RequestDetails;

/// <summary>Somebody is invited into a community, and agrees in person. What counts is whether who invited might still do so.</summary>
public sealed class CommunityInvitationKind(MemberService members) : IRequestKind
{
    /// <inheritdoc />
    public RequestKind Kind => RequestKind.CommunityInvitation;

    /// <inheritdoc />
    public Type Details => typeof(CommunityInvitationDetails);

    /// <inheritdoc />
    public bool IsPersonal => true;

    /// <summary>As <see cref="CommunityRules.MayPlace"/>, of a member <c>m</c> and who is invited by the request <c>r</c>.</summary>
    private const string MayPlace = "(m.role = 'OWNER' or (m.role = 'MANAGER' and r.details->>'role' in ('Reader', 'Curator')))";

    /// <summary>Whoever might have sent it.</summary>
    public string IsOverseer =>
        $"exists (select from community_members m where m.community_id = r.topic_id and m.user_id = $1 and {MayPlace})";

    /// <summary>The community was deleted, who invited may not do so any more, or an account that was invited has as high a role already.</summary>
    public string IsOver =>
        $"""
            not exists (
              select from users u left join community_members m on m.user_id = u.id and m.community_id = r.topic_id
              where u.id = r.creator_id and (u.role = 'ADMIN' or {MayPlace}))
            or (r.receiver_kind = 'USER' and exists (
              select from community_members m where m.community_id = r.topic_id and m.user_id = r.receiver_id
                and array_position(array['READER', 'CURATOR', 'MANAGER', 'OWNER'], m.role)
                  >= array_position(array['READER', 'CURATOR', 'MANAGER', 'OWNER'], upper(r.details->>'role'))))
            or {CommunityGate.WasDeleted("r.topic_id")}
            """;

    /// <inheritdoc />
    public async Task<IReadOnlyList<UserError>> AcceptAsync(
        HubTransaction transaction,
        RequestRow request,
        RequestDecision decision,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var role = ((CommunityInvitationDetails)request.Details!).Role;
        if (!await CommunityGate.IsThereAsync(transaction, request.TopicId, cancellationToken))
        {
            return [new NotFoundError("community")];
        }
        var inviter = await InviterRoleAsync(transaction, request, cancellationToken);
        if (!CommunityRules.MayPlace(inviter, null, role))
        {
            return [new InvalidError("Who invited you may not do so any more: ask for another invitation.", ["input", "id"])];
        }
        await members.JoinAsync(transaction, request.TopicId, caller.UserId!.Value, role, request.CreatorId, cancellationToken);
        return [];
    }

    private static async Task<CommunityRole?> InviterRoleAsync(
        HubTransaction transaction,
        RequestRow request,
        CancellationToken cancellationToken
    ) =>
        request.CreatorId is not { } inviter ? null
        : await transaction.FirstAsync("select 1 from users where id = $1 and role = 'ADMIN'", [inviter], _ => true, cancellationToken)
            ? CommunityRole.Owner
        : await CommunityGate.RoleAsync(transaction, request.TopicId, inviter, cancellationToken);
}

/// <summary>Invites into communities.</summary>
public sealed class CommunityInvitationService(
    HubTransactions transactions,
    RequestWriter writer,
    RequestQueries queries,
    InvitationLinks links,
    InvitationMails mails,
    TimeProvider time
)
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(14);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>Invites somebody.</summary>
    /// <param name="expiresAt">Until when it can be accepted; null for 14 days from now.</param>
    public async Task<CommandResult<MadeInvitation>> InviteAsync(
        long community,
        Invitee invitee,
        CommunityRole role,
        string? message,
        DateTimeOffset? expiresAt,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (await CommunityGate.LockAsync(transaction, community, caller, cancellationToken) is not { } there)
        {
            return Failed(CommunityGate.NotFound);
        }
        if (!CommunityRules.MayPlace(there.ActingRole, null, role))
        {
            return Failed(CommunityGate.Forbidden("Owners invite as anything, managers as readers and curators."));
        }
        var (now, problems) = (time.GetUtcNow(), new List<UserError>());
        if (RequestText.Problem(message, "message", isNeeded: false) is { } unreadable)
        {
            problems.Add(unreadable);
        }
        if (expiresAt <= now || expiresAt > now + Longest)
        {
            problems.Add(new InvalidError($"Give a time within {Longest.Days} days from now.", ["input", "expiresAt"]));
        }
        var account = await AccountAsync(transaction, invitee, problems, cancellationToken);
        if (account is { } user && await CommunityGate.RoleAsync(transaction, community, user, cancellationToken) is not null)
        {
            problems.Add(new InvalidError("This person is a member already.", ["input", "invitee"]));
        }
        if (problems.Count > 0)
        {
            return CommandResult<MadeInvitation>.Failed(problems);
        }
        if (await InvitationLimit.CountAsync(transaction, caller, invitee.Email, account, now, cancellationToken) is { } tooMany)
        {
            return Failed(tooMany);
        }
        var end = expiresAt ?? now + Usual;
        var link = invitee.Email is { } email ? await links.MakeAsync(transaction, email, cancellationToken) : null;
        var (id, problem) = await writer.OpenAsync(
            transaction,
            new NewRequest(
                RequestKind.CommunityInvitation,
                CommunityRow.TypeName,
                community,
                link?.Receiver ?? new RequestReceiver(RequestReceiverKind.User, account!.Value),
                there.Name,
                link?.Email ?? account!.Value.ToString(CultureInfo.InvariantCulture)
            )
            {
                Message = message?.Trim(),
                Details = new CommunityInvitationDetails(role),
                ExpiresAt = end,
            },
            caller,
            cancellationToken
        );
        if (link is not null && problem is null)
        {
            await mails.SendAsync(transaction, Letter(link, there, end, caller), cancellationToken);
        }
        var made = await queries.OpenedAsync(transaction, id, problem, caller, cancellationToken);
        return made.Value is { } request
            ? CommandResult<MadeInvitation>.Of(new MadeInvitation(request, link?.Secret))
            : CommandResult<MadeInvitation>.Failed(made.Errors);
    }

    private static InvitationLetter Letter(InvitationLink link, CommunityRow community, DateTimeOffset end, Caller inviter) =>
        new(
            link.Email,
            community.Name,
            (
                $"{inviter.Name} invites you to join {community.Name}.",
                $"{inviter.Name} Вас позива у заједницу {community.Name}.",
                $"{inviter.Name} Vas poziva u zajednicu {community.Name}."
            ),
            "acceptInvitation",
            link.Secret,
            end
        );

    /// <summary>The account that is invited; null for an address, and with problems.</summary>
    private static async Task<long?> AccountAsync(
        HubTransaction transaction,
        Invitee invitee,
        List<UserError> problems,
        CancellationToken cancellationToken
    )
    {
        if (invitee.Email is { } email)
        {
            if (!EmailAddress.IsOne(email))
            {
                problems.Add(new InvalidError("Give an e-mail address.", ["input", "invitee", "email"]));
            }
            return null;
        }
        var account = await invitee.AccountAsync(transaction, cancellationToken);
        if (account is null)
        {
            problems.Add(
                invitee.User is not null
                    ? new InvalidError("There is no such account.", ["input", "invitee", "user"])
                    : new InvalidError("This person has no account here: invite them by e-mail.", ["input", "invitee", "researcher"])
            );
        }
        return account?.Id;
    }

    private static CommandResult<MadeInvitation> Failed(UserError error) => CommandResult<MadeInvitation>.Failed(error);
}
