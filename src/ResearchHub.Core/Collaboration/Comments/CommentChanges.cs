using ResearchHub.Core.Access;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>What commands on a comment share: it is asked how the caller stands to it, then it is locked.</summary>
public sealed class CommentChanges(HubTransactions transactions, CommentGate gate, CommentQueries queries, TimeProvider time)
{
    /// <summary>Locks a comment that exists for the caller, changes it and gives it as they see it.</summary>
    /// <param name="change">Gives why not; null when it was done.</param>
    /// <param name="isOpen">Whether it is done as long as people talk there, not on what was deleted.</param>
    /// <param name="isCounted">Whether it counts as a comment of the caller's.</param>
    internal async Task<CommandResult<ShownComment>> ChangeAsync(
        long id,
        Caller caller,
        Func<HubTransaction, CommentRow, CommentStanding, DateTimeOffset, Task<UserError?>> change,
        CancellationToken cancellationToken,
        bool isOpen = false,
        bool isCounted = false
    )
    {
        // Asked before the row is locked: asking takes a connection of its own.
        var known = (await queries.ByIdAsync([id], cancellationToken)).GetValueOrDefault(id);
        var standing = known is null ? null : await gate.OneAsync(known.Subject, caller, cancellationToken);
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        // A community before the account, as where a comment is written.
        var isClosed = isOpen && standing is not null && !await gate.IsKeptAsync(transaction, known!.Subject, cancellationToken);
        if (isCounted)
        {
            // Before the comment, as where one is written.
            await transaction.LockAsync("users", caller.UserId!.Value, cancellationToken);
        }
        if (
            isClosed
            || standing is not { } found
            || await CommentWriter.LockAsync(transaction, id, cancellationToken) is not { DeletedAt: null } comment
            || (comment.HiddenAt is not null && !found.MayHide && comment.AuthorId != caller.UserId)
        )
        {
            return CommandResult<ShownComment>.Failed(new NotFoundError("comment"));
        }
        if (await change(transaction, comment, found, time.GetUtcNow()) is { } error)
        {
            return CommandResult<ShownComment>.Failed(error);
        }
        var changed = (await CommentWriter.LockAsync(transaction, id, cancellationToken))!;
        await transaction.CommitAsync();
        return Done(changed, found, caller);
    }

    /// <summary>A comment as its reader sees it, at the end of a command.</summary>
    internal static CommandResult<ShownComment> Done(CommentRow row, CommentStanding standing, Caller caller) =>
        CommandResult<ShownComment>.Of(new ShownComment(row, standing, row.Subject, caller.UserId));
}
