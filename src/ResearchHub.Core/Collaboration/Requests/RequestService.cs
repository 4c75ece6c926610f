using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Collaboration.Comments;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>Commands that are the same for requests of all kinds. Each locks the request, so that of two decisions at once one holds.</summary>
public sealed class RequestService(
    HubTransactions transactions,
    RequestSql requests,
    RequestWriter writer,
    RequestOpinions opinions,
    RequestQueries queries,
    TimeProvider time
)
{
    /// <summary>Most characters of a message, comment or outcome.</summary>
    public const int LongestText = 5000;

    /// <summary>Sends a request that was kept back; as when it is sent at once, it is accepted where nobody needs to decide.</summary>
    public Task<CommandResult<RequestRow>> SubmitAsync(long id, Caller caller, CancellationToken cancellationToken) =>
        ActAsync(
            id,
            RequestAction.Submit,
            caller,
            async (transaction, request) =>
            {
                if (request.ExpiresAt <= time.GetUtcNow())
                {
                    return [new RequestStateError(RequestStatus.Expired)];
                }
                var sending = await requests.KindOf(request.Kind).SendAsync(transaction, request, cancellationToken);
                if (sending.Problem is { } problem)
                {
                    return [problem];
                }
                if (await IsOverAsync(transaction, request, cancellationToken))
                {
                    return [new RequestStateError(RequestStatus.Expired)];
                }
                await writer.MoveAsync(transaction, request, RequestStatus.Submitted, null, caller.UserId, cancellationToken);
                return sending.IsDecided ? await writer.AcceptAsync(transaction, id, caller, cancellationToken) : [];
            },
            cancellationToken
        );

    /// <summary>Accepts a request; what it asks for happens with it.</summary>
    /// <param name="until">When what is given ends; null for what the kind gives by itself.</param>
    public Task<CommandResult<RequestRow>> AcceptAsync(
        long id,
        string? outcome,
        DateTimeOffset? until,
        Caller caller,
        CancellationToken cancellationToken
    ) => ActAsync(id, RequestAction.Accept, caller, Accept(outcome, until, caller, cancellationToken), cancellationToken);

    /// <summary>Accepts a request in a transaction that has made the caller its receiver, and ends that.</summary>
    internal Task<CommandResult<RequestRow>> AcceptAsync(
        HubTransaction transaction,
        long id,
        Caller caller,
        CancellationToken cancellationToken
    ) => ActAsync(transaction, id, RequestAction.Accept, caller, Accept(null, null, caller, cancellationToken), cancellationToken);

    /// <summary>Declines a request.</summary>
    /// <param name="outcome">Why; needed unless a person refuses for themselves.</param>
    public Task<CommandResult<RequestRow>> DeclineAsync(long id, string? outcome, Caller caller, CancellationToken cancellationToken) =>
        CloseAsync(id, RequestAction.Decline, outcome, caller, kind => !kind.IsPersonal, cancellationToken);

    /// <summary>Takes a request back.</summary>
    public Task<CommandResult<RequestRow>> CancelAsync(long id, string? reason, Caller caller, CancellationToken cancellationToken) =>
        CloseAsync(id, RequestAction.Cancel, reason, caller, _ => false, cancellationToken);

    /// <summary>Says something in the timeline. The creator's word ends a wait for it.</summary>
    public Task<CommandResult<RequestRow>> CommentAsync(long id, string text, Caller caller, CancellationToken cancellationToken) =>
        SayAsync(id, RequestAction.Comment, RequestEventKind.Commented, text, caller, cancellationToken);

    /// <summary>Asks the creator for more before deciding.</summary>
    public Task<CommandResult<RequestRow>> AskForMoreAsync(long id, string text, Caller caller, CancellationToken cancellationToken) =>
        SayAsync(id, RequestAction.AskForMore, RequestEventKind.MoreAsked, text, caller, cancellationToken);

    /// <summary>Says whose opinion is wanted: they see the request and comment on it. Saying the same again does nothing.</summary>
    /// <param name="reviewers">All of them; who was one and is not among them no longer is.</param>
    public async Task<CommandResult<RequestRow>> AssignReviewersAsync(
        long id,
        IReadOnlyList<long> reviewers,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        // Before the request, as where something is said: whom an account tells is counted.
        await transaction.LockAsync("users", caller.UserId ?? 0, cancellationToken);
        return await ActAsync(
            transaction,
            id,
            RequestAction.AssignReviewers,
            caller,
            (_, request) => opinions.SetAsync(transaction, request, [.. reviewers.Distinct()], caller, cancellationToken),
            cancellationToken
        );
    }

    /// <summary>Whether nothing can come of a locked request any more, though it waits.</summary>
    private async Task<bool> IsOverAsync(HubTransaction transaction, RequestRow request, CancellationToken cancellationToken) =>
        requests.KindOf(request.Kind).IsOver is { } over
        && await transaction.ScalarAsync<bool>(
            $"select exists (select from requests r where r.id = $1 and ({over}))",
            [request.Id],
            cancellationToken
        );

    private Func<HubTransaction, RequestRow, Task<IReadOnlyList<UserError>?>> Accept(
        string? outcome,
        DateTimeOffset? until,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        async (transaction, request) =>
        {
            var (kind, now) = (requests.KindOf(request.Kind), time.GetUtcNow());
            if (request.ExpiresAt <= now)
            {
                return [new RequestStateError(RequestStatus.Expired)];
            }
            if (RequestText.Problem(outcome, "outcome", isNeeded: kind.NeedsOutcome) is { } problem)
            {
                return [problem];
            }
            var decision = new RequestDecision(outcome, until, now);
            var isOver = await IsOverAsync(transaction, request, cancellationToken);
            var problems = await kind.AcceptAsync(transaction, request, decision, caller, cancellationToken);
            if (problems.Count == 0 && isOver)
            {
                // Where the kind knows nothing better to say; what it did is not committed.
                return [new RequestStateError(RequestStatus.Expired)];
            }
            if (problems.Count == 0)
            {
                await writer.MoveAsync(transaction, request, RequestStatus.Accepted, outcome, caller.UserId, cancellationToken);
            }
            return problems;
        };

    private Task<CommandResult<RequestRow>> CloseAsync(
        long id,
        RequestAction action,
        string? text,
        Caller caller,
        Func<IRequestKind, bool> needsText,
        CancellationToken cancellationToken
    ) =>
        ActAsync(
            id,
            action,
            caller,
            async (transaction, request) =>
            {
                var kind = requests.KindOf(request.Kind);
                if (RequestText.Problem(text, action == RequestAction.Cancel ? "reason" : "outcome", needsText(kind)) is { } problem)
                {
                    return [problem];
                }
                var next = RequestRules.Next(request.Status, action, request.Standings)!.Value;
                await kind.CloseAsync(transaction, request, next, cancellationToken);
                // Who was asked by an address has not agreed to be known.
                var isNamed = next != RequestStatus.Declined || request.Receiver.Kind != RequestReceiverKind.Invitation;
                await writer.MoveAsync(transaction, request, next, text, caller.UserId, cancellationToken, isNamed);
                return [];
            },
            cancellationToken
        );

    private async Task<CommandResult<RequestRow>> SayAsync(
        long id,
        RequestAction action,
        RequestEventKind kind,
        string text,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var (author, now) = (caller.UserId ?? 0, time.GetUtcNow());
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        // Before the request, as where one is made: what an account says is counted. Who has none may say nothing.
        await transaction.LockAsync("users", author, cancellationToken);
        return await ActAsync(
            transaction,
            id,
            action,
            caller,
            async (_, request) =>
            {
                if (RequestText.Problem(text, "text", isNeeded: true) is { } problem)
                {
                    return [problem];
                }
                if (await CommentRules.RateAsync(transaction, author, now, cancellationToken) is { } tooMany)
                {
                    return [tooMany];
                }
                await transaction.ExecuteAsync(
                    "update requests set awaits_creator = $2, revision = revision + 1, updated_at = $3 where id = $1",
                    [
                        id,
                        action == RequestAction.AskForMore
                            || (request.AwaitsCreator && !request.Standings.Contains(RequestStanding.Creator)),
                        now,
                    ],
                    cancellationToken
                );
                await writer.TellAsync(transaction, request, kind, author, text.Trim(), cancellationToken);
                return [];
            },
            cancellationToken
        );
    }

    private async Task<CommandResult<RequestRow>> ActAsync(
        long id,
        RequestAction action,
        Caller caller,
        Func<HubTransaction, RequestRow, Task<IReadOnlyList<UserError>?>> act,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        return await ActAsync(transaction, id, action, caller, act, cancellationToken);
    }

    /// <param name="act">Gives what is wrong, nothing when it was done, and null when it is so already: what changes nothing leaves no word in the audit log, and does not count.</param>
    private async Task<CommandResult<RequestRow>> ActAsync(
        HubTransaction transaction,
        long id,
        RequestAction action,
        Caller caller,
        Func<HubTransaction, RequestRow, Task<IReadOnlyList<UserError>?>> act,
        CancellationToken cancellationToken
    )
    {
        var request = await writer.LockAsync(transaction, id, caller, cancellationToken);
        if (request is null || !RequestRules.MaySee(request.IsSent, request.Standings))
        {
            return Failed(new NotFoundError("request"));
        }
        if (RequestRules.Next(request.Status, action, request.Standings) is null)
        {
            return Failed(
                RequestRules.IsPossible(request.Status, action)
                    ? new ForbiddenError("You may not do this to this request.")
                    : new RequestStateError(request.Status)
            );
        }
        AuditScope.About(RequestRow.TypeName, id);
        var problems = await act(transaction, request);
        if (problems is { Count: > 0 })
        {
            return CommandResult<RequestRow>.Failed(problems);
        }
        await (problems is null ? transaction.DisposeAsync().AsTask() : transaction.CommitAsync());
        var after = await queries.ByIdAsync([id], caller, cancellationToken);
        return CommandResult<RequestRow>.Of(after.GetValueOrDefault(id, request.Shown));
    }

    private static CommandResult<RequestRow> Failed(UserError error) => CommandResult<RequestRow>.Failed(error);
}
