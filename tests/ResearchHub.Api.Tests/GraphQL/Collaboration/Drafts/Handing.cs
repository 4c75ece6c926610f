using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;

/// <summary>Offers of ownership, for tests.</summary>
internal static class Handing
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Offers an output to the account of this name; gives the payload.</summary>
    public static async Task<JsonElement> OfferAsync(
        this HubServerFixture hub,
        string token,
        string id,
        string who,
        string? formerOwnerRole = "EDIT"
    ) =>
        await hub.RunAsync(
            token,
            "transferOwnership",
            new
            {
                id,
                to = NodeId.Encode("User", await hub.AccountAsync(who)),
                formerOwnerRole,
            },
            "request { id kind status topicId details { ... on OwnershipTransferDetails { formerOwnerRole } } }"
        );

    /// <summary>The id of the request that an offer made.</summary>
    public static async Task<string> OfferedAsync(
        this HubServerFixture hub,
        string token,
        string id,
        string who,
        string? formerOwnerRole = "EDIT"
    ) => (await hub.OfferAsync(token, id, who, formerOwnerRole)).GetProperty("request").GetProperty("id").GetString()!;

    /// <summary>The key of the account of this name.</summary>
    public static Task<long> AccountAsync(this HubServerFixture hub, string who) =>
        hub.Database.ScalarAsync<long>($"select id from users where email = '{who}@example.org'", Cancel);

    /// <summary>Names of the owners of all versions of a work.</summary>
    public static async Task<string> OwnersAsync(this HubServerFixture hub, string id) =>
        await hub.Database.ScalarAsync<string?>(
            $"""
            select string_agg(distinct coalesce(split_part(u.email, '@', 1), 'nobody'), ', ') from research_outputs o left join users u on u.id = o.owner_id
            where {NodeId.KeyOf(id, "Study")} in (o.id, o.first_version_id)
            """,
            Cancel
        ) ?? "";
}
