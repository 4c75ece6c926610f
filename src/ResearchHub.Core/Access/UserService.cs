using Microsoft.EntityFrameworkCore;
using ResearchHub.Core.Access.Reading;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Access;

/// <summary>What administrators and curators do to accounts.</summary>
public sealed class UserService(IDbContextFactory<HubDbContext> contexts, UserQueries users)
{
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
            context =>
                context
                    .Users.Where(user => user.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(user => user.Role, role), cancellationToken),
            cancellationToken
        );
    }

    /// <summary>Says which researcher an account is the account of.</summary>
    /// <param name="researcher">Null: of none.</param>
    public async Task<CommandResult<UserRow>> LinkAsync(long id, long? researcher, CancellationToken cancellationToken)
    {
        if (researcher is { } key)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (!await context.Researchers.AnyAsync(one => one.Id == key, cancellationToken))
            {
                return CommandResult<UserRow>.Failed(new NotFoundError("researcher", "researcher"));
            }
        }
        return await ChangeAsync(
            id,
            context =>
                context
                    .Users.Where(user => user.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(user => user.ResearcherId, researcher), cancellationToken),
            cancellationToken
        );
    }

    private async Task<CommandResult<UserRow>> ChangeAsync(
        long id,
        Func<HubDbContext, Task<int>> change,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await change(context) == 0)
        {
            return CommandResult<UserRow>.Failed(new NotFoundError("account", "user"));
        }
        await transaction.EndAsync();
        return CommandResult<UserRow>.Of((await users.ByIdAsync([id], cancellationToken))[id]);
    }
}
