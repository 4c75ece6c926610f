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
    /// <summary>Somebody is invited to work on an output.</summary>
    CollaborationOffered,

    /// <summary>Somebody has accepted to work on an output.</summary>
    CollaborationAccepted,
}
