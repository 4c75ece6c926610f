using ResearchHub.Core.Common;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>What people write to each other in requests: plain text.</summary>
internal static class RequestText
{
    /// <summary>Why a text cannot be taken; null when it can.</summary>
    public static InvalidError? Problem(string? text, string field, bool isNeeded) =>
        PlainText.Problem(text, RequestService.LongestText, field, isNeeded);
}
