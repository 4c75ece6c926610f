using ResearchHub.Core.Common;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>Moderators have closed the thread to answers of others.</summary>
/// <param name="LockedAt">Since when.</param>
/// <param name="Reason">Why, as they say to its readers.</param>
public sealed record ThreadLockedError(DateTimeOffset LockedAt, string Reason)
    : UserError(
        "THREAD_LOCKED",
        "The thread is locked: only moderators answer it. Begin another one, if there is more to say.",
        ["input", "parent"]
    );
