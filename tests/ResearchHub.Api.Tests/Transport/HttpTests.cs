using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ResearchHub.ToyServer;

namespace ResearchHub.Api.Tests.Transport;

/// <summary>What the reference audits of GraphQL over HTTP (tests/conformance) don't look at.</summary>
public sealed class HttpTests(ToyServerFixture fixture) : IClassFixture<ToyServerFixture>
{
    private readonly HttpClient _http = fixture.Server.Http;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_load_what_they_refer_to_in_one_batch_a_level()
    {
        var before = fixture.Server.Library.Fetches;

        var answer = await PostAsync("{ books(first: 2) { title authors { name books(first: 1) { id } } firstAuthor { name } } }");

        Assert.Equal(
            """{"data":{"books":[{"title":"Book 0","authors":[{"name":"Author 0","books":[{"id":0}]},{"name":"Author 1","books":[{"id":0}]},{"name":"Author 2","books":[{"id":0}]}],"firstAuthor":{"name":"Author 0"}},{"title":"Book 1","authors":[{"name":"Author 1","books":[{"id":0}]},{"name":"Author 2","books":[{"id":0}]},{"name":"Author 3","books":[{"id":1}]}],"firstAuthor":{"name":"Author 1"}}]}}""",
            answer
        );
        Assert.Equal(3, fixture.Server.Library.Fetches - before);
    }

    [Fact]
    public async Task Root_fields_of_a_mutation_see_what_those_before_them_changed()
    {
        await using var server = await ToyHost.StartAsync();
        using var answer = await server.Http.PostAsJsonAsync(
            "",
            new
            {
                query = "mutation { a: renameAuthor(name: \"Ana\") { firstAuthor { name } } b: renameAuthor(name: \"Bojan\") { firstAuthor { name } } }",
            },
            Cancel
        );

        Assert.Equal(
            """{"data":{"a":{"firstAuthor":{"name":"Ana"}},"b":{"firstAuthor":{"name":"Bojan"}}}}""",
            await answer.Content.ReadAsStringAsync(Cancel)
        );
    }

