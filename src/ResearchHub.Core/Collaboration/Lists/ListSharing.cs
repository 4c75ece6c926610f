using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Core.People;

namespace ResearchHub.Core.Collaboration.Lists;

/// <summary>Sharing reading lists with people who have accounts.</summary>
public sealed class ListSharing(HubTransactions transactions, ListChanges changes, RequestWriter requests, TimeProvider time)
{
    /// <summary>Lets somebody see a list, or work on it too; they are told when that is new to them. A private list is shared from then on.</summary>
    /// <param name="person">An account, or a researcher whose account it is.</param>
    public Task<CommandResult<ListAccess>> ShareAsync(
        long list,
        SubjectKey person,
        ListLevel level,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        changes.ChangeAsync(
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

    /// <summary>
    /// Takes a list back from somebody, who is told, with the invitations that wait of an address by which they came in before. Who shares it may leave it too.
    /// </summary>
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
                [person],
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

    /// <summary>
    /// Invitations to a list that wait of the addresses by which an account has accepted others; locked. Not of the address that it has, too: whoever invited
    /// would see whose that is.
    /// </summary>
    private static Task<List<long>> WaitingAsync(HubTransaction transaction, long list, long user, CancellationToken cancellationToken) =>
        transaction.ListAsync(
            """
            select r.id from requests r
            where r.kind = 'READING_LIST_INVITATION' and r.status = 'SUBMITTED' and r.topic_id = $1 and r.matter in (
              select q.matter from requests q
              where q.kind = 'READING_LIST_INVITATION' and q.status = 'ACCEPTED' and q.topic_id = $1 and q.decided_by = $2)
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
