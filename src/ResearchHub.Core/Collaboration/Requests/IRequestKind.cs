using ResearchHub.Core.Access;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>
/// What requests of one kind mean. Making one is a command of its module, which checks who may and writes it by <see cref="RequestWriter"/>;
/// everything after that is the same for all kinds, but for what happens when it is accepted.
/// </summary>
public interface IRequestKind
{
    RequestKind Kind { get; }

    /// <summary>Type of its <see cref="RequestDetails"/>; null when there are none.</summary>
    Type? Details => null;

    /// <summary>As what those are told of it whom it is sent to.</summary>
    ActivityKind Sent => ActivityKind.RequestSubmitted;

    /// <summary>Whether one person has to agree: then no administrator does so for them.</summary>
    bool IsPersonal => false;

    /// <summary>Whether its creator asks as the editor of an output: who is that no more does not take it back.</summary>
    bool IsOfEditor => false;

    /// <summary>Whether it is for the catalogue: then curators are receivers too, whomever it is addressed to.</summary>
    bool IsForCurators => false;

    /// <summary>Whether a decision needs words, in acceptance too; a refusal always does, unless it is one of a person about themselves.</summary>
    bool NeedsOutcome => false;

    /// <summary>
    /// When nothing can come of a waiting request <c>r</c> any more, or it has come in another way: a condition in SQL, by which it expires, and is neither
    /// sent nor accepted meanwhile. Null for never. Of who has the address that something was sent to it says nothing: who invites would learn it.
    /// </summary>
    string? IsOver => null;

    /// <summary>
    /// Who besides its creator sees to a request <c>r</c> that was sent, and takes it back: a condition in SQL on the account $1. Null for administrators alone.
    /// </summary>
    string? IsOverseer => null;

    /// <summary>Asked when a request that was kept back is sent: what holds for one that is sent at once holds for it. By default it waits for a decision.</summary>
    Task<RequestSending> SendAsync(HubTransaction transaction, RequestRow request, CancellationToken cancellationToken) =>
        Task.FromResult(new RequestSending(IsDecided: false, null));

    /// <summary>
    /// Does what was asked for, in the transaction of the decision. The request is locked and may be decided by this caller.
    /// </summary>
    /// <returns>Why it cannot be done; then nothing has happened and the request waits on. Empty when it was done.</returns>
    Task<IReadOnlyList<UserError>> AcceptAsync(
        HubTransaction transaction,
        RequestRow request,
        RequestDecision decision,
        Caller caller,
        CancellationToken cancellationToken
    );

    /// <summary>Told when it was declined, cancelled or has expired, in the same transaction.</summary>
    Task CloseAsync(HubTransaction transaction, RequestRow request, RequestStatus status, CancellationToken cancellationToken) =>
        Task.CompletedTask;
}

/// <summary>What becomes of a request that is sent.</summary>
/// <param name="IsDecided">Whether it is accepted at once: nobody needs to decide.</param>
/// <param name="Problem">Why it cannot be sent; null when it can.</param>
public sealed record RequestSending(bool IsDecided, UserError? Problem)
{
    public static RequestSending Refused(UserError problem) => new(IsDecided: false, problem);
}

/// <summary>What a receiver says with a decision.</summary>
/// <param name="Outcome">Why, or what will be done; null when nothing is said.</param>
/// <param name="Until">When what is given ends, for kinds that give for a time; null for what the kind gives by itself.</param>
/// <param name="At">Time of the decision.</param>
public sealed record RequestDecision(string? Outcome, DateTimeOffset? Until, DateTimeOffset At);

/// <summary>A request to be written.</summary>
/// <param name="TopicType">Type of what it is about, as in global ids.</param>
/// <param name="Title">What is asked for, in one line.</param>
/// <param name="Matter">What tells requests of one kind about one topic from each other, such as who asks: of one matter only one waits at a time.</param>
public sealed record NewRequest(RequestKind Kind, string TopicType, long TopicId, RequestReceiver Receiver, string Title, string Matter)
{
    /// <summary>What the creator says to it.</summary>
    public string? Message { get; init; }
    public RequestDetails? Details { get; init; }

    /// <summary>Day by which an answer is hoped for.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>From when on nobody can accept it; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether it stays with its creator for now.</summary>
    public bool IsDraft { get; init; }
}
