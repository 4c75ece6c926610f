using ResearchHub.Core.Common;
using ResearchHub.Core.People.Reading;

namespace ResearchHub.Core.People;

/// <summary>Somebody else has changed the profile meanwhile.</summary>
public sealed record ProfileConflictError(int ExpectedRevision, ResearcherRow Current)
    : UserError(
        "CONFLICT",
        $"The profile has changed since revision {ExpectedRevision}: it is now at revision {Current.Revision}. Look at both and send again.",
        ["input", "expectedRevision"]
    );
