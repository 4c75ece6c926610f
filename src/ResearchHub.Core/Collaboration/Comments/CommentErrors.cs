using ResearchHub.Core.Common;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>Moderators have closed the thread to answers of others, and to changes of what they said.</summary>
/// <param name="LockedAt">Since when.</param>
/// <param name="Reason">Why, as they say to its readers.</param>
/// <param name="Field">Field of the input that names a comment of the thread.</param>
public sealed record ThreadLockedError(DateTimeOffset LockedAt, string Reason, string Field)
    : UserError(
        "THREAD_LOCKED",
        "The thread is locked: only moderators say something in it. Begin another one, if there is more to say.",
        ["input", Field]
    );
