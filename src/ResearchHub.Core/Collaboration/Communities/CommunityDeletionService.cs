using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>Deletes communities. Their names stay, as of outputs that are withdrawn, so that addresses do not lead to another.</summary>
public sealed class CommunityDeletionService(HubTransactions transactions, TimeProvider time)
{
    /// <summary>
    /// Takes all that a community has and everybody out of it, for ever: its owners, and administrators. What is asked of it or for it expires, since nothing
    /// can come of it any more.
    /// </summary>
    /// <param name="reason">Why, for whoever looks for it later; null when nothing is said.</param>
    public async Task<CommandResult<CommunityRow>> DeleteAsync(long id, string? reason, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (await CommunityGate.LockAsync(transaction, id, caller, cancellationToken) is not { } community)
        {
            return CommandResult<CommunityRow>.Failed(CommunityGate.NotFound);
        }
        if (!CommunityRules.MayGovern(community.ActingRole))
        {
            return CommandResult<CommunityRow>.Failed(CommunityGate.Forbidden("Owners alone delete a community."));
        }
        if (RequestText.Problem(reason, "reason", isNeeded: false) is { } unreadable)
        {
            return CommandResult<CommunityRow>.Failed(unreadable);
        }
        var now = time.GetUtcNow();
        await TellAsync(transaction, community, caller, now, cancellationToken);
        var curators = await transaction.ListAsync(
            "select user_id from community_members where community_id = $1 and role in ('CURATOR', 'MANAGER', 'OWNER') order by user_id",
            [id],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        await MetAuthors.RememberCuratorsAsync(transaction, id, [.. curators], cancellationToken);
        await transaction.ExecuteAsync("delete from community_outputs where community_id = $1", [id], cancellationToken);
        await transaction.ExecuteAsync("delete from community_members where community_id = $1", [id], cancellationToken);
        await transaction.ExecuteAsync(
            "update collaboration_calls set community_id = null, updated_at = $2, revision = revision + 1 where community_id = $1",
            [id, now],
            cancellationToken
        );
        await transaction.ExecuteAsync(
            "update communities set deleted_at = $2, deletion_reason = $3, updated_at = $2, revision = revision + 1 where id = $1",
            [id, now, reason?.Trim()],
            cancellationToken
        );
        await transaction.CommitAsync();
        return CommandResult<CommunityRow>.Of(
            (
                community with
                {
                    DeletedAt = now,
                    DeletionReason = reason?.Trim(),
                    UpdatedAt = now,
                    Revision = community.Revision + 1,
                    Role = null,
                }
            ).Shown
        );
    }

    /// <summary>Tells those whom it concerns; of a hidden community its members, who do not find it any more, by what it was called.</summary>
    private static async Task TellAsync(
        HubTransaction transaction,
        CommunityRow community,
        Caller caller,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var isHidden = community.Visibility == CommunityVisibility.Hidden;
        var concerned = await transaction.ListAsync(
            $"""
            select p.user_id from (
              select m.user_id from community_members m where m.community_id = $1
              {(
                isHidden
                    ? ""
                    : $"""
                    union select f.user_id from follows f where f.subject_type = '{CommunityRow.TypeName}' and f.subject_id = $1
                    union select v.user_id from community_outputs i join ({RequestReceivers.OfOutputs.Sql}) v on v.receiver_id = i.output_id
                    where i.community_id = $1
                    union select l.opened_by from collaboration_calls l
                    where l.community_id = $1 and l.closed_at is null and l.deadline >= $3 and l.opened_by is not null
                    """
            )}) p
            where p.user_id <> $2 order by p.user_id
            """,
            [community.Id, caller.UserId, DateOnly.FromDateTime(now.UtcDateTime)],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        var deleted = new Activity(ActivityKind.CommunityDeleted, CommunityRow.TypeName, community.Id) { ActorId = caller.UserId };
        await deleted.WriteAsync(transaction, now, cancellationToken);
        if (!isHidden)
        {
            await deleted.WriteToAsync(transaction, concerned, now, cancellationToken);
            return;
        }
        await FormerPart.EndAsync(
            transaction,
            ActivityKind.CommunityDeleted,
            new SubjectKey(CommunityRow.TypeName, community.Id),
            community.Name,
            concerned,
            caller,
            now,
            cancellationToken
        );
    }
}
