using Npgsql;
using ResearchHub.Core.Access;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>A request as read for a caller.</summary>
/// <param name="TopicType">As in global ids.</param>
/// <param name="Outcome">What the receiver says of the decision.</param>
/// <param name="AwaitsCreator">Whether the receiver has asked for more and waits for it.</param>
/// <param name="Details">Of the kind; null when there are none.</param>
/// <param name="Standings">How the caller stands to it.</param>
public sealed record RequestRow(
    long Id,
    RequestKind Kind,
    RequestStatus Status,
    string TopicType,
    long TopicId,
    long? CreatorId,
    RequestReceiver Receiver,
    string Title,
    string? Message,
    RequestDetails? Details,
    string? Outcome,
    bool AwaitsCreator,
    DateOnly? DueOn,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SubmittedAt,
    long? DecidedBy,
    DateTimeOffset? DecidedAt,
    DateTimeOffset UpdatedAt,
    int Revision,
    IReadOnlyList<RequestStanding> Standings
)
{
    public const string TypeName = "Request";

    /// <summary>Whether it is about an output whose authors the caller may not know: nothing that others say or do is for them then.</summary>
    public bool IsBlind { get; init; }

    /// <summary>Whether it is about an output that the caller reviews or has a conflict of interest in, or about a review of one that they work on.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Whether it is about an output on which the caller, a curator, does not decide as one, because they have a part in it.</summary>
    public bool IsOfOwnWork { get; init; }

    /// <summary>Whether it was ever sent.</summary>
    public bool IsSent => SubmittedAt is not null || Status is RequestStatus.Submitted or RequestStatus.Accepted or RequestStatus.Declined;

    /// <summary>As the caller may see it.</summary>
    public RequestRow Shown =>
        !IsBlind ? this
        : Standings.Contains(RequestStanding.Creator) ? this with { Outcome = null, DecidedBy = null }
        : this with { CreatorId = null, Message = null, Outcome = null, DecidedBy = null };

    /// <summary>What the caller may do now.</summary>
    public IEnumerable<RequestAction> Actions =>
        Enum.GetValues<RequestAction>().Where(action => RequestRules.Next(Status, action, Standings) is not null);
}

/// <summary>An entry of a request's timeline.</summary>
/// <param name="ActorId">Null for the server itself.</param>
/// <param name="Text">What was said.</param>
public sealed record RequestEventRow(long Id, long RequestId, RequestEventKind Kind, long? ActorId, string? Text, DateTimeOffset OccurredAt)
{
    /// <summary>Name of the type in global ids.</summary>
    public const string TypeName = "RequestEvent";

    /// <summary>As somebody may see it who may not know who made what the request is about.</summary>
    /// <param name="user">Their account; null for nobody's.</param>
    public RequestEventRow Blinded(long? user) => user is not null && ActorId == user ? this : this with { ActorId = null, Text = null };

    internal const int ColumnCount = 6;
    internal const string Columns = "e.id, e.request_id, e.kind, e.actor_id, e.text, e.occurred_at";

    internal static RequestEventRow Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetInt64(1),
            reader.GetEnum<RequestEventKind>(2),
            reader.GetLongOrNull(3),
            reader.GetStringOrNull(4),
            reader.GetTime(5)
        );
}

/// <summary>What happened to a request.</summary>
public enum RequestEventKind
{
    Created,
    Submitted,
    Accepted,
    Declined,
    Cancelled,
    Expired,
    Commented,
    MoreAsked,
    ReviewersAssigned,

    /// <summary>The creator of a request for data accepted other terms.</summary>
    TermsAccepted,

    /// <summary>Another day was set, which is its text.</summary>
    DueChanged,
}
