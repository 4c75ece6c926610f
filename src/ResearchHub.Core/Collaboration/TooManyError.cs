using ResearchHub.Core.Common;

namespace ResearchHub.Core.Collaboration;

/// <summary>Too much of it in too short a time.</summary>
/// <param name="RetryAt">From when on it can be tried again.</param>
public sealed record TooManyError(string Message, DateTimeOffset RetryAt) : UserError("RATE_LIMITED", Message, ["input"]);
