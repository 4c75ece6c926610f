using System.Globalization;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>Somebody wants to join; who manages members decides.</summary>
public sealed class MembershipKind(MemberService members) : IRequestKind
{
    /// <inheritdoc />
    public RequestKind Kind => RequestKind.CommunityMembership;

    /// <summary>Who asks came in by an invitation, their account is gone, or the community was deleted.</summary>
    public string IsOver =>
        $"""
            r.creator_id is null
            or exists (select from community_members m where m.community_id = r.topic_id and m.user_id = r.creator_id)
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
        if (request.CreatorId is not { } creator || !await CommunityGate.IsThereAsync(transaction, request.TopicId, cancellationToken))
        {
            return [new NotFoundError("community or account")];
        }
        await members.JoinAsync(transaction, request.TopicId, creator, CommunityRole.Reader, null, cancellationToken);
        return [];
    }
}

/// <summary>Asks to join.</summary>
public sealed class MembershipService(HubTransactions transactions, RequestWriter writer, RequestQueries queries)
{
    /// <summary>Asks who manages the members of a community to let the caller join, as a reader.</summary>
    public async Task<CommandResult<RequestRow>> RequestAsync(
        long community,
        string? message,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (await CommunityGate.LockAsync(transaction, community, caller, cancellationToken) is not { } there)
        {
            return CommandResult<RequestRow>.Failed(CommunityGate.NotFound);
        }
        if (RequestText.Problem(message, "message", isNeeded: false) is { } unreadable)
        {
            return CommandResult<RequestRow>.Failed(unreadable);
        }
        if (there.Role is not null)
        {
            return CommandResult<RequestRow>.Failed(new InvalidError("You are a member already.", ["input", "community"]));
        }
        var (id, problem) = await writer.OpenAsync(
            transaction,
            new NewRequest(
                RequestKind.CommunityMembership,
                CommunityRow.TypeName,
                community,
                new RequestReceiver(RequestReceiverKind.CommunityManagers, community),
                there.Name,
                caller.UserId!.Value.ToString(CultureInfo.InvariantCulture)
            )
            {
                Message = message?.Trim(),
            },
            caller,
            cancellationToken
        );
        return await queries.OpenedAsync(transaction, id, problem, caller, cancellationToken);
    }
}
