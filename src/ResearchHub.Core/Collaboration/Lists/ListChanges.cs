using ResearchHub.Core.Access;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Lists;

/// <summary>What the commands of a list's owner share.</summary>
public sealed class ListChanges(HubTransactions transactions, ReadingListQueries queries, TimeProvider time)
{
    /// <summary>Locks a list of the caller's, changes it and gives it as it is then; what others may not, and bookmarks, are refused.</summary>
    /// <param name="isCounted">Whether it counts how often the caller does so: their account is locked, before the list, as where one is copied.</param>
    /// <param name="change">Gives what is wrong, nothing when it was done, and null when it is so already: what changes nothing leaves no word in the audit log, and does not count.</param>
    internal async Task<CommandResult<ListAccess>> ChangeAsync(
        long list,
        Caller caller,
        Func<HubTransaction, ListAccess, DateTimeOffset, Task<IReadOnlyList<UserError>?>> change,
        CancellationToken cancellationToken,
        bool isCounted = false
    )
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (isCounted)
        {
            await transaction.LockAsync("users", caller.UserId!.Value, cancellationToken);
        }
        if (await ListWriter.LockAsync(transaction, list, caller.UserId!.Value, cancellationToken) is not { } found)
        {
            return Failed(new NotFoundError("reading list"));
        }
        if (ListRules.Refusal(found) is { } refusal)
        {
            return Failed(refusal);
        }
        var errors = await change(transaction, found, time.GetUtcNow());
        if (errors is { Count: > 0 })
        {
            return CommandResult<ListAccess>.Failed(errors);
        }
        await (errors is null ? transaction.DisposeAsync().AsTask() : transaction.CommitAsync());
        return await AgainAsync(list, caller, cancellationToken);
    }

    /// <summary>A list as the caller sees it, at the end of a command.</summary>
    internal async Task<CommandResult<ListAccess>> AgainAsync(long list, Caller caller, CancellationToken cancellationToken) =>
        CommandResult<ListAccess>.Of((await queries.ByIdAsync([list], caller, cancellationToken))[list]);

    private static CommandResult<ListAccess> Failed(UserError error) => CommandResult<ListAccess>.Failed(error);
}
