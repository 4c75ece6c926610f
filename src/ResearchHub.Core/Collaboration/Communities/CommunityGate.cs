using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>Where every command on a community passes.</summary>
internal static class CommunityGate
{
    /// <summary>The community as it is for a caller, locked until the end of the transaction; null when it does not exist for them, or was deleted.</summary>
    public static async Task<CommunityRow?> LockAsync(
        HubTransaction transaction,
        long id,
        Caller caller,
        CancellationToken cancellationToken
    ) => await LockLeftAsync(transaction, id, caller, cancellationToken) is { DeletedAt: null } there ? there : null;

    /// <summary>As <see cref="LockAsync"/>; administrators find what is left of one that was deleted, too.</summary>
    public static async Task<CommunityRow?> LockLeftAsync(
        HubTransaction transaction,
        long id,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await transaction.LockAsync("communities", id, cancellationToken);
        var community = await transaction.FirstAsync(
            $"select {CommunityRow.Columns} from communities c where c.id = $2",
            [caller.UserId ?? 0, id],
            CommunityRow.ReadFor(caller),
            cancellationToken
        );
        if (
            community is null
            || !CommunityRules.MaySee(community.Visibility, community.ActingRole)
            || community is { DeletedAt: not null, IsAdmin: false }
        )
        {
            return null;
        }
        AuditScope.About(CommunityRow.TypeName, id);
        return community;
    }

    /// <summary>Whether there is a community that was not deleted; it is locked until the end of the transaction.</summary>
    /// <param name="strength">Of the lock; SQL.</param>
    public static Task<bool> IsThereAsync(
        HubTransaction transaction,
        long id,
        CancellationToken cancellationToken,
        string strength = "no key update"
    ) =>
        transaction.FirstAsync(
            $"select deleted_at is null from communities where id = $1 for {strength}",
            [id],
            reader => reader.GetBoolean(0),
            cancellationToken
        );

    /// <summary>The role of an account in a locked community; null for no member.</summary>
    public static Task<CommunityRole?> RoleAsync(
        HubTransaction transaction,
        long community,
        long user,
        CancellationToken cancellationToken
    ) =>
        transaction.FirstAsync(
            "select role from community_members where community_id = $1 and user_id = $2",
            [community, user],
            reader => (CommunityRole?)reader.GetEnum<CommunityRole>(0),
            cancellationToken
        );

    /// <summary>Whether a community was deleted; SQL.</summary>
    /// <param name="key">SQL of its key.</param>
    public static string WasDeleted(string key) => $"exists (select from communities k where k.id = {key} and k.deleted_at is not null)";

    public static NotFoundError NotFound { get; } = new("community", "community");

    /// <param name="who">A sentence that says who may.</param>
    public static ForbiddenError Forbidden(string who) => new(who, "community");
}
