using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace ResearchHub.Api.Tests.Transport;

/// <summary>Requests made to hurt get an error that names the limit, and the server answers the next one.</summary>
public sealed class HostileRequestTests(ToyServerFixture fixture) : IClassFixture<ToyServerFixture>
{
    private readonly HttpClient _http = fixture.Server.Http;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, int?> Documents =>
        new()
        {
            { "10,000 levels, never closed", Repeat("{a", 10_000), "DEPTH_LIMIT", 64 },
            { "10,000 levels", Repeat("{a", 10_000) + Repeat("}", 10_000), "DEPTH_LIMIT", 64 },
            { "10,000 brackets in a literal", "{hello(name:" + Repeat("[", 10_000) + Repeat("]", 10_000) + ")}", "DEPTH_LIMIT", 64 },
            { "fields 16 deep", Repeat("{books{authors", 8) + "{id}" + Repeat("}}", 8), "DEPTH_LIMIT", 15 },
            { "10,000 aliases", "{" + Join(10_000, i => $"a{i}:hello") + "}", "SIZE_LIMIT", 100_000 },
            { "201 aliases", "{" + Join(201, i => $"a{i}:hello") + "}", "SIZE_LIMIT", 200 },
            { "1,001 fields", "{" + Join(1_001, _ => "hello") + "}", "SIZE_LIMIT", 1_000 },
            { "a fragment that contains itself", "{...A} fragment A on Query{...B} fragment B on Query{...A}", "VALIDATION", null },
            { "an unused fragment that contains itself", "{hello} fragment A on Query{...A}", "VALIDATION", null },
            {
                "fragments that double 30 times",
                "{...F0}" + Join(30, i => $"fragment F{i} on Query{{...F{i + 1} ...F{i + 1}}}") + " fragment F30 on Query{hello}",
                "SIZE_LIMIT",
                1_000
            },
            {
                "a chain of 900 fragments",
                "{...F0}" + Join(900, i => $"fragment F{i} on Query{{...F{i + 1}}}") + " fragment F900 on Query{hello}",
                "SIZE_LIMIT",
                100
            },
            { "5,000 variables", "query(" + Join(5_000, i => $"$v{i}:Int") + "){hello}", "SIZE_LIMIT", 10_000 },
            { "101 variables", "query(" + Join(101, i => $"$v{i}:Int") + "){hello}", "SIZE_LIMIT", 100 },
            { "40,000 tokens", "{" + Repeat("a ", 40_000) + "}", "SIZE_LIMIT", 10_000 },
            { "1,000 directives", "{hello" + Repeat(" @skip(if:false)", 1_000) + "}", "SIZE_LIMIT", 100 },
            { "a number of 50,000 digits", $"{{number(value:{Repeat("9", 50_000)})}}", "SIZE_LIMIT", 100 },
            { "pages in pages", "{books(first:100){authors{books(first:100){authors{books(first:100){id}}}}}}", "COST_LIMIT", 50_000 },
            { "a huge page", $"{{books(first:{Repeat("9", 90)}){{id}}}}", "COST_LIMIT", 50_000 },
            { "introspection in circles", "{__schema{types{fields{type{fields{type{fields{type{fields{name}}}}}}}}}}", "DEPTH_LIMIT", 3 },
            { "no operation", "type A{b:C}", "VALIDATION", null },
            { "only a comment", "#" + Repeat("x", 90_000), "VALIDATION", null },
            { "a NUL character", "{hello(name:\"\0\")}", "SYNTAX", null },
            { "an impossible character", "{hello(name:\"\\u{110000}\")}", "SYNTAX", null },
        };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_hostile_document_is_refused_with_its_limit(string what, string document, string code, int? limit)
    {
        Assert.NotEmpty(what);

        var (status, error) = await SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { query = document }));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(limit, error.GetProperty("extensions").TryGetProperty("limit", out var named) ? named.GetInt32() : null);
        await AssertAliveAsync();
    }

    public static TheoryData<string, string, int, string> Bodies =>
        new()
        {
            { "nothing", "", 400, "INVALID" },
            { "not JSON", "{\"query\"", 400, "INVALID" },
            { "a batch", "[{\"query\":\"{hello}\"}]", 400, "INVALID" },
            { "more than one object", "{\"query\":\"{hello}\"}{}", 400, "INVALID" },
            { "1 MiB of spaces", "{\"query\":\"{hello}\"" + Repeat(" ", 1 << 20) + "}", 413, "SIZE_LIMIT" },
            {
                "10,000 arrays in a variable",
                "{\"query\":\"{hello}\",\"variables\":{\"a\":" + Repeat("[", 10_000) + Repeat("]", 10_000) + "}}",
                400,
                "DEPTH_LIMIT"
            },
            {
                "5,000 values for variables",
                "{\"query\":\"{hello}\",\"variables\":{" + Join(5_000, i => $"\"v{i}\":1{(i < 4_999 ? "," : "")}") + "}}",
                400,
                "SIZE_LIMIT"
            },
            {
                "a number of 500,000 digits",
                "{\"query\":\"{hello}\",\"variables\":{\"a\":" + Repeat("9", 500_000) + "}}",
                400,
                "SIZE_LIMIT"
            },
            { "an infinite number", "{\"query\":\"{hello}\",\"variables\":{\"a\":1e400}}", 400, "INVALID" },
            { "half a character", "{\"query\":\"{hello(name:\\\"\\ud800\\\")}\"}", 400, "INVALID" },
        };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_hostile_body_is_refused(string what, string body, int expected, string code)
    {
        Assert.NotEmpty(what);

        var (status, error) = await SendAsync(Encoding.UTF8.GetBytes(body));

        Assert.Equal(expected, (int)status);
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
        await AssertAliveAsync();
    }

    [Fact]
    public async Task Text_that_is_not_UTF_8_is_refused()
    {
        var (status, _) = await SendAsync([.. "{\"query\":\"{hello(name:\\\""u8, 0xFF, 0xFE, .. "\\\")}\"}"u8]);

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task A_page_that_is_too_large_is_refused_where_it_was_asked_for()
    {
        var (status, error) = await SendAsync("""{"query":"{ hello books(first: 101) { id } }"}"""u8.ToArray());

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            """{"message":"'first' is the size of a page: give at most 100, not 101.","locations":[{"line":1,"column":9}],"path":["books"],"extensions":{"code":"PAGE_LIMIT","limit":100,"actual":101}}""",
            error.GetRawText()
        );
    }

    [Fact]
    public async Task The_usual_introspection_query_passes()
    {
        const string query =
            "query IntrospectionQuery{__schema{queryType{name}types{...FullType}directives{name args{...InputValue}}}}"
            + "fragment FullType on __Type{kind name fields(includeDeprecated:true){name args{...InputValue}type{...TypeRef}}"
            + "inputFields{...InputValue}interfaces{...TypeRef}possibleTypes{...TypeRef}}"
            + "fragment InputValue on __InputValue{name type{...TypeRef}defaultValue}fragment TypeRef on __Type{kind name "
            + "ofType{kind name ofType{kind name ofType{kind name ofType{kind name ofType{kind name ofType{kind name ofType{kind name}}}}}}}}";

        var first = await (await _http.PostAsJsonAsync("", new { query }, Cancel)).Content.ReadAsStringAsync(Cancel);
        var again = await (await _http.PostAsJsonAsync("", new { query }, Cancel)).Content.ReadAsStringAsync(Cancel);

        Assert.StartsWith("""{"data":{"__schema":{"queryType":{"name":"Query"}""", first, StringComparison.Ordinal);
        Assert.Equal(first, again);
    }

    private async Task<(HttpStatusCode Status, JsonElement Error)> SendAsync(byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "");
        request.Headers.Add("Accept", "application/graphql-response+json");
        request.Content = new ByteArrayContent(body) { Headers = { { "Content-Type", "application/json" } } };
        using var answer = await _http.SendAsync(request, Cancel);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        return (answer.StatusCode, json.GetProperty("errors")[0]);
    }

    private async Task AssertAliveAsync() => Assert.Equal("""{"data":{"count":0}}""", await _http.GetStringAsync("?query={count}", Cancel));

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static string Join(int count, Func<int, string> part) => string.Join(' ', Enumerable.Range(0, count).Select(part));
}
