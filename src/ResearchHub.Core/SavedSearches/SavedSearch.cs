using System.Text.Json;
using ResearchHub.Core.Common;
using ResearchHub.Core.Delivery.Webhooks;
using ResearchHub.Core.Search;

namespace ResearchHub.Core.SavedSearches;

/// <summary>How often mail about a saved search goes out.</summary>
public enum Cadence
{
    /// <summary>At once; what comes within a quarter of an hour after a mail comes together in the next.</summary>
    Instant,

    /// <summary>At 6:00 UTC.</summary>
    Daily,

    /// <summary>On Mondays at 6:00 UTC.</summary>
    Weekly,
}

/// <summary>A search that somebody keeps, to be told what is new in it.</summary>
/// <param name="Where">The filter as it was given, to be given again; null for none.</param>
/// <param name="SendsEmail">Whether mail goes to the owner's address.</param>
/// <param name="Secret">Part of the address of its feed; whoever has the address reads the feed.</param>
/// <param name="Webhook">Where matches are sent; null for nowhere.</param>
public sealed record SavedSearch(
    long Id,
    long UserId,
    string Name,
    string? Query,
    JsonElement? Where,
    Cadence Cadence,
    bool SendsEmail,
    string Secret,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    Webhook? Webhook
);

/// <summary>A filter: what it means, and how it was given.</summary>
public sealed record SavedFilter(SearchFilter Meaning, JsonElement Text);

/// <summary>What of a saved search is to be set; what is left out stays.</summary>
public sealed record SavedSearchContent
{
    public Given<string> Name { get; init; }
    public Given<string> Query { get; init; }
    public Given<SavedFilter> Where { get; init; }
    public Given<Cadence?> Cadence { get; init; }
    public Given<bool?> Email { get; init; }

    /// <summary>Address of the webhook; null for none.</summary>
    public Given<string> Webhook { get; init; }
}

/// <summary>A saved search as it is now.</summary>
/// <param name="WebhookSecret">Key of the webhook, when it was made just now; it is not shown again.</param>
public sealed record KeptSearch(SavedSearch Search, string? WebhookSecret);
