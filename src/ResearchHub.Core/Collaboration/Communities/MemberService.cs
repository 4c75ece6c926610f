using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>The places of members. Commands on one community come one after the other, so that there is always an owner.</summary>
public sealed class MemberService(HubTransactions transactions, CommunityQueries queries, TimeProvider time)
{
    /// <summary>Gives a member another role.</summary>
    public Task<CommandResult<CommunityRow>> SetRoleAsync(
        long community,
        long user,
        CommunityRole role,
        Caller caller,
        CancellationToken cancellationToken
    ) => PlaceAsync(community, user, role, caller, cancellationToken);

    /// <summary>Takes a member out.</summary>
    public Task<CommandResult<CommunityRow>> RemoveAsync(long community, long user, Caller caller, CancellationToken cancellationToken) =>
        PlaceAsync(community, user, null, caller, cancellationToken);

    /// <summary>Leaves. The last owner cannot.</summary>
    public Task<CommandResult<CommunityRow>> LeaveAsync(long community, Caller caller, CancellationToken cancellationToken) =>
        PlaceAsync(community, caller.UserId!.Value, null, caller, cancellationToken);

    /// <summary>Gives the caller's own feed of a community another address; the one before leads nowhere from now on.</summary>
    public async Task<CommandResult<CommunityRow>> RenewFeedAsync(long community, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (await CommunityGate.LockAsync(transaction, community, caller, cancellationToken) is not { } there)
        {
            return Failed(CommunityGate.NotFound);
        }
        if (there.Role is null)
        {
            return Failed(CommunityGate.Forbidden("Its members alone have a feed of their own."));
        }
        await transaction.ExecuteAsync(
            "update community_members set feed_secret = default where community_id = $1 and user_id = $2",
            [community, caller.UserId],
            cancellationToken
        );
        await transaction.CommitAsync();
        return CommandResult<CommunityRow>.Of(there);
    }

    /// <summary>Lets somebody in, in the transaction of another act on the locked community. Who is in keeps the higher role.</summary>
    /// <param name="inviter">Who invited them and hears of that: other owners and managers are told too. Null where all of them decided.</param>
    internal async Task JoinAsync(
        HubTransaction transaction,
        long community,
        long user,
        CommunityRole role,
        long? inviter,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        if (await CommunityGate.RoleAsync(transaction, community, user, cancellationToken) is { } present)
        {
            if (present < role)
            {
                await WriteRoleAsync(transaction, community, user, role, cancellationToken);
            }
            return;
        }
        await transaction.ExecuteAsync(
            "insert into community_members (community_id, user_id, role, joined_at) values ($1, $2, $3, $4)",
            [community, user, role, now],
            cancellationToken
        );
        var told = inviter is null
            ? []
            : await transaction.ListAsync(
                """
                select user_id from community_members where community_id = $1 and role in ('OWNER', 'MANAGER') and user_id not in ($2, $3)
                order by user_id limit $4
                """,
                [community, user, inviter, Activity.MostAddressed],
                reader => reader.GetInt64(0),
                cancellationToken
            );
        await TellAsync(transaction, ActivityKind.CommunityMemberJoined, community, user, [.. told], cancellationToken);
    }

    private async Task<CommandResult<CommunityRow>> PlaceAsync(
        long id,
        long user,
        CommunityRole? next,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (await CommunityGate.LockAsync(transaction, id, caller, cancellationToken) is not { } community)
        {
            return Failed(CommunityGate.NotFound);
        }
        if (!CommunityRules.MaySeeInside(community.Visibility, community.ActingRole))
        {
            return Failed(CommunityGate.Forbidden("Who is in it is for its members to know."));
        }
        var present = await CommunityGate.RoleAsync(transaction, id, user, cancellationToken);
        if (present is null)
        {
            return Failed(new NotFoundError("member", user == caller.UserId ? "community" : "user"));
        }
        var isLeaving = user == caller.UserId && (next is null || next < present);
        if (!isLeaving && !CommunityRules.MayPlace(community.ActingRole, present, next))
        {
            return Failed(CommunityGate.Forbidden("Owners decide on all members, managers on readers and curators."));
        }
        if (next == present)
        {
            return CommandResult<CommunityRow>.Of(community);
        }
        if (present == CommunityRole.Owner && next != CommunityRole.Owner && await IsLastOwnerAsync(transaction, id, cancellationToken))
        {
            return Failed(new InvalidError("A community always has an owner: make somebody else one first.", ["input", "community"]));
        }
        if (CommunityRules.MayCurate(present) && !CommunityRules.MayCurate(next))
        {
            await MetAuthors.RememberCuratorsAsync(transaction, id, [user], cancellationToken);
        }
        if (next is { } role)
        {
            await WriteRoleAsync(transaction, id, user, role, cancellationToken);
            await TellAsync(transaction, ActivityKind.CommunityRoleChanged, id, caller.UserId, [user], cancellationToken);
        }
        else
        {
            await transaction.ExecuteAsync(
                "delete from community_members where community_id = $1 and user_id = $2",
                [id, user],
                cancellationToken
            );
            if (community.Visibility == CommunityVisibility.Hidden && user != caller.UserId)
            {
                await FormerPart.EndAsync(
                    transaction,
                    ActivityKind.CommunityMemberLeft,
                    new SubjectKey(CommunityRow.TypeName, id),
                    community.Name,
                    [user],
                    caller,
                    time.GetUtcNow(),
                    cancellationToken
                );
            }
            else
            {
                await TellAsync(transaction, ActivityKind.CommunityMemberLeft, id, caller.UserId, [user], cancellationToken);
            }
        }
        await transaction.CommitAsync();
        var after = await queries.ByIdAsync([id], caller, cancellationToken);
        return CommandResult<CommunityRow>.Of(after.GetValueOrDefault(id, community with { Role = null }));
    }

    private static async Task<bool> IsLastOwnerAsync(HubTransaction transaction, long community, CancellationToken cancellationToken) =>
        await transaction.ScalarAsync<long>(
            "select count(*) from community_members where community_id = $1 and role = 'OWNER'",
            [community],
            cancellationToken
        ) == 1;

    private static Task<int> WriteRoleAsync(
        HubTransaction transaction,
        long community,
        long user,
        CommunityRole role,
        CancellationToken cancellationToken
    ) =>
        transaction.ExecuteAsync(
            "update community_members set role = $3 where community_id = $1 and user_id = $2",
            [community, user, role],
            cancellationToken
        );

    private Task TellAsync(
        HubTransaction transaction,
        ActivityKind kind,
        long community,
        long? actor,
        long[] addressed,
        CancellationToken cancellationToken
    ) =>
        new Activity(kind, CommunityRow.TypeName, community) { ActorId = actor, Addressed = addressed }.WriteAsync(
            transaction,
            time.GetUtcNow(),
            cancellationToken
        );

    private static CommandResult<CommunityRow> Failed(UserError error) => CommandResult<CommunityRow>.Failed(error);
}
