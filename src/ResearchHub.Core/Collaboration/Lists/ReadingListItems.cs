using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Lists;

/// <summary>What stands on reading lists: adding, annotating, moving and removing it.</summary>
public sealed class ReadingListItems(HubTransactions transactions, TimeProvider time)
{
    /// <summary>Puts a public output on a list.</summary>
    /// <param name="after">Item behind which it stands; null for the end of the list.</param>
    public Task<CommandResult<ReadingListItem>> AddAsync(
        long list,
        long output,
        string? note,
        long? after,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            _ => Task.FromResult(list),
            "id",
            caller,
            async (transaction, found, now) =>
            {
                if (ListRules.NoteProblem(note) is { } problem)
                {
                    return (null, problem);
                }
                if (await RefusalAsync(transaction, list, output, cancellationToken) is { } refusal)
                {
                    return (null, refusal);
                }
                var neighbour = after is { } item ? await OnListAsync(transaction, list, item, cancellationToken) : null;
                if (after is not null && neighbour is null)
                {
                    return (null, new NotFoundError("item on this list", "after"));
                }
                var position = await ListWriter.PlaceAsync(transaction, list, neighbour, after is null, moved: 0, cancellationToken);
                var added = await InsertAsync(transaction, list, output, position, note, caller, now, cancellationToken);
                await TellAsync(transaction, found.List, output, caller, now, cancellationToken);
                return (added, null);
            },
            cancellationToken
        );

    /// <summary>Puts a public output on the caller's private list of bookmarks; one that stands there stays.</summary>
    public async Task<CommandResult<ReadingListItem>> BookmarkAsync(long output, Caller caller, CancellationToken cancellationToken)
    {
        var (owner, now) = (caller.UserId!.Value, time.GetUtcNow());
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        await transaction.LockAsync("users", owner, cancellationToken);
        var list = await ListWriter.BookmarksAsync(transaction, owner, now, cancellationToken);
        var known = await ListWriter.ItemAsync(transaction, "i.list_id = $1 and i.output_id = $2", [list, output], cancellationToken);
        if (known is not null)
        {
            return CommandResult<ReadingListItem>.Of(known);
        }
        if (await RefusalAsync(transaction, list, output, cancellationToken) is { } refusal)
        {
            return Failed(refusal);
        }
        var position = await ListWriter.PlaceAsync(transaction, list, null, atEnd: true, moved: 0, cancellationToken);
        var added = await InsertAsync(transaction, list, output, position, null, caller, now, cancellationToken);
        AuditScope.About(nameof(ReadingList), list);
        await transaction.CommitAsync();
        return CommandResult<ReadingListItem>.Of(added);
    }

