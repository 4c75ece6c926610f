using System.Net;
using Microsoft.Extensions.Options;
using ResearchHub.Core.Delivery.Webhooks;

namespace ResearchHub.Api.Delivery.Webhooks;

/// <summary>Looks at an address before it is kept. That its name leads to the public internet is checked with each connection.</summary>
internal sealed class WebhookAddresses(IOptions<WebhookOptions> options) : IWebhookAddresses
{
    private const int Longest = 2000;

    /// <inheritdoc />
    public string? ProblemOf(string url)
    {
        if (url.Length > Longest || !Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            return $"Give an https address of at most {Longest:N0} characters.";
        }
        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            return "Give an address without a name, a password or a fragment.";
        }
        var isLocal = options.Value.AllowLoopback && address.IsLoopback;
        if (address.Scheme != Uri.UriSchemeHttps && !(isLocal && address.Scheme == Uri.UriSchemeHttp))
        {
            return "Give an address that begins with https.";
        }
        return !isLocal && IPAddress.TryParse(address.IdnHost, out var literal) && !PublicAddresses.Contains(literal)
            ? "Give an address on the public internet."
            : null;
    }
}
