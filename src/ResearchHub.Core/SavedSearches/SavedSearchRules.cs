using ResearchHub.Core.Common;
using ResearchHub.Core.Delivery.Webhooks;

namespace ResearchHub.Core.SavedSearches;

/// <summary>What a saved search must be like.</summary>
internal static class SavedSearchRules
{
    private const int LongestName = 200;
    private const int LongestQuery = 4000;

    /// <summary>All that is wrong with what was given.</summary>
    public static List<UserError> Check(SavedSearchContent content, bool isNew, bool hasAddress, IWebhookAddresses addresses)
    {
        var errors = new List<UserError>();
        if ((isNew || content.Name.IsGiven) && !PlainText.IsLine(content.Name.Value, LongestName))
        {
            errors.Add(new InvalidError($"Give a name of 1 to {LongestName} characters, without control characters.", ["input", "name"]));
        }
        if (content.Query.Value is { } query && !PlainText.IsKept(query, LongestQuery))
        {
            errors.Add(new InvalidError($"Give a query of at most {LongestQuery} characters.", ["input", "query"]));
        }
        if (isNew && string.IsNullOrWhiteSpace(content.Query.Value) && content.Where.Value is null)
        {
            errors.Add(NothingSearched);
        }
        if (content.Email.Value == true && !hasAddress)
        {
            errors.Add(new InvalidError("Your account has no e-mail address that mail could go to.", ["input", "channels", "email"]));
        }
        if (content.Webhook.Value is { } url && addresses.ProblemOf(url) is { } problem)
        {
            errors.Add(new InvalidError(problem, ["input", "channels", "webhook"]));
        }
        return errors;
    }

    public static InvalidError NothingSearched { get; } = new("Give a query, a filter, or both.", ["input", "query"]);
}
