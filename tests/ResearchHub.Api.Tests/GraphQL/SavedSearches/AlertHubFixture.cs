using System.Text.Json;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL.SavedSearches;

/// <summary>A server whose webhooks may be on this machine.</summary>
public sealed class AlertHubFixture(PostgresFixture postgres) : HubServerFixture(postgres)
{
    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [
            new("Webhooks:AllowLoopback", "true"),
            new("Webhooks:Timeout", "00:00:05"),
            new("ResearchHub:PublicUrl", "https://hub.example.org"),
        ];
}

/// <summary>What tests of alerts do.</summary>
internal static class Alerts
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Publishes a dataset with this title.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> PublishDatasetAsync(this HubServerFixture hub, string owner, string curator, string title)
    {
        var made = await hub.DoneAsync(owner, "createDataset", DescribeOutputsTests.Dataset(title), "dataset { id }");
        var id = made.GetProperty("dataset").GetProperty("id").GetString()!;
        await hub.PublishAsync(owner, curator, id);
        return id;
    }

    /// <summary>Keeps a search; gives its id and the key of its webhook.</summary>
    public static async Task<(string Id, string? Secret)> SavedSearchAsync(this HubServerFixture hub, string token, object input)
    {
        var made = await hub.DoneAsync(token, "createSavedSearch", input, "savedSearch { id } webhookSecret");
        return (made.GetProperty("savedSearch").GetProperty("id").GetString()!, made.GetProperty("webhookSecret").GetString());
    }

    /// <summary>Waits until the server has done by itself what makes a statement give this.</summary>
    public static async Task UntilAsync(this HubServerFixture hub, string sql, string expected)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var found = "";
        try
        {
            while ((found = await hub.Database.ScalarAsync<string>(sql, limit.Token)) != expected)
            {
                await Task.Delay(20, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
        {
            Assert.Fail($"{sql} gives {found}, not {expected}.");
        }
    }

    /// <summary>Own searches, by a selection.</summary>
    public static async Task<JsonElement> SavedSearchesAsync(this HubServerFixture hub, string token, string selection) =>
        (await hub.DataAsAsync(token, $"{{ viewer {{ savedSearches {{ nodes {{ {selection} }} }} }} }}"))
            .GetProperty("viewer")
            .GetProperty("savedSearches")
            .GetProperty("nodes");
}
