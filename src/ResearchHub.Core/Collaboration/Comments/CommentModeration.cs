using ResearchHub.Core.Access;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>What moderators do with comments, and some of it their authors: they are deleted, settled, hidden, closed to answers.</summary>
public sealed class CommentModeration(CommentChanges changes)
{
    /// <summary>Takes the text away; the place stays, and answers with it. Open reports keep what they are about until they are decided.</summary>
    public Task<CommandResult<ShownComment>> DeleteAsync(long id, Caller caller, CancellationToken cancellationToken) =>
        changes.ChangeAsync(
            id,
            caller,
            async (transaction, comment, standing, now) =>
            {
                if (!standing.MayModerate && comment.AuthorId != caller.UserId)
                {
                    return new ForbiddenError("Its author may delete it, and moderators.");
                }
                await transaction.ExecuteAsync(
                    """
                    update comments set body = null, anchor = null, deleted_at = $2 where id = $1;
                    """,
                    [id, now],
                    cancellationToken
                );
                await transaction.ExecuteAsync("delete from comment_mentions where comment_id = $1", [id], cancellationToken);
                return null;
            },
            cancellationToken
        );

    /// <summary>Says that a thread is settled, or not.</summary>
    public Task<CommandResult<ShownComment>> ResolveAsync(long id, bool isResolved, Caller caller, CancellationToken cancellationToken) =>
        changes.ChangeAsync(
            id,
            caller,
            async (transaction, comment, standing, now) =>
            {
                if (!standing.MayModerate && comment.AuthorId != caller.UserId)
                {
                    return new ForbiddenError("Its author may say so, and moderators.");
                }
                if (ThreadProblem(comment, comment.ResolvedAt is not null, isResolved, "resolved") is { } problem)
                {
                    return problem;
                }
                await transaction.ExecuteAsync(
                    "update comments set resolved_at = $2 where id = $1",
                    [id, isResolved ? now : null],
                    cancellationToken
                );
                return null;
            },
            cancellationToken,
            isOpen: true
        );

    /// <summary>Hides a comment from everybody but its author and moderators, or shows it again, which nobody does with what they wrote.</summary>
    /// <param name="reason">Told to its readers; null to show it again.</param>
    public Task<CommandResult<ShownComment>> HideAsync(
        long id,
        bool isHidden,
        string? reason,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        ModerateAsync(
            id,
            isHidden,
            reason,
            caller,
            async (transaction, _, now) =>
            {
                if (isHidden)
                {
                    await CommentHiding.HideAsync(transaction, id, reason!, caller.UserId!.Value, now, cancellationToken);
                    return null;
                }
                if (await CommentWriter.IsOfAsync(transaction, id, caller, cancellationToken))
                {
                    return new ForbiddenError("Somebody else decides whether what you wrote is shown again.");
                }
                await CommentHiding.ShowAsync(transaction, id, cancellationToken);
                return null;
            },
            cancellationToken
        );

    /// <summary>Closes a thread to answers of all but moderators, or opens it again.</summary>
    /// <param name="reason">Told to its readers; null to open it again.</param>
    public Task<CommandResult<ShownComment>> LockAsync(
        long id,
        bool isLocked,
        string? reason,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        ModerateAsync(
            id,
            isLocked,
            reason,
            caller,
            async (transaction, comment, now) =>
            {
                if (ThreadProblem(comment, comment.LockedAt is not null, isLocked, "locked") is { } problem)
                {
                    return problem;
                }
                await transaction.ExecuteAsync(
                    "update comments set locked_at = $2, locked_reason = $3 where id = $1",
                    [id, isLocked ? now : null, reason],
                    cancellationToken
                );
                return null;
            },
            cancellationToken
        );

    /// <summary>A change that moderators make, and say why; that they take it back needs no reason.</summary>
    private Task<CommandResult<ShownComment>> ModerateAsync(
        long id,
        bool isMade,
        string? reason,
        Caller caller,
        Func<HubTransaction, CommentRow, DateTimeOffset, Task<UserError?>> change,
        CancellationToken cancellationToken
    ) =>
        changes.ChangeAsync(
            id,
            caller,
            async (transaction, comment, standing, now) =>
            {
                if (!standing.MayHide)
                {
                    return new ForbiddenError("Moderators may.");
                }
                return isMade && CommentRules.ReasonProblem(reason) is { } problem ? problem : await change(transaction, comment, now);
            },
            cancellationToken
        );

    /// <summary>Why a comment cannot be set to a state of threads, or from it; null when it can.</summary>
    private static InvalidError? ThreadProblem(CommentRow comment, bool isSo, bool shallBe, string state) =>
        comment.ParentId is not null ? new InvalidError($"An answer is {state} with the comment that it answers.", ["input", "id"])
        : isSo == shallBe ? new InvalidError(isSo ? $"It is {state} already." : $"It is not {state}.", ["input", "id"])
        : null;
}
