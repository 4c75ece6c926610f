using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>Writing comments, and changing what one wrote.</summary>
public sealed class CommentService(HubTransactions transactions, CommentGate gate, CommentQueries queries, TimeProvider time)
{
    /// <summary>Writes a comment on a record, or an answer to one.</summary>
    /// <param name="keyOf">Reads the ids that links to people name.</param>
    public async Task<CommandResult<ShownComment>> PostAsync(
        NewComment given,
        Func<string, SubjectKey> keyOf,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var comment = given with { Body = CommentText.Clean(given.Body) };
        if (await gate.OneAsync(comment.Subject, caller, cancellationToken) is not { } standing)
        {
            return Failed(new NotFoundError("record", "subject"));
        }
        if (!standing.MayComment)
        {
            return Failed(new ForbiddenError("You may not comment on this record.", "subject"));
        }
        var errors = new List<UserError>();
        if (CommentRules.Problem(comment.Body) is { } problem)
        {
            errors.Add(problem);
        }
        if (comment.Anchor is { } anchor)
        {
            var text = anchor.TextOf((await queries.TextsAsync([comment.Subject], cancellationToken))[comment.Subject])?.Text;
            errors.AddRange(CommentRules.Problems(anchor, text));
            comment = errors.Count == 0 ? comment with { Anchor = anchor.KeptOf(text!) } : comment;
        }
        if (comment is { Anchor: not null, ParentId: not null })
        {
            errors.Add(new InvalidError("An answer has no anchor of its own.", ["input", "anchor"]));
        }
        if (errors.Count > 0)
        {
            return CommandResult<ShownComment>.Failed(errors);
        }
        var keepers = await gate.KeepersAsync(comment.Subject, cancellationToken);
        var (author, now) = (caller.UserId!.Value, time.GetUtcNow());
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        await transaction.LockAsync("users", author, cancellationToken);
        if (
            comment.ParentId is { } parent
            && await ParentAsync(transaction, parent, comment.Subject, standing, cancellationToken) is { } refusal
        )
        {
            return Failed(refusal);
        }
        if (await CommentRules.RateAsync(transaction, author, now, cancellationToken) is { } tooMany)
        {
            return Failed(tooMany);
        }
        var id = await CommentWriter.InsertAsync(transaction, comment, caller, standing.Voice, now, cancellationToken);
        var row = (await CommentWriter.LockAsync(transaction, id, cancellationToken))!;
        var mentioned = await CommentWriter.MentionAsync(transaction, id, comment.Body, keyOf, cancellationToken);
        await CommentWriter.TellAsync(transaction, row, mentioned, keepers, now, cancellationToken);
        AuditScope.About("Comment", id);
        await transaction.CommitAsync();
        return Done(row, standing, caller);
    }

    /// <summary>Changes the text: its author for a while, and nobody else, since the words stand under their name. It stays marked as changed.</summary>
    public Task<CommandResult<ShownComment>> EditAsync(
        long id,
        string given,
        Func<string, SubjectKey> keyOf,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            id,
            isCounted: true,
            caller,
            async (transaction, comment, _, now) =>
            {
                var body = CommentText.Clean(given);
                if (CommentRules.Problem(body) is { } problem)
                {
                    return problem;
                }
                if (comment.AuthorId != caller.UserId || now - comment.CreatedAt > CommentRules.EditWindow)
                {
                    return new ForbiddenError(
                        $"Only its author changes a comment, for {CommentRules.EditWindow.TotalMinutes:0} minutes. Moderators hide or delete it."
                    );
                }
                if (await CommentRules.RateAsync(transaction, caller.UserId!.Value, now, cancellationToken) is { } tooMany)
                {
                    return tooMany;
                }
                await transaction.ExecuteAsync(
                    "update comments set body = $2, edited_at = $3 where id = $1",
                    [id, body, now],
                    cancellationToken
                );
                var mentioned = await CommentWriter.MentionAsync(transaction, id, body, keyOf, cancellationToken);
                await CommentWriter.TellSomeAsync(transaction, ActivityKind.Mentioned, comment, mentioned, now, cancellationToken);
                return null;
            },
            cancellationToken
        );

    /// <summary>Takes the text away; the place stays, and answers with it. Open reports keep what they are about until they are decided.</summary>
    public Task<CommandResult<ShownComment>> DeleteAsync(long id, Caller caller, CancellationToken cancellationToken) =>
        ChangeAsync(
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
        ChangeAsync(
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
            cancellationToken
        );

    /// <summary>Hides a comment from everybody but its author and moderators, or shows it again.</summary>
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
                await (
                    isHidden
                        ? CommentHiding.HideAsync(transaction, id, reason!, caller.UserId!.Value, now, cancellationToken)
                        : CommentHiding.ShowAsync(transaction, id, cancellationToken)
                );
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
        ChangeAsync(
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

    private Task<CommandResult<ShownComment>> ChangeAsync(
        long id,
        Caller caller,
        Func<HubTransaction, CommentRow, CommentStanding, DateTimeOffset, Task<UserError?>> change,
        CancellationToken cancellationToken
    ) => ChangeAsync(id, isCounted: false, caller, change, cancellationToken);

    /// <param name="isCounted">Whether it counts as a comment of the caller's.</param>
    private async Task<CommandResult<ShownComment>> ChangeAsync(
        long id,
        bool isCounted,
        Caller caller,
        Func<HubTransaction, CommentRow, CommentStanding, DateTimeOffset, Task<UserError?>> change,
        CancellationToken cancellationToken
    )
    {
        // Asked before the row is locked: asking takes a connection of its own.
        var known = (await queries.ByIdAsync([id], cancellationToken)).GetValueOrDefault(id);
        var standing = known is null ? null : await gate.OneAsync(known.Subject, caller, cancellationToken);
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (isCounted)
        {
            // Before the comment, as where one is written.
            await transaction.LockAsync("users", caller.UserId!.Value, cancellationToken);
        }
        if (
            standing is not { } found
            || await CommentWriter.LockAsync(transaction, id, cancellationToken) is not { DeletedAt: null } comment
            || (comment.HiddenAt is not null && !found.MayHide && comment.AuthorId != caller.UserId)
        )
        {
            return Failed(new NotFoundError("comment"));
        }
        if (await change(transaction, comment, found, time.GetUtcNow()) is { } error)
        {
            return Failed(error);
        }
        var changed = (await CommentWriter.LockAsync(transaction, id, cancellationToken))!;
        await transaction.CommitAsync();
        return Done(changed, found, caller);
    }

    private static async Task<UserError?> ParentAsync(
        HubTransaction transaction,
        long parent,
        SubjectKey subject,
        CommentStanding standing,
        CancellationToken cancellationToken
    ) =>
        await CommentWriter.LockAsync(transaction, parent, cancellationToken) switch
        {
            { DeletedAt: null, HiddenAt: null } found when found.Subject == subject => found switch
            {
                { ParentId: not null } => new InvalidError(
                    "Answers have no answers of their own: answer the comment that begins the thread.",
                    ["input", "parent"]
                ),
                { LockedAt: { } at, LockedReason: { } reason } when !standing.MayHide => new ThreadLockedError(at, reason),
                _ => null,
            },
            _ => new NotFoundError("comment on this record", "parent"),
        };

    private static CommandResult<ShownComment> Done(CommentRow row, CommentStanding standing, Caller caller) =>
        CommandResult<ShownComment>.Of(new ShownComment(row, standing, row.Subject, caller.UserId));

    private static CommandResult<ShownComment> Failed(UserError error) => CommandResult<ShownComment>.Failed(error);
}