    /// <summary>Says something else of an item.</summary>
    public Task<CommandResult<ReadingListItem>> AnnotateAsync(
        long item,
        string? note,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        ChangeItemAsync(
            item,
            caller,
            async (transaction, _) =>
            {
                if (ListRules.NoteProblem(note) is { } problem)
                {
                    return problem;
                }
                await transaction.ExecuteAsync("update reading_list_items set note = $2 where id = $1", [item, note], cancellationToken);
                return null;
            },
            cancellationToken
        );

    /// <summary>Moves an item.</summary>
    /// <param name="after">Item behind which it stands from then on; null for the beginning of the list.</param>
    public Task<CommandResult<ReadingListItem>> MoveAsync(long item, long? after, Caller caller, CancellationToken cancellationToken) =>
        ChangeItemAsync(
            item,
            caller,
            async (transaction, found) =>
            {
                var neighbour = after is { } other ? await OnListAsync(transaction, found.ListId, other, cancellationToken) : null;
                if (after is not null && (neighbour is null || after == item))
                {
                    return new NotFoundError("other item on this list", "after");
                }
                var position = await ListWriter.PlaceAsync(transaction, found.ListId, neighbour, atEnd: false, item, cancellationToken);
                await transaction.ExecuteAsync(
                    "update reading_list_items set position = $2 where id = $1",
                    [item, position],
                    cancellationToken
                );
                return null;
            },
            cancellationToken
        );

    /// <summary>Takes an item off its list.</summary>
    public Task<CommandResult<ReadingListItem>> RemoveAsync(long item, Caller caller, CancellationToken cancellationToken) =>
        ChangeItemAsync(
            item,
            caller,
            async (transaction, _) =>
            {
                await transaction.ExecuteAsync("delete from reading_list_items where id = $1", [item], cancellationToken);
                return null;
            },
            cancellationToken
        );

    private Task<CommandResult<ReadingListItem>> ChangeItemAsync(
        long item,
        Caller caller,
        Func<HubTransaction, ReadingListItem, Task<UserError?>> change,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            transaction =>
                transaction.FirstAsync(
                    "select list_id from reading_list_items where id = $1",
                    [item],
                    reader => reader.GetInt64(0),
                    cancellationToken
                ),
            "id",
            caller,
            async (transaction, found, _) =>
            {
                // Read behind the lock of its list: it may have gone meanwhile.
                var known = await OnListAsync(transaction, found.List.Id, item, cancellationToken);
                if (known is null)
                {
                    return (null, new NotFoundError("item"));
                }
                return await change(transaction, known) is { } error
                    ? (null, error)
                    : (await OnListAsync(transaction, found.List.Id, item, cancellationToken) ?? known, null);
            },
            cancellationToken
        );

    private async Task<CommandResult<ReadingListItem>> ChangeAsync(
        Func<HubTransaction, Task<long>> listOf,
        string field,
        Caller caller,
        Func<HubTransaction, ListAccess, DateTimeOffset, Task<(ReadingListItem? Item, UserError? Error)>> change,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var list = await listOf(transaction);
        if (await ListWriter.LockAsync(transaction, list, caller.UserId!.Value, cancellationToken) is not { } found)
        {
            return Failed(new NotFoundError("reading list", field));
        }
        if (found.Level < ListLevel.Edit)
        {
            return Failed(new ForbiddenError("Who may edit the list may.", field));
        }
        var (item, error) = await change(transaction, found, now);
        if (error is not null)
        {
            return Failed(error);
        }
        await ListWriter.TouchAsync(transaction, list, now, cancellationToken);
        AuditScope.About(nameof(ReadingList), list);
        await transaction.CommitAsync();
        return CommandResult<ReadingListItem>.Of(item!);
    }

    private static async Task<UserError?> RefusalAsync(
        HubTransaction transaction,
        long list,
        long output,
        CancellationToken cancellationToken
    )
    {
        var isPublic = await transaction.FirstAsync(
            "select is_public_state(state) from research_outputs where id = $1",
            [output],
            reader => reader.GetBoolean(0),
            cancellationToken
        );
        if (!isPublic)
        {
            return new NotFoundError("public output", "output");
        }
        if (await ListWriter.ItemAsync(transaction, "i.list_id = $1 and i.output_id = $2", [list, output], cancellationToken) is not null)
        {
            return new InvalidError("It stands on the list already.", ["input", "output"]);
        }
        var count = await transaction.ScalarAsync<long>(
            "select count(*) from reading_list_items where list_id = $1",
            [list],
            cancellationToken
        );
        return count >= ListRules.MostItems ? new InvalidError($"A list holds at most {ListRules.MostItems} outputs.", ["input"]) : null;
    }

    private static async Task<ReadingListItem> InsertAsync(
        HubTransaction transaction,
        long list,
        long output,
        string position,
        string? note,
        Caller caller,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        (
            await transaction.FirstAsync(
                $"""
                insert into reading_list_items as i (list_id, output_id, position, note, added_by, added_at) values ($1, $2, $3, $4, $5, $6)
                returning {ReadingListItem.Columns}
                """,
                [list, output, position, note, caller.UserId!.Value, now],
                ReadingListItem.Read,
                cancellationToken
            )
        )!;

    /// <summary>Tells whoever follows a list that others see.</summary>
    private static async Task TellAsync(
        HubTransaction transaction,
        ReadingList list,
        long output,
        Caller caller,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (list.Visibility == ListVisibility.Private)
        {
            return;
        }
        var kind = await transaction.ScalarAsync<string>("select kind from research_outputs where id = $1", [output], cancellationToken);
        await new Activity(ActivityKind.Listed, nameof(ReadingList), list.Id)
        {
            SubjectType = ConstantCase.Parse<RecordKind>(kind).ToString(),
            SubjectId = output,
            ActorId = caller.UserId,
        }.WriteAsync(transaction, now, cancellationToken);
    }

    private static Task<ReadingListItem?> OnListAsync(
        HubTransaction transaction,
        long list,
        long item,
        CancellationToken cancellationToken
    ) => ListWriter.ItemAsync(transaction, "i.id = $1 and i.list_id = $2", [item, list], cancellationToken);

    private static CommandResult<ReadingListItem> Failed(UserError error) => CommandResult<ReadingListItem>.Failed(error);
}
