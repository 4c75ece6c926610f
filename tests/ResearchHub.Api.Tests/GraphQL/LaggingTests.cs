using System.Text.Json;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>A server that lets hardly anything wait for a listener.</summary>
public sealed class ImpatientHubFixture(PostgresFixture postgres) : HubServerFixture(postgres)
{
    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("GraphQL:StreamBuffer", "2")];
}

/// <summary>Listeners that are slower than what happens.</summary>
public sealed class LaggingTests(ImpatientHubFixture hub) : IClassFixture<ImpatientHubFixture>
{
    private const int Events = 400;
    private const string Document = "subscription ($after: String) { outputPublished(after: $after) { cursor output { slug title } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_lags_goes_on_from_the_cursor_that_it_is_told_over_either_transport_and_hears_everything_once()
    {
        var start = await hub.EndOfFeedAsync();
        await hub.PublishAsync(8201, "Told often");
        await hub.Database.ExecuteAsync(
            $"insert into change_events (kind, subject_kind, subject_id) select 'UPDATED', 'STUDY', 8201 from generate_series(2, {Events})",
            Cancel
        );
        var published = await hub.Database.ScalarAsync<string[]>(
            $"select array_agg(transaction || '-' || sequence order by transaction, sequence) from change_events where subject_id = 8201",
            Cancel
        );

        var overSocket = await HearAllAsync(start, HearBySocketAsync);
        var overEvents = await HearAllAsync(start, HearByEventsAsync);

        Assert.Equal(published, overSocket.Heard);
        Assert.Equal(published, overEvents.Heard);
        Assert.NotEqual(0, overSocket.Lags);
        Assert.NotEqual(0, overEvents.Lags);
    }

    /// <summary>Listens, again from the cursor of the error whenever it has lagged, until all has come.</summary>
    private static async Task<(List<string> Heard, int Lags)> HearAllAsync(
        string? after,
        Func<string?, Func<JsonElement, bool>, Task> listenAsync
    )
    {
        var (heard, lags) = (new List<string>(), 0);
        while (heard.Count < Events)
        {
            await listenAsync(after, Take);
        }
        return (heard, lags);

        bool Take(JsonElement result)
        {
            if (!result.TryGetProperty("errors", out var errors))
            {
                heard.Add(result.GetProperty("data").GetProperty("outputPublished").GetProperty("cursor").GetString()!);
                return heard.Count < Events;
            }
            var error = Assert.Single(errors.EnumerateArray()).GetProperty("extensions");
            Assert.Equal("SUBSCRIPTION_LAGGED", error.GetProperty("code").GetString());
            after = error.GetProperty("cursor").GetString();
            lags++;
            return false;
        }
    }

    private async Task HearBySocketAsync(string? after, Func<JsonElement, bool> take)
    {
        await using var client = await SocketClient.ConnectAsync(hub.Http.BaseAddress!);
        await client.SubscribeAsync(Document, new { after });
        while (take((await client.ReceiveAsync()).GetProperty("payload"))) { }
    }

    private async Task HearByEventsAsync(string? after, Func<JsonElement, bool> take)
    {
        await using var stream = await EventStream.OpenAsync(hub.Http, null, Document, new { after });
        while (take(await stream.ResultAsync())) { }
    }
}
