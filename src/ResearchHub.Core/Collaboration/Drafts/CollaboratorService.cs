using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Collaboration.Comments;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Drafts;

/// <summary>Who works on a work. Those who administer it say so; everybody may leave.</summary>
public sealed class CollaboratorService(HubTransactions transactions, OutputGate gate, TimeProvider time)
{
    /// <summary>Most collaborators of a work, invitations included.</summary>
    public const int Maximum = 100;

    /// <summary>Gives a collaborator another role, and tells them once they work on it. What was not given stays.</summary>
    public async Task<CommandResult<Collaborator>> ChangeAsync(
        long id,
        CollaboratorRole? role,
        bool? isBibliographic,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var (collaborator, access) = await FindAsync(transaction, id, caller, cancellationToken);
        if (collaborator is null || !access.IsTeam)
        {
            return CollaboratorRows.Missing("id");
        }
        if (access.Level < OutputLevel.Admin)
        {
            return CommandResult<Collaborator>.Failed(new ForbiddenError("Who administers the work says who does what on it."));
        }
        var now = time.GetUtcNow();
        var next = collaborator with
        {
            Role = role ?? collaborator.Role,
            IsBibliographic = isBibliographic ?? collaborator.IsBibliographic,
        };
        if (next == collaborator)
        {
            // Changes nothing, tells nobody and is not counted.
            return CommandResult<Collaborator>.Of(collaborator);
        }
        await transaction.LockAsync("users", caller.UserId!.Value, cancellationToken);
        if (await CommentRules.RateAsync(transaction, caller.UserId.Value, now, cancellationToken) is { } tooMany)
        {
            return CommandResult<Collaborator>.Failed(tooMany);
        }
        AuditScope.PartOf(collaborator.WorkId);
        var changed = await CollaboratorRows.WriteAsync(
            transaction,
            id,
            "role = $2, is_bibliographic = $3",
            [next.Role, next.IsBibliographic],
            cancellationToken
        );
        if (changed is { AcceptedAt: not null, UserId: { } told })
        {
            var type = await OutputTopic.TypeAsync(transaction, changed.WorkId, cancellationToken);
            await new Activity(ActivityKind.CollaborationChanged, type, changed.WorkId)
            {
                SubjectType = nameof(Collaborator),
                SubjectId = id,
                ActorId = caller.UserId,
                Addressed = [told],
            }.WriteAsync(transaction, now, cancellationToken);
        }
        await transaction.CommitAsync();
        return CommandResult<Collaborator>.Of(changed);
    }

    /// <summary>Takes somebody off a work, or an invitation back. Everybody may leave or decline; others those who administer it take off, and they are told.</summary>
    public async Task<CommandResult<Collaborator>> RemoveAsync(long id, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var (collaborator, access) = await FindAsync(transaction, id, caller, cancellationToken);
        var isSelf = collaborator is not null && (collaborator.UserId == caller.UserId || IsInvitedAs(collaborator, caller));
        if (collaborator is null || !(isSelf || access.IsTeam))
        {
            return CollaboratorRows.Missing("id");
        }
        if (!isSelf && access.Level < OutputLevel.Admin)
        {
            return CommandResult<Collaborator>.Failed(new ForbiddenError("Who administers the work takes others off it."));
        }
        // Who invites learns nothing of accounts, of who declines neither.
        if (!isSelf || collaborator.AcceptedAt is not null)
        {
            AuditScope.PartOf(collaborator.WorkId);
        }
        var isBlind = await transaction.ScalarAsync<bool>(
            $"select {UndecidedReviews.Blind("$1", "$2")}",
            [collaborator.WorkId, caller.UserId],
            cancellationToken
        );
        await CollaboratorRows.RemoveAsync(transaction, collaborator.WorkId, "c.id = $2", [id], cancellationToken);
        if (!isSelf && collaborator is { AcceptedAt: not null, UserId: { } gone })
        {
            var (type, title) = await OutputTopic.OfAsync(transaction, collaborator.WorkId, cancellationToken);
            await FormerPart.EndAsync(
                transaction,
                ActivityKind.CollaborationEnded,
                new SubjectKey(type, collaborator.WorkId),
                title,
                [gone],
                caller,
                time.GetUtcNow(),
                cancellationToken
            );
        }
        await transaction.CommitAsync();
        return CommandResult<Collaborator>.Of(isBlind ? collaborator.Blinded : collaborator);
    }

    private static bool IsInvitedAs(Collaborator collaborator, Caller caller) =>
        collaborator.UserId is null && collaborator.Email is { } email && email == caller.Email;

    private async Task<(Collaborator? Collaborator, OutputAccess Access)> FindAsync(
        HubTransaction transaction,
        long id,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        // The work before who works on it, as whoever deletes it does.
        await transaction.ExecuteAsync(
            $"select from research_outputs o where o.id = (select c.work_id from {CollaboratorRows.Table} c where c.id = $1) for update",
            [id],
            cancellationToken
        );
        var collaborator = await transaction.FirstAsync(
            $"select {Collaborator.Columns} from {CollaboratorRows.Table} c where c.id = $1 for update",
            [id],
            Collaborator.Read,
            cancellationToken
        );
        return collaborator is null
            ? (null, OutputAccess.None)
            : (collaborator, await gate.AccessAsync(transaction.Context, collaborator.WorkId, caller, cancellationToken));
    }
}
