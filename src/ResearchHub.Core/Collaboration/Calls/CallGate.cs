using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Collaboration.Communities;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Calls;

/// <summary>Where every command on a call passes.</summary>
internal static class CallGate
{
    /// <summary>The call, locked until the end of the transaction; null when there is none.</summary>
    public static Task<CallRow?> LockAsync(HubTransaction transaction, long id, CancellationToken cancellationToken)
    {
        AuditScope.About(CallRow.TypeName, id);
        return transaction.FirstAsync(
            $"select {CallRow.Columns} from collaboration_calls c where c.id = $1 for update",
            [id],
            CallRow.Read,
            cancellationToken
        );
    }

    /// <summary>Whether the caller changes and closes a call: who opened it, curators of its community, administrators.</summary>
    public static async Task<bool> MayManageAsync(
        HubTransaction transaction,
        CallRow call,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        caller.Role == Role.Admin
        || call.OpenedBy == caller.UserId
        || (
            call.CommunityId is { } community
            && CommunityRules.MayCurate(await CommunityGate.RoleAsync(transaction, community, caller.UserId!.Value, cancellationToken))
        );

    public static NotFoundError NotFound { get; } = new("call");
}
