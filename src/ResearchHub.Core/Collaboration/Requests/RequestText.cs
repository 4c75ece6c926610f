using ResearchHub.Core.Common;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>What people write to each other in requests: plain text.</summary>
internal static class RequestText
{
    /// <summary>Why a text cannot be taken; null when it can.</summary>
    public static InvalidError? Problem(string? text, string field, bool isNeeded) =>
        text is null && !isNeeded ? null
        : string.IsNullOrWhiteSpace(text) || text.Length > RequestService.LongestText || text.Contains('\0', StringComparison.Ordinal)
            ? new InvalidError($"Give 1 to {RequestService.LongestText} characters.", ["input", field])
        : null;
}
