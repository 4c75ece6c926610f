using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Core.People;

namespace ResearchHub.Core.Collaboration.Lists;

/// <summary>Keeping reading lists: making, changing, sharing and copying them.</summary>
public sealed class ReadingListService(HubTransactions transactions, ReadingListQueries queries, RequestWriter requests, TimeProvider time)
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
        ChangeAsync(
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

    /// <summary>Deletes a list and all that stands on it.</summary>
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
        await transaction.ExecuteAsync("delete from reading_lists where id = $1", [list], cancellationToken);
        await transaction.CommitAsync();
        return CommandResult<ListAccess>.Of(found);
    }

    /// <summary>Lets somebody see a list, or work on it too; they are told when that is new to them. A private list is shared from then on.</summary>
    /// <param name="person">An account, or a researcher whose account it is.</param>
    public Task<CommandResult<ListAccess>> ShareAsync(
        long list,
        SubjectKey person,
        ListLevel level,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            list,
            caller,
            async (transaction, found, now) =>
            {
                var user = await UserOfAsync(transaction, person, cancellationToken);
                if (user is null)
                {
                    return [new NotFoundError("person with an account", "person")];
                }
                if (level == ListLevel.Own)
                {
                    return [new InvalidError("A list has one owner: give VIEW or EDIT.", ["input", "level"])];
                }
                if (user == found.List.OwnerId)
                {
                    return [new InvalidError("Its owner sees and changes it anyway.", ["input", "person"])];
                }
                var before = await transaction.FirstAsync(
                    "select level from reading_list_members where list_id = $1 and user_id = $2",
                    [list, user],
                    reader => reader.GetEnumOrNull<ListLevel>(0),
                    cancellationToken
                );
                if (before != level)
                {
                    if (await InvitationLimit.CountAsync(transaction, caller, null, user, now, cancellationToken) is { } tooMany)
                    {
                        return [tooMany];
                    }
                    if (
                        await ListMembers.PlaceAsync(
                            transaction,
                            list,
                            user.Value,
                            level,
                            isRaised: false,
                            "person",
                            now,
                            cancellationToken
                        ) is
                        { } full
                    )
                    {
                        return [full];
                    }
                    await new Activity(ActivityKind.ListShared, nameof(ReadingList), list)
                    {
                        ActorId = caller.UserId,
                        Addressed = [user.Value],
                    }.WriteAsync(transaction, now, cancellationToken);
                }
                var isShown = await ListMembers.ShowAsync(transaction, list, cancellationToken);
                return before != level || isShown ? [] : null;
            },
            cancellationToken,
            isCounted: true
        );

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
        return await AgainAsync(list, caller, cancellationToken);
    }

    /// <summary>Takes a list back from somebody, who is told, with the invitations to it that wait for them. Who shares it may leave it too.</summary>
    public async Task<CommandResult<ListAccess>> UnshareAsync(
        long list,
        SubjectKey whom,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var user = await UserOfAsync(transaction, whom, cancellationToken);
        // Whoever answers locks the request before the list, so does this.
        var waiting = await WaitingAsync(transaction, list, user ?? 0, cancellationToken);
        if (await ListWriter.LockAsync(transaction, list, caller.UserId!.Value, cancellationToken) is not { } found)
        {
            return Failed(new NotFoundError("reading list"));
        }
        if (found.Level != ListLevel.Own && user != caller.UserId)
        {
            return Failed(new ForbiddenError("Its owner may, and who leaves it."));
        }
        var gone = await transaction.ExecuteAsync(
            "delete from reading_list_members where list_id = $1 and user_id = $2",
            [list, user ?? 0],
            cancellationToken
        );
        if (gone == 0)
        {
            return Failed(new NotFoundError("person whom it is shared with", "person"));
        }
        // Whoever sees it no more since it is private is told nothing of it.
        if (user is { } person && person != caller.UserId && found.List.Visibility != ListVisibility.Private)
        {
            await FormerPart.EndAsync(
                transaction,
                ActivityKind.ListUnshared,
                new SubjectKey(nameof(ReadingList), list),
                found.List.Title,
                person,
                caller,
                time.GetUtcNow(),
                cancellationToken
            );
        }
        foreach (var id in waiting)
        {
            var request = (await requests.LockAsync(transaction, id, caller, cancellationToken))!;
            await requests.MoveAsync(transaction, request, RequestStatus.Cancelled, null, caller.UserId, cancellationToken);
        }
        await transaction.CommitAsync();
        return CommandResult<ListAccess>.Of(found);
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
        return await AgainAsync(made, caller, cancellationToken);
    }

    /// <param name="isCounted">Whether it counts how often the caller does so: their account is locked, before the list, as where one is copied.</param>
    /// <param name="change">Gives what is wrong, nothing when it was done, and null when it is so already: what changes nothing leaves no word in the audit log, and does not count.</param>
    private async Task<CommandResult<ListAccess>> ChangeAsync(
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

    private async Task<CommandResult<ListAccess>> AgainAsync(long list, Caller caller, CancellationToken cancellationToken) =>
        CommandResult<ListAccess>.Of((await queries.ByIdAsync([list], caller, cancellationToken))[list]);

    /// <summary>Invitations to a list that an account, or whoever reads the mail of its address, has not answered; locked.</summary>
    private static Task<List<long>> WaitingAsync(HubTransaction transaction, long list, long user, CancellationToken cancellationToken) =>
        transaction.ListAsync(
            """
            select r.id from requests r join invitation_links i on i.id = r.receiver_id left join users u on u.id = $2
            where r.kind = 'READING_LIST_INVITATION' and r.status = 'SUBMITTED' and r.topic_id = $1 and r.receiver_kind = 'INVITATION'
              and coalesce(i.user_id = $2, i.email = u.email)
            order by r.id for update of r
            """,
            [list, user],
            reader => reader.GetInt64(0),
            cancellationToken
        );

    private static Task<long?> UserOfAsync(HubTransaction transaction, SubjectKey person, CancellationToken cancellationToken) =>
        transaction.FirstAsync(
            $"select id from users where ($1 = 'User' and id = $2) or ($1 = 'Researcher' and researcher_id = {KeptResearcher.Sql("$2")})",
            [person.Type, person.Id],
            reader => (long?)reader.GetInt64(0),
            cancellationToken
        );

    private static CommandResult<ListAccess> Failed(UserError error) => CommandResult<ListAccess>.Failed(error);
}
