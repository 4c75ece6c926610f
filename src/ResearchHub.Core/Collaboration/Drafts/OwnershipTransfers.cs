using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Drafts;

/// <summary>What becomes of who offers a work.</summary>
/// <param name="FormerOwnerRole">Role as a collaborator afterwards; null for none.</param>
public sealed record OwnershipTransferDetails(CollaboratorRole? FormerOwnerRole) : RequestDetails;

/// <summary>Somebody is asked to own a work, and agrees in person. Owner and former owner change places in one transaction.</summary>
/// <remarks>Its topic is the first version: of a work, not of each version, one offer waits at a time.</remarks>
public sealed class OwnershipTransferKind : IRequestKind
{
    private const string Versions = "(o.id = $1 or o.first_version_id = $1)";

    /// <inheritdoc />
    public RequestKind Kind => RequestKind.OwnershipTransfer;

    /// <inheritdoc />
    public Type Details => typeof(OwnershipTransferDetails);

    /// <inheritdoc />
    public bool IsPersonal => true;

    /// <summary>Who offers it does not own it any more, or it is gone.</summary>
    public string IsOver =>
        """
            not exists (
              select from research_outputs o where (o.id = r.topic_id or o.first_version_id = r.topic_id) and o.owner_id = r.creator_id)
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
        if (caller.Role < Role.Researcher)
        {
            return [new ForbiddenError("Who owns outputs needs the role RESEARCHER: ask an administrator for it.")];
        }
        var (work, owner) = (request.TopicId, caller.UserId!.Value);
        // The first version last, as whoever publishes a later one does.
        var owners = await transaction.ListAsync(
            $"select o.owner_id from research_outputs o where {Versions} order by o.version desc, o.id desc for update",
            [work],
            reader => reader.GetLongOrNull(0),
            cancellationToken
        );
        if (request.CreatorId is not { } former || !owners.Contains(former))
        {
            return [new RequestStateError(RequestStatus.Expired)];
        }
        if (await ReviewGate.IsReviewerAsync(transaction, work, owner, cancellationToken))
        {
            return [CollaboratorRows.Reviews("id")];
        }
        await transaction.ExecuteAsync(
            $"update research_outputs o set owner_id = $3 where {Versions} and o.owner_id = $2",
            [work, former, owner],
            cancellationToken
        );
        var role = ((OwnershipTransferDetails)request.Details!).FormerOwnerRole;
        if (!await ChangePlacesAsync(transaction, work, owner, former, role, decision.At, cancellationToken))
        {
            return [new InvalidError($"A work has at most {CollaboratorService.Maximum} collaborators.", ["input", "id"])];
        }
        var others = await transaction.ListAsync(
            $"select user_id from {CollaboratorRows.Table} where work_id = $1 and accepted_at is not null and user_id <> $2",
            [work, former],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        await new Activity(ActivityKind.OwnershipTransferred, await OutputTopic.TypeAsync(transaction, work, cancellationToken), work)
        {
            ActorId = owner,
            Addressed = others,
        }.WriteAsync(transaction, decision.At, cancellationToken);
        return [];
    }

    /// <summary>The owner is no collaborator; the former owner is one, if they said so.</summary>
    /// <returns>False when there is no place for one more.</returns>
    private static async Task<bool> ChangePlacesAsync(
        HubTransaction transaction,
        long work,
        long owner,
        long former,
        CollaboratorRole? role,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        // An invitation of the owner's address stays until its time: who made it would see whose that is.
        await CollaboratorRows.RemoveAsync(transaction, work, "c.user_id = $2", [owner], cancellationToken);
        await transaction.ExecuteAsync(
            """
            insert into former_collaborators (work_id, user_id, had_part) values ($1, $2, true)
            on conflict (work_id, user_id) do update set had_part = true
            """,
            [work, former],
            cancellationToken
        );
        // A curator who made a later version of somebody's work may be both its owner and a collaborator.
        return role is null
            || await transaction.ExecuteAsync(
                $"""
                insert into {CollaboratorRows.Table} (work_id, user_id, role, is_bibliographic, invited_by, invited_at, expires_at, accepted_at)
                select $1, $2, $3, {BibliographicCollaborators.IsNamed(
                    "$1",
                    "$2"
                )}, $4, $5, $5, $5 where (select count(*) from {CollaboratorRows.Table} where work_id = $1) < $6
                on conflict (work_id, user_id) do update set role = excluded.role, accepted_at = excluded.accepted_at
                """,
                [work, former, role, owner, now, CollaboratorService.Maximum],
                cancellationToken
            ) > 0;
    }
}

/// <summary>Hands works over.</summary>
public sealed class OwnershipService(
    HubTransactions transactions,
    OutputGate gate,
    RequestWriter writer,
    RequestQueries queries,
    TimeProvider time
)
{
    /// <summary>Days for which an offer can be accepted.</summary>
    public const int DaysToAccept = CollaborationInvitations.DaysToAccept;

    /// <summary>Offers a work of the caller's, of which any version is named, to somebody who has an account.</summary>
    /// <param name="formerOwnerRole">Role of the caller afterwards; null for none.</param>
    public async Task<CommandResult<RequestRow>> OfferAsync(
        long output,
        Invitee recipient,
        CollaboratorRole? formerOwnerRole,
        string? message,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (await gate.RequireAsync(transaction, output, OutputLevel.View, caller, "id", cancellationToken) is { } refusal)
        {
            return Failed(refusal);
        }
        var (work, owner) = await CollaboratorRows.WorkAsync(transaction, output, cancellationToken);
        if (owner != caller.UserId)
        {
            return Failed(new ForbiddenError("Its owner alone hands it over."));
        }
        if (RequestText.Problem(message, "message", isNeeded: false) is { } unreadable)
        {
            return Failed(unreadable);
        }
        if (await recipient.AccountAsync(transaction, cancellationToken) is not { } account || account.Id == caller.UserId)
        {
            return Failed(
                new InvalidError("Give somebody else who has an account here, or whose profile an account is linked to.", ["input", "to"])
            );
        }
        var now = time.GetUtcNow();
        if (await InvitationLimit.CountAsync(transaction, caller, null, account.Id, now, cancellationToken) is { } tooMany)
        {
            return Failed(tooMany);
        }
        var topic = await OutputTopic.OfAsync(transaction, output, cancellationToken);
        var (id, problem) = await writer.OpenAsync(
            transaction,
            new NewRequest(
                RequestKind.OwnershipTransfer,
                topic.Type,
                work,
                new RequestReceiver(RequestReceiverKind.User, account.Id),
                topic.Title,
                Matter: ""
            )
            {
                Message = message?.Trim(),
                Details = new OwnershipTransferDetails(formerOwnerRole),
                ExpiresAt = now.AddDays(DaysToAccept),
            },
            caller,
            cancellationToken
        );
        return await queries.OpenedAsync(transaction, id, problem, caller, cancellationToken);
    }

    private static CommandResult<RequestRow> Failed(UserError error) => CommandResult<RequestRow>.Failed(error);
}
