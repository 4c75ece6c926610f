using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Collaboration.Comments;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Lists;

/// <summary>Keeping reading lists: making, changing and copying them.</summary>
public sealed class ReadingListService(HubTransactions transactions, ListChanges changes, TimeProvider time)
{
    /// <summary>Makes a list.</summary>
    public async Task<CommandResult<ListAccess>> CreateAsync(ListContent content, Caller caller, CancellationToken cancellationToken)
    {
        if (ListRules.Problems(content) is { Count: > 0 } errors)
        {
            return CommandResult<ListAccess>.Failed(errors);
        }
        return await MakeAsync(_ => Task.FromResult<ListContent?>(content), null, (_, _) => Task.CompletedTask, caller, cancellationToken);
    }

    /// <summary>Copies a list with its notes into a private one of the caller's, who sees it as long as that takes.</summary>
    public Task<CommandResult<ListAccess>> ForkAsync(long list, Caller caller, CancellationToken cancellationToken) =>
        MakeAsync(
            async transaction =>
                await ListWriter.LockAsync(transaction, list, caller.UserId!.Value, cancellationToken) is { List: var source }
                    ? new ListContent { Title = Given<string>.Of(source.Title), Description = Given<string>.Of(source.Description) }
                    : null,
            list,
            (transaction, made) =>
                transaction.ExecuteAsync(
                    """
                    insert into reading_list_items (list_id, output_id, position, note, added_by, added_at)
                    select $1, output_id, position, note, $3, $4 from reading_list_items where list_id = $2
                    """,
                    [made, list, caller.UserId!.Value, time.GetUtcNow()],
                    cancellationToken
                ),
            caller,
            cancellationToken
        );

    /// <summary>Changes what is said of a list, and who sees it.</summary>
    public Task<CommandResult<ListAccess>> UpdateAsync(
        long list,
        ListContent content,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        changes.ChangeAsync(
            list,
            caller,
            async (transaction, found, now) =>
            {
                if (ListRules.Problems(content) is { Count: > 0 } errors)
                {
                    return errors;
                }
                await transaction.ExecuteAsync(
                    """
                    update reading_lists set title = case when $2 then $3 else title end, description = case when $4 then $5 else description end,
                      visibility = case when $6 then $7 else visibility end, updated_at = $8 where id = $1
                    """,
                    [
                        list,
                        content.Title.IsGiven,
                        content.Title.Value?.Trim() ?? "",
                        content.Description.IsGiven,
                        content.Description.Value ?? (object?)null,
                        content.Visibility.IsGiven,
                        content.Visibility.Value ?? found.List.Visibility,
                        now,
                    ],
                    cancellationToken
                );
                return [];
            },
            cancellationToken
        );

    /// <summary>Deletes a list and all that stands on it; whom it was shared with is told.</summary>
    public async Task<CommandResult<ListAccess>> DeleteAsync(long list, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (await ListWriter.LockAsync(transaction, list, caller.UserId!.Value, cancellationToken) is not { } found)
        {
            return Failed(new NotFoundError("reading list"));
        }
        if (ListRules.Refusal(found) is { } refusal)
        {
            return Failed(refusal);
        }
        // Whoever sees it no more since it is private is told nothing of it.
        var members =
            found.List.Visibility == ListVisibility.Private
                ? []
                : await transaction.ListAsync(
                    "select user_id from reading_list_members where list_id = $1 order by user_id",
                    [list],
                    reader => reader.GetInt64(0),
                    cancellationToken
                );
        await FormerPart.EndAsync(
            transaction,
            ActivityKind.ListUnshared,
            new SubjectKey(nameof(ReadingList), list),
            found.List.Title,
            members,
            caller,
            time.GetUtcNow(),
            cancellationToken
        );
        await Conversations.ForgetAsync(transaction.Context, new SubjectKey(nameof(ReadingList), list), cancellationToken);
        await transaction.ExecuteAsync("delete from reading_lists where id = $1", [list], cancellationToken);
        await transaction.CommitAsync();
        return CommandResult<ListAccess>.Of(found);
    }

    /// <summary>Gives the exports of a list another secret address; the one before leads nowhere from now on. Of bookmarks too.</summary>
    public async Task<CommandResult<ListAccess>> RenewSecretAsync(long list, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (await ListWriter.LockAsync(transaction, list, caller.UserId!.Value, cancellationToken) is not { } found)
        {
            return Failed(new NotFoundError("reading list"));
        }
        if (found.Level != ListLevel.Own)
        {
            return Failed(new ForbiddenError("Its owner may."));
        }
        await transaction.ExecuteAsync("update reading_lists set secret = $2 where id = $1", [list, SecretText.New()], cancellationToken);
        await transaction.CommitAsync();
        return await changes.AgainAsync(list, caller, cancellationToken);
    }

    /// <param name="read">Gives what is said of it, behind the lock of the account; null when there is no list to copy that from.</param>
    private async Task<CommandResult<ListAccess>> MakeAsync(
        Func<HubTransaction, Task<ListContent?>> read,
        long? forkedFrom,
        Func<HubTransaction, long, Task> fill,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var owner = caller.UserId!.Value;
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        await transaction.LockAsync("users", owner, cancellationToken);
        var kept = await transaction.ScalarAsync<long>(
            "select count(*) from reading_lists where owner_id = $1",
            [owner],
            cancellationToken
        );
        if (kept >= ListRules.MostLists)
        {
            return Failed(new InvalidError($"An account keeps at most {ListRules.MostLists} lists: delete one first.", ["input"]));
        }
        if (await read(transaction) is not { } content)
        {
            return Failed(new NotFoundError("reading list"));
        }
        var made = await ListWriter.CreateAsync(transaction, owner, content, false, forkedFrom, time.GetUtcNow(), cancellationToken);
        await fill(transaction, made);
        AuditScope.About(nameof(ReadingList), made);
        await transaction.CommitAsync();
        return await changes.AgainAsync(made, caller, cancellationToken);
    }

    private static CommandResult<ListAccess> Failed(UserError error) => CommandResult<ListAccess>.Failed(error);
}
