using MimeKit;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;

/// <summary>Mail that went out to addresses, for tests.</summary>
internal static class Letters
{
    /// <summary>The text of the only letter to an address, once it has gone out and nothing of it is left in the queue. What an account subscribes to is no letter.</summary>
    public static async Task<string> LetterToAsync(this HubServerFixture hub, string address)
    {
        await hub.UntilAsync(
            $"select string_agg(state || ' ' || length(text_body || html_body), ',') from mails where address = '{address}'",
            "SENT 0"
        );
        var mail = Assert.Single(
            Directory.GetFiles(hub.Data("mail"), "*.eml").Select(file => MimeMessage.Load(file, TestContext.Current.CancellationToken)),
            one => one.To.Mailboxes.Single().Address == address && one.Headers["List-Unsubscribe"] is null
        );
        return $"{mail.Subject}\n{mail.TextBody}\n{mail.HtmlBody}";
    }
}
