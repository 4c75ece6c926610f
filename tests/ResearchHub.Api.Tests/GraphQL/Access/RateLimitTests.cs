using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ResearchHub.Core.Access;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL.Access;

/// <summary>A server behind a proxy on this machine, with small budgets that do not fill up again during a test.</summary>
public sealed class LimitedHubFixture(PostgresFixture postgres) : HubServerFixture(postgres)
{
    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [
            new("RateLimits:TrustedProxies", "127.0.0.1 ::1"),
            new("RateLimits:AccountMultiple", "2"),
            .. new[] { "SignedIn", "Anonymous", "FailedSignIns", "Introspection" }.SelectMany(limit =>
                new KeyValuePair<string, string?>[]
                {
                    new($"RateLimits:{limit}:Permits", "3"),
                    new($"RateLimits:{limit}:Window", "1.00:00:00"),
                }
            ),
        ];
}

/// <summary>Budgets of callers.</summary>
public sealed class RateLimitTests(LimitedHubFixture hub) : IClassFixture<LimitedHubFixture>
{
    private const string Ask = "{ repository { name } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_has_used_up_the_budget_is_told_when_to_come_back()
    {
        var (left, told) = (new List<string>(), new List<string>());
        for (var i = 0; i < 3; i++)
        {
            using var granted = await SendAsync("192.0.2.1", null, Ask);
            Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
            left.Add(granted.Headers.GetValues("RateLimit").Single());
            told.Add((await granted.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("extensions").GetRawText());
        }

        using var refused = await SendAsync("192.0.2.1", null, Ask);

        Assert.Equal(["\"anonymous\";r=2;t=28800", "\"anonymous\";r=1;t=57600", "\"anonymous\";r=0;t=86400"], left);
        Assert.Equal(
            new[] { (2, 28800), (1, 57600), (0, 86400) }.Select(one =>
                $$$"""{"rateLimit":{"policy":"anonymous","limit":3,"windowSeconds":86400,"remaining":{{{one.Item1}}},"fullInSeconds":{{{one.Item2}}}}}"""
            ),
            told
        );
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("\"anonymous\";q=3;w=86400", refused.Headers.GetValues("RateLimit-Policy").Single());
        var wait = refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
        Assert.InRange(wait, 1, 28800);
        var error = (await refused.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("errors")[0].GetProperty("extensions");
        Assert.Equal("RATE_LIMITED", error.GetProperty("code").GetString());
        Assert.Equal(wait, error.GetProperty("retryAfter").GetInt32());
        Assert.Equal(0, error.GetProperty("remaining").GetInt32());
        Assert.Equal(3, error.GetProperty("limit").GetInt32());
    }

    [Fact]
    public async Task What_is_asked_for_by_GET_is_not_changed_by_what_is_left()
    {
        var path = $"/graphql?query={Uri.EscapeDataString(Ask)}";
        using var first = await GetAsync("192.0.2.40", path, "application/json");

        using var again = await GetAsync("192.0.2.40", path, "application/json", first.Headers.ETag);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.NotEqual(first.Headers.GetValues("RateLimit"), again.Headers.GetValues("RateLimit"));
    }

    [Fact]
    public async Task The_anonymous_of_an_address_do_not_use_up_what_belongs_to_others()
    {
        var ana = await hub.TokenAsync("budget", Role.Researcher);
        await DrainAsync("192.0.2.2");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("192.0.2.3", null));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("192.0.2.2", ana));
    }

    [Fact]
    public async Task Each_token_has_its_own_budget_and_all_of_an_account_one_together()
    {
        var tokens = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            tokens.Add(await hub.TokenAsync("tokens", Role.Researcher));
        }
        var left = new List<string>();

        foreach (var token in new[] { tokens[0], tokens[0], tokens[0], tokens[0], tokens[1], tokens[2], tokens[1], tokens[2] })
        {
            using var response = await SendAsync("192.0.2.4", token, Ask);
            var remaining = response.Headers.GetValues("RateLimit").Single();
            left.Add($"{(int)response.StatusCode} {response.Headers.GetValues("RateLimit-Policy").Single()} {remaining.Split(';')[1]}");
        }

