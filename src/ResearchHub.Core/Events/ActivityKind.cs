namespace ResearchHub.Core.Events;

/// <summary>What happened where people work together. Each module adds its own.</summary>
public enum ActivityKind
{
    /// <summary>Somebody wrote a comment.</summary>
    Commented,

    // Requests: named as their RequestEventKind.
    RequestSubmitted,
    RequestAccepted,
    RequestDeclined,
    RequestCancelled,
    RequestExpired,
    RequestCommented,
    RequestMoreAsked,
    RequestReviewersAssigned,
}
