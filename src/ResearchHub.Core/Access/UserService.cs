using Microsoft.EntityFrameworkCore;
using ResearchHub.Core.Access.Reading;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Core.People;

namespace ResearchHub.Core.Access;

/// <summary>What administrators and curators do to accounts.</summary>
public sealed class UserService(IDbContextFactory<HubDbContext> contexts, UserQueries users, TimeProvider time)
{
    /// <summary>Gives the account {0} the role {1} at the time {2}; the number of accounts.</summary>
    private static readonly string RoleChange = $$"""
        with before as (select id, role from users where id = {0} for update),
        account as (update users u set role = {1} from before b where u.id = b.id returning u.id, b.role as was, u.role),
        remembered as ({{FormerCurators.Remember("{2}")}})
        select count(*)::int as "Value" from account
        """;

    /// <summary>Gives an account another role. It holds from the next request or event on.</summary>
    public async Task<CommandResult<UserRow>> SetRoleAsync(long id, Role role, Caller caller, CancellationToken cancellationToken)
    {
        if (id == caller.UserId)
        {
            return CommandResult<UserRow>.Failed(
                new ForbiddenError("Nobody changes their own role: so there is always an administrator left.", "user")
            );
        }
        return await ChangeAsync(
            id,
            async context =>
                Missing(
                    (
                        await context
                            .Database.SqlQueryRaw<int>(RoleChange, id, ConstantCase.Of(role), time.GetUtcNow().UtcDateTime)
                            .ToListAsync(cancellationToken)
                    )[0]
                ),
            cancellationToken
        );
    }

    /// <summary>Says which researcher an account is the account of; of one that was merged, the kept one.</summary>
    /// <param name="researcher">Null: of none.</param>
    public Task<CommandResult<UserRow>> LinkAsync(long id, long? researcher, Caller caller, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            async context =>
            {
                var kept = researcher is { } key ? await KeptResearcher.LockAsync(context, key, cancellationToken) : null;
                if (researcher is not null && kept is null)
                {
                    return new NotFoundError("researcher", "researcher");
                }
                // By their profile it is known what they wrote, on which they do not decide.
                if (id == caller.UserId && await ProfileAsync(context, id, cancellationToken) is { } own && own != kept)
                {
                    return new ForbiddenError("Nobody leaves their own profile or takes another: ask another curator.", "user");
                }
                var changed = await context
                    .Users.Where(user => user.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(user => user.ResearcherId, kept), cancellationToken);
                if (changed > 0 && kept is { } profile)
                {
                    // Who follows profiles learns that somebody is there to be told of what speaks to it.
                    context.Add(
                        new ChangeEvent
                        {
                            Kind = ChangeKind.Updated,
                            SubjectKind = RecordKind.Researcher,
                            SubjectId = profile,
                            OccurredAt = time.GetUtcNow(),
                        }
                    );
                    await context.SaveChangesAsync(cancellationToken);
                }
                return Missing(changed);
            },
            cancellationToken
        );

    /// <summary>The researcher whose account it is, until the end of the transaction; null for none.</summary>
    private static async Task<long?> ProfileAsync(HubDbContext context, long id, CancellationToken cancellationToken) =>
        (
            await context
                .Database.SqlQuery<long?>($"select researcher_id as \"Value\" from users where id = {id} for update")
                .ToListAsync(cancellationToken)
        ).FirstOrDefault();

    private async Task<CommandResult<UserRow>> ChangeAsync(
        long id,
        Func<HubDbContext, Task<UserError?>> change,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await change(context) is { } refusal)
        {
            return CommandResult<UserRow>.Failed(refusal);
        }
        await transaction.EndAsync();
        return CommandResult<UserRow>.Of((await users.ByIdAsync([id], cancellationToken))[id]);
    }

    private static NotFoundError? Missing(int changed) => changed == 0 ? new NotFoundError("account", "user") : null;
}