        Assert.Equal(
            [
                "200 \"signed-in\";q=3;w=86400 r=2",
                "200 \"signed-in\";q=3;w=86400 r=1",
                "200 \"signed-in\";q=3;w=86400 r=0",
                "429 \"signed-in\";q=3;w=86400 r=0",
                "200 \"signed-in\";q=3;w=86400 r=2",
                "200 \"account\";q=6;w=86400 r=1",
                "200 \"account\";q=6;w=86400 r=0",
                "429 \"account\";q=6;w=86400 r=0",
            ],
            left
        );
        using var other = await SendAsync("192.0.2.4", await hub.TokenAsync("another", Role.Researcher), Ask);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task An_ipv6_customer_has_one_budget_for_the_network()
    {
        await StatusAsync("2001:db8::1", null);
        await StatusAsync("2001:db8::ffff:2", null);
        await StatusAsync("2001:db8:0:0:1::3", null);

        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync("2001:db8::4", null));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("2001:db8:0:1::1", null));
    }

    [Fact]
    public async Task Health_the_page_and_the_schema_are_there_for_all()
    {
        await DrainAsync("192.0.2.5");

        using var health = await GetAsync("192.0.2.5", "/health/ready", "*/*");
        using var page = await GetAsync("192.0.2.5", "/graphql", "text/html");
        using var schema = await SendAsync("192.0.2.5", null, "{ __schema { queryType { name } } }");
        using var other = await SendAsync("192.0.2.5", null, "{ __schema { queryType { name } } repository { name } }");

        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, page.StatusCode);
        Assert.Equal(HttpStatusCode.OK, schema.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, other.StatusCode);
    }

    [Fact]
    public async Task Guessing_tokens_is_slowed_down_and_does_not_shut_out_who_has_one()
    {
        var ana = await hub.TokenAsync("guessed", Role.Researcher);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("192.0.2.6", $"rhub_guess{i}"));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync("192.0.2.6", "rhub_guess4"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("192.0.2.6", ana));
    }

    [Fact]
    public async Task Guessing_tokens_on_sockets_counts_too()
    {
        for (var i = 0; i < 3; i++)
        {
            var guess = new { authorization = $"Bearer rhub_guess{i}" };
            await using var client = await SocketClient.OpenAsync(hub.Http.BaseAddress!, guess, address: "192.0.2.9");
            Assert.Equal(4403, await client.ClosedAsync());
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync("192.0.2.9", "rhub_guess4"));
    }

    [Fact]
    public async Task Operations_on_a_socket_are_counted_and_files_feeds_and_landing_pages_too()
    {
        var ana = await hub.TokenAsync("socket-budget", Role.Researcher);
        var payload = new { authorization = $"Bearer {ana}" };
        await using var client = await SocketClient.OpenAsync(hub.Http.BaseAddress!, payload, address: "192.0.2.8");
        await client.ReceiveAsync();
        for (var i = 0; i < 3; i++)
        {
            await client.SubscribeAsync(Ask);
            var next = await client.ReceiveAsync();
            Assert.Equal("next", next.GetProperty("type").GetString());
            var left = next.GetProperty("payload").GetProperty("extensions").GetProperty("rateLimit").GetProperty("remaining");
            Assert.Equal(2 - i, left.GetInt32());
            await client.ReceiveAsync();
        }
        await client.SubscribeAsync(Ask);
        var refused = await client.ReceiveAsync();
        await DrainAsync("192.0.2.7");
        using var file = await GetAsync("192.0.2.7", "/files/x", "*/*");
        using var feed = await GetAsync("192.0.2.7", "/feeds/x", "*/*");
        using var own = await GetAsync("192.0.2.7", "/feeds/members/x", "*/*");
        using var page = await GetAsync("192.0.2.7", "/study/remittances-in-serbia", "*/*");

        Assert.Equal("error", refused.GetProperty("type").GetString());
        Assert.Equal("RATE_LIMITED", refused.GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.TooManyRequests, file.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, feed.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, own.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, page.StatusCode);
    }

    [Fact]
    public async Task The_limits_are_told_and_this_machine_has_none()
    {
        for (var i = 0; i < 5; i++)
        {
            await hub.DataAsync(Ask);
        }
        var rates = (await hub.DataAsync("{ repository { limits { rates { policy operations windowSeconds } } } }"))
            .GetProperty("repository")
            .GetProperty("limits")
            .GetProperty("rates");

        Assert.Equal(
            ["signed-in 3", "account 6", "anonymous 3", "failed-sign-ins 3", "introspection 3"],
            rates.EnumerateArray().Select(rate => $"{rate.GetProperty("policy")} {rate.GetProperty("operations")}")
        );
    }

    private async Task DrainAsync(string address)
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(address, null));
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(address, null));
    }

    private async Task<HttpStatusCode> StatusAsync(string address, string? token)
    {
        using var response = await SendAsync(address, token, Ask);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(string address, string? token, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Add("X-Forwarded-For", address);
        if (token is not null)
        {
            request.Headers.Add("Authorization", $"Bearer {token}");
        }
        return await hub.Http.SendAsync(request, Cancel);
    }

    private async Task<HttpResponseMessage> GetAsync(string address, string path, string accept, EntityTagHeaderValue? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-For", address);
        request.Headers.Add("Accept", accept);
        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(known);
        }
        return await hub.Http.SendAsync(request, Cancel);
    }
}
