namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>Where a request stands.</summary>
public enum RequestStatus
{
    /// <summary>Written, and seen by its creator alone.</summary>
    Created,

    /// <summary>Waits for a decision.</summary>
    Submitted,
    Accepted,
    Declined,

    /// <summary>Taken back by its creator.</summary>
    Cancelled,

    /// <summary>Nobody decided in time, or nothing can come of it any more.</summary>
    Expired,
}
