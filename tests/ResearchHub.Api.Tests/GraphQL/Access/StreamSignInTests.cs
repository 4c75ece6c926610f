using System.Net.Http.Json;
using System.Text.Json;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Access;

/// <summary>Tokens on connections that stay open: WebSocket and server-sent events.</summary>
public sealed class StreamSignInTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Listen = "subscription { outputPublished { cursor output { slug } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("authorization")]
    [InlineData("Authorization")]
    public async Task A_browser_signs_in_with_its_first_message(string name)
    {
        var token = await hub.TokenAsync("socket", Role.Researcher);
        await using var client = await SocketClient.ConnectAsync(
            hub.Http.BaseAddress!,
            new Dictionary<string, string> { [name] = $"Bearer {token}" }
        );

        Assert.Equal("socket@example.org", await EmailAsync(client));
    }

    [Fact]
    public async Task A_client_that_can_signs_in_with_a_header_and_the_first_message_goes_before_it()
    {
        var (one, other) = (await hub.TokenAsync("header", Role.Researcher), await hub.TokenAsync("message", Role.Researcher));
        await using var byHeader = await SocketClient.OpenAsync(hub.Http.BaseAddress!, new { }, $"Bearer {one}");
        await using var byBoth = await SocketClient.OpenAsync(
            hub.Http.BaseAddress!,
            new { authorization = $"Bearer {other}" },
            $"Bearer {one}"
        );
        await byHeader.ReceiveAsync();
        await byBoth.ReceiveAsync();

        Assert.Equal("header@example.org", await EmailAsync(byHeader));
        Assert.Equal("message@example.org", await EmailAsync(byBoth));
    }

    [Theory]
    [InlineData("""{"authorization":"Bearer rhub_nobodys"}""", 4403)]
    [InlineData("""{"authorization":"Basic YTpi"}""", 4403)]
    [InlineData("""{"authorization":""}""", 4403)]
    [InlineData("""{"authorization":7}""", 4400)]
    [InlineData("[]", 4400)]
    public async Task Who_sends_a_wrong_token_is_shown_out(string payload, int status)
    {
        await using var client = await SocketClient.OpenAsync(hub.Http.BaseAddress!, JsonSerializer.Deserialize<JsonElement>(payload));

        Assert.Equal(status, await client.ClosedAsync());
    }

    [Theory]
    [InlineData("revoked_at = now()")]
    [InlineData("expires_at = now()")]
    public async Task A_subscription_ends_at_the_next_event_when_its_token_has_ended(string change)
    {
        var who = $"ending-{change[0]}";
        var token = await hub.TokenAsync(who, Role.Researcher);
        await using var client = await SocketClient.ConnectAsync(hub.Http.BaseAddress!, new { authorization = $"Bearer {token}" });
        await using var anonymous = await SocketClient.ConnectAsync(hub.Http.BaseAddress!);
        var end = await hub.EndOfFeedAsync();
        await client.SubscribeAsync(Listen.Replace("Published", $"Published(after: \"{end}\")", StringComparison.Ordinal));
        await anonymous.SubscribeAsync(Listen.Replace("Published", $"Published(after: \"{end}\")", StringComparison.Ordinal));
        var (first, second) = (change[0] == 'r' ? 2101 : 2201, change[0] == 'r' ? 2102 : 2202);
        await hub.PublishAsync(first);
        await client.NextAsync();
        await anonymous.NextAsync();

        await hub.Database.ExecuteAsync(
            $"update access_tokens set {change} where user_id = (select id from users where email = '{who}@example.org')",
            Cancel
        );
        await hub.PublishAsync(second);

        var last = await client.ReceiveAsync();
        Assert.Equal(
            "UNAUTHENTICATED",
            last.GetProperty("payload").GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString()
        );
        Assert.False(
            last.GetProperty("payload").TryGetProperty("data", out var data) && data.ValueKind != JsonValueKind.Null,
            last.GetRawText()
        );
        Assert.Equal("complete", (await client.ReceiveAsync()).GetProperty("type").GetString());
        Assert.Equal($"a-{second}", (await anonymous.NextAsync()).Payload.GetProperty("output").GetProperty("slug").GetString());
        await client.SubscribeAsync("{ viewer { email } }");
        Assert.Equal(4403, await client.ClosedAsync());
    }

    [Fact]
    public async Task Server_sent_events_sign_in_by_header_and_end_with_the_token()
    {
        var token = await hub.TokenAsync("sse", Role.Researcher);
        var end = await hub.EndOfFeedAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(
                new { query = Listen.Replace("Published", $"Published(after: \"{end}\")", StringComparison.Ordinal) }
            ),
        };
        request.Headers.Add("Accept", "text/event-stream");
        request.Headers.Add("Authorization", $"Bearer {token}");
        using var response = await hub.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Cancel));

        await hub.PublishAsync(2301);
        Assert.Contains("a-2301", await DataAsync(lines), StringComparison.Ordinal);
        await hub.Database.ExecuteAsync(
            "update access_tokens set revoked_at = now() where user_id = (select id from users where email = 'sse@example.org')",
            Cancel
        );
        await hub.PublishAsync(2302);

        Assert.Contains("UNAUTHENTICATED", await DataAsync(lines), StringComparison.Ordinal);
        Assert.Contains("event: complete", await lines.ReadToEndAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_subscribers_with_tokens_of_their_own_cost_few_statements_at_an_event()
    {
        var clients = new List<SocketClient>();
        var end = await hub.EndOfFeedAsync();
        for (var i = 0; i < 100; i++)
        {
            var token = await hub.TokenAsync($"many-{i}", Role.Reader);
            clients.Add(await SocketClient.ConnectAsync(hub.Http.BaseAddress!, new { authorization = $"Bearer {token}" }));
            await clients[^1].SubscribeAsync(Listen.Replace("Published", $"Published(after: \"{end}\")", StringComparison.Ordinal));
        }
        await hub.PublishAsync(2401);
        await Task.WhenAll(clients.Select(client => client.NextAsync()));

        using var sql = hub.Database.CaptureSql();
        await hub.PublishAsync(2402);
        await Task.WhenAll(clients.Select(client => client.NextAsync()));

        Assert.InRange(sql.Statements.Count(statement => statement.Contains("access_tokens", StringComparison.Ordinal)), 1, 50);
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    private static async Task<string?> EmailAsync(SocketClient client)
    {
        await client.SubscribeAsync("{ viewer { email } }");
        var message = await client.ReceiveAsync();
        return message.GetProperty("payload").GetProperty("data").GetProperty("viewer").GetProperty("email").GetString();
    }

    private static async Task<string> DataAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync(Cancel) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal))
            {
                return line;
            }
        }
        return "";
    }
}
