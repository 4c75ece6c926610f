using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Lists;

/// <summary>What somebody is to do with a list.</summary>
public sealed record ReadingListInvitationDetails(ListLevel Level) : RequestDetails;

/// <summary>The list is private again: who accepts would see nothing of it. The invitation waits on.</summary>
public sealed record ListPrivateError()
    : UserError("STATE", "Its owner has made the list private since: ask them to share it again, and accept then.", ["input", "id"]);

/// <summary>Somebody is invited to a reading list by e-mail, and agrees in person; not while its owner alone sees it.</summary>
public sealed class ReadingListInvitationKind : IRequestKind
{
    /// <inheritdoc />
    public RequestKind Kind => RequestKind.ReadingListInvitation;

    /// <inheritdoc />
    public Type Details => typeof(ReadingListInvitationDetails);

    /// <inheritdoc />
    public bool IsPersonal => true;

    /// <summary>The list is gone.</summary>
    public string IsOver => "not exists (select from reading_lists l where l.id = r.topic_id)";

    /// <inheritdoc />
    public async Task<IReadOnlyList<UserError>> AcceptAsync(
        HubTransaction transaction,
        RequestRow request,
        RequestDecision decision,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (!await transaction.LockAsync("reading_lists", request.TopicId, cancellationToken))
        {
            return [new RequestStateError(RequestStatus.Expired)];
        }
        if (await ListMembers.IsPrivateAsync(transaction, request.TopicId, cancellationToken))
        {
            return [new ListPrivateError()];
        }
        var level = ((ReadingListInvitationDetails)request.Details!).Level;
        var problem = await ListMembers.PlaceAsync(
            transaction,
            request.TopicId,
            caller.UserId!.Value,
            level,
            isRaised: true,
            "id",
            decision.At,
            cancellationToken
        );
        return problem is null ? [] : [problem];
    }
}

/// <summary>Invites to reading lists whoever reads the mail of an address. Who invites learns nothing of accounts.</summary>
public sealed class ListInvitationService(
    HubTransactions transactions,
    RequestWriter writer,
    RequestQueries queries,
    InvitationLinks links,
    InvitationMails mails,
    TimeProvider time
)
{
    /// <summary>Days for which an invitation can be accepted.</summary>
    public const int DaysToAccept = 30;

    /// <summary>Invites somebody to see a list, or to work on it too. A private list is shared from then on.</summary>
    public async Task<CommandResult<MadeInvitation>> InviteAsync(
        long list,
        string email,
        ListLevel level,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var now = time.GetUtcNow();
        // Before the list, as where one is copied: it locks the account.
        if (await InvitationLimit.CountAsync(transaction, caller, email, null, now, cancellationToken) is { } tooMany)
        {
            return Failed(tooMany);
        }
        if (await ListWriter.LockAsync(transaction, list, caller.UserId!.Value, cancellationToken) is not { } found)
        {
            return Failed(new NotFoundError("reading list"));
        }
        if (ListRules.Refusal(found) is { } refusal)
        {
            return Failed(refusal);
        }
        var problems = new List<UserError>();
        if (!EmailAddress.IsOne(email))
        {
            problems.Add(new InvalidError("Give an e-mail address.", ["input", "email"]));
        }
        if (level == ListLevel.Own)
        {
            problems.Add(new InvalidError("A list has one owner: give VIEW or EDIT.", ["input", "level"]));
        }
        if (problems.Count > 0)
        {
            return CommandResult<MadeInvitation>.Failed(problems);
        }
        var (link, end) = (await links.MakeAsync(transaction, email, cancellationToken), now.AddDays(DaysToAccept));
        var (id, problem) = await writer.OpenAsync(
            transaction,
            new NewRequest(
                RequestKind.ReadingListInvitation,
                nameof(ReadingList),
                list,
                link.Receiver,
                found.List.Title,
                Matter: link.Email
            )
            {
                Details = new ReadingListInvitationDetails(level),
                ExpiresAt = end,
            },
            caller,
            cancellationToken
        );
        if (problem is null)
        {
            await ListMembers.ShowAsync(transaction, list, cancellationToken);
            await mails.SendAsync(transaction, Letter(link, found.List.Title, end, caller.Name), cancellationToken);
        }
        var made = await queries.OpenedAsync(transaction, id, problem, caller, cancellationToken);
        return made.Value is { } request
            ? CommandResult<MadeInvitation>.Of(new MadeInvitation(request, link.Secret))
            : CommandResult<MadeInvitation>.Failed(made.Errors);
    }

    private static InvitationLetter Letter(InvitationLink link, string title, DateTimeOffset end, string? inviter) =>
        new(
            link.Email,
            title,
            (
                $"{inviter} shares the reading list “{title}” with you.",
                $"{inviter} дели са Вама листу за читање „{title}“.",
                $"{inviter} deli sa Vama listu za čitanje „{title}“."
            ),
            "acceptInvitation",
            link.Secret,
            end
        );

    private static CommandResult<MadeInvitation> Failed(UserError error) => CommandResult<MadeInvitation>.Failed(error);
}