    [Fact]
    public async Task A_fault_is_masked_and_logged_once_under_its_trace_id()
    {
        await using var server = await ToyHost.StartAsync();
        using var answer = await server.Http.PostAsJsonAsync("", new { query = "{ fails hello }" }, Cancel);

        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var error = json.GetProperty("errors")[0];
        Assert.Equal("INTERNAL", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.DoesNotContain("secret", error.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("Hello world", json.GetProperty("data").GetProperty("hello").GetString());
        var log = Assert.Single(server.Logs.Errors);
        Assert.Contains(error.GetProperty("extensions").GetProperty("traceId").GetString()!, log, StringComparison.Ordinal);
        Assert.Contains("the secret of the database", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_null_where_there_must_be_a_value_is_a_fault() =>
        Assert.StartsWith(
            """{"errors":[{"message":"Something went wrong on the server""",
            await PostAsync("{ missing }"),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task An_operation_that_takes_too_long_is_ended()
    {
        await using var server = await ToyHost.StartAsync(options => options.Limits.ExecutionTimeout = TimeSpan.FromMilliseconds(50));
        using var request = new HttpRequestMessage(HttpMethod.Post, "") { Content = JsonContent.Create(new { query = "{ waits }" }) };
        request.Headers.Add("Accept", "application/graphql-response+json");

        using var answer = await server.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("\"code\":\"TIMEOUT\"", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_GET_of_the_same_answer_is_not_sent_again()
    {
        using var first = await _http.GetAsync("?query={hello}", Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, "?query={hello}");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await _http.SendAsync(request, Cancel);

        Assert.True(first.Headers.CacheControl!.NoCache);
        Assert.Equal("Accept", first.Headers.Vary.ToString());
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task Mutations_need_POST()
    {
        using var answer = await _http.GetAsync("?query=mutation{add}", Cancel);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal("POST", answer.Content.Headers.Allow.ToString());
        Assert.Equal("""{"data":{"count":0}}""", await PostAsync("{ count }"));
    }

    [Theory]
    [InlineData("DELETE", "application/json", null, 405)]
    [InlineData("POST", "application/json", "image/png", 406)]
    [InlineData("POST", "text/plain", null, 415)]
    [InlineData("POST", "application/x-www-form-urlencoded", null, 415)]
    [InlineData("POST", "application/json; charset=utf-16", null, 415)]
    public async Task What_the_endpoint_does_not_speak_is_refused(string method, string type, string? accept, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "");
        request.Content = new ByteArrayContent("""{"query":"{hello}"}"""u8.ToArray()) { Headers = { { "Content-Type", type } } };
        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        using var answer = await _http.SendAsync(request, Cancel);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, br", "br")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", "")]
    public async Task Large_answers_are_compressed_as_the_client_likes_it(string accepted, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "?query={books(first:100){title}}");
        request.Headers.Add("Accept-Encoding", accepted);

        using var answer = await _http.SendAsync(request, Cancel);

        Assert.Equal(expected, answer.Content.Headers.ContentEncoding.SingleOrDefault() ?? "");
        await using var body = await answer.Content.ReadAsStreamAsync(Cancel);
        await using Stream plain = expected switch
        {
            "br" => new System.IO.Compression.BrotliStream(body, System.IO.Compression.CompressionMode.Decompress),
            "gzip" => new System.IO.Compression.GZipStream(body, System.IO.Compression.CompressionMode.Decompress),
            _ => body,
        };
        var json = await JsonSerializer.DeserializeAsync<JsonElement>(plain, cancellationToken: Cancel);
        Assert.Equal(100, json.GetProperty("data").GetProperty("books").GetArrayLength());
    }

    [Fact]
    public async Task A_registered_document_can_be_named_by_its_hash()
    {
        const string query = "query($n:String){hello(name:$n)}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(query)));
        var extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } };

        var unknown = await PostAsync(new { extensions });
        var registered = await PostAsync(
            new
            {
                query,
                extensions,
                variables = new { n = "Ana" },
            }
        );
        var known = await PostAsync(new { extensions, variables = new { n = "Bojan" } });
        var byId = await PostAsync(new { documentId = $"sha256:{hash}", variables = new { n = "Ceca" } });
        var wrong = await PostAsync(new { query = "{hello}", extensions });

        Assert.Equal("""{"errors":[{"message":"PersistedQueryNotFound","extensions":{"code":"PERSISTED_DOCUMENT_NOT_FOUND"}}]}""", unknown);
        Assert.Equal("""{"data":{"hello":"Hello Ana"}}""", registered);
        Assert.Equal("""{"data":{"hello":"Hello Bojan"}}""", known);
        Assert.Equal("""{"data":{"hello":"Hello Ceca"}}""", byId);
        Assert.Equal("""{"errors":[{"message":"The sha256Hash is not that of the query.","extensions":{"code":"INVALID"}}]}""", wrong);
    }

    [Fact]
    public async Task Pages_of_configured_origins_may_read_answers()
    {
        await using var server = await ToyHost.StartAsync(options => options.AllowedOrigins.Add("https://pages.example"));

        using var known = await AskAsync(server, "https://pages.example");
        using var stranger = await AskAsync(server, "https://elsewhere.example");

        Assert.Equal("https://pages.example", Assert.Single(known.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains("POST", Assert.Single(known.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
        Assert.False(stranger.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private static async Task<HttpResponseMessage> AskAsync(ToyHost server, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");
        return await server.Http.SendAsync(request, Cancel);
    }

    private Task<string> PostAsync(string query) => PostAsync(new { query });

    private async Task<string> PostAsync(object body)
    {
        using var answer = await _http.PostAsJsonAsync("", body, Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }
}
