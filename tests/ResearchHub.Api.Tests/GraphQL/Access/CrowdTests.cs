using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Npgsql;
using ResearchHub.Core.Access;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL.Access;

/// <summary>A server behind a proxy with little room for the anonymous.</summary>
public sealed class CrowdedHubFixture(PostgresFixture postgres) : HubServerFixture(postgres)
{
    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [
            new("RateLimits:TrustedProxies", "127.0.0.1 ::1"),
            new("RateLimits:AnonymousAtOnce", "2"),
            new("RateLimits:AnonymousWaiting", "1"),
            new("RateLimits:AnonymousStatements", "4"),
            new("RateLimits:AnonymousStreams", "3"),
            new("RateLimits:AnonymousStreamsOfAddress", "2"),
        ];
}

/// <summary>Many anonymous callers at once leave room for the signed-in.</summary>
public sealed class CrowdTests(CrowdedHubFixture hub) : IClassFixture<CrowdedHubFixture>
{
    private const string Listen = "subscription { outputPublished { cursor } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>More statements than there are connections, and none of them ends before the test lets it.</summary>
    private static readonly string Slow =
        $"{{ {string.Concat(Enumerable.Range(1, 60).Select(n => $"a{n}: organizations(first: {n}) {{ totalCount }} "))} }}";

    [Fact]
    public async Task Who_is_signed_in_is_answered_while_slow_operations_of_the_anonymous_hold_all_that_they_may()
    {
        var ana = await hub.TokenAsync("crowd", Role.Researcher);
        await using var source = NpgsqlDataSource.Create(hub.Database.ConnectionString);
        await using var connection = await source.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using var hold = new NpgsqlCommand("lock table organizations in access exclusive mode", connection, transaction);
        await hold.ExecuteNonQueryAsync(Cancel);

        // Two run, one waits, one is refused: from then on there is no place.
        var crowd = Enumerable.Range(1, 4).Select(n => PostAsync($"192.0.2.{n}", null, Slow)).ToList();
        var refused = await Task.WhenAny(crowd);
        crowd.Remove(refused);
        using var late = await PostAsync("192.0.2.5", null, "{ __typename }", "text/event-stream");
        await using var socket = await SocketClient.OpenAsync(hub.Http.BaseAddress!, null, address: "192.0.2.6");
        await socket.ReceiveAsync();
        await socket.SubscribeAsync("{ __typename }");
        var lateOnSocket = (await socket.ReceiveAsync()).GetRawText();
        using var signedIn = await PostAsync("192.0.2.1", ana, "{ viewer { name } studies(first: 1) { nodes { title } } }");
        var waiting = crowd.Count(one => !one.IsCompleted);
        await transaction.CommitAsync(Cancel);

        foreach (var one in new[] { await refused, late })
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, one.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), one.Headers.RetryAfter!.Delta);
        }
        Assert.Contains("RATE_LIMITED", lateOnSocket, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        Assert.DoesNotContain("errors", await signedIn.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(3, waiting);
        foreach (var one in await Task.WhenAll(crowd))
        {
            Assert.DoesNotContain("errors", await one.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Streams_of_the_anonymous_are_limited_for_an_address_and_for_all_and_those_of_the_signed_in_are_not()
    {
        var ana = await hub.TokenAsync("listening", Role.Researcher);
        await using var first = await OpenAsync("198.51.100.1", null);
        await first.ReceiveAsync();
        await first.SubscribeAsync(
            Listen.Replace("Published", $"Published(after: \"{await hub.EndOfFeedAsync() ?? "0-0"}\")", StringComparison.Ordinal)
        );
        await hub.PublishAsync(8201);
        await first.NextAsync();
        using var stream = await PostAsync("198.51.100.2", null, Listen, "text/event-stream");
        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);

        using var secondStream = await PostAsync("198.51.100.1", null, Listen, "text/event-stream");
        await using var socket = await OpenAsync("198.51.100.3", null);
        await using var signedIn = await OpenAsync("198.51.100.1", new { authorization = $"Bearer {ana}" });
        using var signedInStream = await PostAsync("198.51.100.1", ana, Listen, "text/event-stream");

        Assert.Equal(HttpStatusCode.TooManyRequests, secondStream.StatusCode);
        Assert.Equal(1013, await socket.ClosedAsync());
        Assert.Equal("connection_ack", (await signedIn.ReceiveAsync()).GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.OK, signedInStream.StatusCode);
    }

    private Task<SocketClient> OpenAsync(string address, object? payload) =>
        SocketClient.OpenAsync(hub.Http.BaseAddress!, payload, address: address);

    private async Task<HttpResponseMessage> PostAsync(string address, string? token, string query, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Add("X-Forwarded-For", address);
        request.Headers.Accept.ParseAdd(accept);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await hub.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }
}
