using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>Writing comments, and changing what one wrote.</summary>
public sealed class CommentService(
    HubTransactions transactions,
    CommentGate gate,
    AnchorTexts texts,
    CommentChanges changes,
    TimeProvider time
)
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
            return Failed(Gone);
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
            var source = new AnchorSource(comment.Subject, anchor.Part);
            var read = (await texts.OfAsync([source], cancellationToken)).GetValueOrDefault(source, []);
            errors.AddRange(CommentRules.Problems(anchor, read));
            comment = errors.Count == 0 ? comment with { Anchor = anchor.KeptOf(anchor.TextOf(read)!.Text) } : comment;
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
        // A community before the account, as where somebody is invited to one.
        if (!await gate.IsKeptAsync(transaction, comment.Subject, cancellationToken))
        {
            return Failed(Gone);
        }
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
        return CommentChanges.Done(row, standing, caller);
    }

    /// <summary>
    /// Changes the text: its author for a while, as long as they might write it, and nobody else, since the words stand under their name. It stays marked as changed.
    /// </summary>
    public Task<CommandResult<ShownComment>> EditAsync(
        long id,
        string given,
        Func<string, SubjectKey> keyOf,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        changes.ChangeAsync(
            id,
            caller,
            async (transaction, comment, standing, now) =>
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
                if (!standing.MayComment)
                {
                    return new ForbiddenError("You may not comment on this record any more.");
                }
                var thread = comment.ParentId is { } parent
                    ? (await CommentWriter.LockAsync(transaction, parent, cancellationToken))!
                    : comment;
                if (thread is { LockedAt: { } at, LockedReason: { } reason } && !standing.MayHide)
                {
                    return new ThreadLockedError(at, reason, "id");
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
            cancellationToken,
            isOpen: true,
            isCounted: true
        );

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
                { LockedAt: { } at, LockedReason: { } reason } when !standing.MayHide => new ThreadLockedError(at, reason, "parent"),
                _ => null,
            },
            _ => new NotFoundError("comment on this record", "parent"),
        };

    private static NotFoundError Gone { get; } = new("record", "subject");

    private static CommandResult<ShownComment> Failed(UserError error) => CommandResult<ShownComment>.Failed(error);
}
