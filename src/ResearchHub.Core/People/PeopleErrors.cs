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

/// <summary>Two records that are to be one have an account each, and a profile has one person.</summary>
public sealed record TwoAccountsError()
    : UserError(
        "CONFLICT",
        "Each of the two is the profile of an account. Unlink one of the accounts first (linkUserToResearcher), then merge.",
        ["input", "into"]
    );
