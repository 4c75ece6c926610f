using System.Net;
using System.Text;
using System.Text.Json;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>All that is wrong with the values of a request is told at once, each with its path and with what would be right.</summary>
public sealed class InputProblemTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Create = "mutation ($v: CreateSavedSearchInput!) { createSavedSearch(input: $v) { errors { code } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_variable_everything_is_told()
    {
        var problems = await ProblemsAsync(
            Create,
            """{ "v": { "name": 7, "cadence": "HOURLY", "channels": { "mail": true, "webhook": "nowhere" }, "where": { "language": 3 }, "colour": "red" } }"""
        );

        Assert.Equal(
            [
                "VALIDATION input.cadence | Give AlertCadence as one of INSTANT, DAILY, WEEKLY.",
                "VALIDATION input.channels.mail | Give AlertChannelsInput as an object: { email: Boolean, webhook: URI }.",
                "VALIDATION input.channels.webhook | Expected an absolute address such as https://example.org/a.",
            ],
            problems
                .Where(one => one.Contains("input.c", StringComparison.Ordinal) && !one.Contains("colour", StringComparison.Ordinal))
                .Order()
        );
        Assert.Contains(problems, one => one.StartsWith("VALIDATION input.colour ", StringComparison.Ordinal));
        Assert.Contains("VALIDATION input.name | Give a text, as a string.", problems);
    }

    [Fact]
    public async Task Of_literals_everything_is_told_as_of_variables()
    {
        var problems = await ProblemsAsync(
            """
            { a: studies(where: { or: [{ doi: { eq: "10.5555/abc" } }, { doi: { in: ["10.5555/abc", "nope", 7] } }] }) { totalCount }
              b: studies(first: "ten", order: [{ title: UP }]) { totalCount } }
            """,
            "{}"
        );

        Assert.Equal(
            [
                "VALIDATION where.or.1.doi.in.1 | Expected a DOI such as 10.5555/abc or https://doi.org/10.5555/abc.",
                "VALIDATION where.or.1.doi.in.2 | Expected a DOI such as 10.5555/abc or https://doi.org/10.5555/abc, as a string.",
                "VALIDATION first | Give a whole number from -2147483648 to 2147483647.",
                "VALIDATION order.0.title | Give SortDirection as one of ASC, DESC.",
            ],
            problems
        );
    }

    [Fact]
    public async Task The_path_of_a_variable_starts_where_it_is_used()
    {
        var problems = await ProblemsAsync(
            """
            query ($d: [DOI!], $first: Int!, $by: RecordBy!) {
              studies(first: $first, where: { or: [{ doi: { in: $d } }] }) { totalCount }
              study(by: $by) { id }
            }
            """,
            """{ "d": ["10.5555/abc", null, "nope"], "by": { "slug": "a", "doi": "10.5555/abc" } }"""
        );

        Assert.Equal(["where.or.0.doi.in.1", "where.or.0.doi.in.2", "first", "by"], problems.Select(one => one.Split(' ')[1]));
    }

    [Fact]
    public async Task Of_thousands_of_problems_a_hundred_are_told()
    {
        var many = JsonSerializer.Serialize(new { d = Enumerable.Repeat("nope", 3000) });

        var problems = await ProblemsAsync("query ($d: [DOI!]) { studies(where: { doi: { in: $d } }) { totalCount } }", many);

        Assert.Equal(100, problems.Count);
    }

    [Theory]
    [InlineData("""a\u0000b""", "U+0000")]
    [InlineData("""a\ud800b""", "surrogate")]
    [InlineData("""a\udc00\ud800""", "surrogate")]
    public async Task A_string_that_is_no_text_is_refused_by_its_path_and_nothing_is_kept(string text, string reason)
    {
        var token = await hub.TokenAsync("broken-text", Role.Researcher);
        const string literal =
            "mutation { createSavedSearch(input: { name: \"no-text\", query: \"TEXT\", cadence: DAILY }) { errors { code } } }";

        foreach (
            var body in new[]
            {
                $$$$"""{"query":"{{{{Create}}}}","variables":{"v":{"name":"no-text","cadence":"DAILY","query":"{{{{text}}}}"}}}""",
                $$"""{"query":{{JsonSerializer.Serialize(literal.Replace("TEXT", text, StringComparison.Ordinal))}}}""",
            }
        )
        {
            var (status, answer) = await PostAsync(body, token);

            var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.StartsWith("VALIDATION input.query ", Told(error), StringComparison.Ordinal);
            Assert.Contains(reason, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        }
        Assert.Equal(0, await hub.Database.ScalarAsync<long>("select count(*) from saved_searches where name = 'no-text'", Cancel));
    }

    [Theory]
    [InlineData("""{"query":"{ repository { version } }","variables":{"\ud800":1}}""")]
    [InlineData("""{"query":"{ repository { version } }","operationName":"\ud800"}""")]
    [InlineData("""{"query":"{ repository { version } \ud800 }"}""")]
    public async Task Elsewhere_in_a_request_it_is_no_fault_of_the_server(string body)
    {
        var (status, answer) = await PostAsync(body, token: null);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("INVALID", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Nor_is_it_in_the_variables_of_an_address()
    {
        using var response = await hub.Http.GetAsync(
            "/graphql?query="
                + Uri.EscapeDataString("{ repository { version } }")
                + "&variables="
                + Uri.EscapeDataString("{\"\\ud800\":1}"),
            Cancel
        );

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Whole_pairs_are_text()
    {
        var (status, answer) = await PostAsync(
            """{"query":"query ($q: String!) { search(query: $q) { totalCount } }","variables":{"q":"\ud83d\ude00"}}""",
            token: null
        );

        Assert.Equal((HttpStatusCode.OK, false), (status, answer.TryGetProperty("errors", out _)));
    }

    [Fact]
    public async Task A_forged_cursor_with_NUL_in_it_is_no_cursor()
    {
        var page = await hub.DataAsync("{ studies(first: 1, order: [{ title: ASC }]) { pageInfo { endCursor } } }");
        var cursor = page.GetProperty("studies").GetProperty("pageInfo").GetProperty("endCursor").GetString()!;
        var parts = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(cursor)).RootElement;
        var forged = JsonSerializer.SerializeToUtf8Bytes(
            new object[] { parts[0].GetInt32(), parts[1].GetString()!, parts[2].EnumerateArray().Select(key => key.GetString() + "\0") }
        );

        var error = await hub.ErrorAsync(
            "query ($c: String) { studies(after: $c, order: [{ title: ASC }]) { nodes { id } } }",
            new { c = System.Buffers.Text.Base64Url.EncodeToString(forged) }
        );

        Assert.Equal("CURSOR_INVALID", error.Code);
    }

    private async Task<IReadOnlyList<string>> ProblemsAsync(string query, string variables)
    {
        var (_, answer) = await PostAsync($$"""{"query":{{JsonSerializer.Serialize(query)}},"variables":{{variables}}}""", token: null);
        return [.. answer.GetProperty("errors").EnumerateArray().Select(Told)];
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(string body, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Headers.Add("Accept", "application/graphql-response+json");
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await hub.Http.SendAsync(request, Cancel);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancel)));
    }

    private static string Told(JsonElement error)
    {
        var extensions = error.GetProperty("extensions");
        var path = extensions.TryGetProperty("path", out var steps)
            ? string.Join('.', steps.EnumerateArray().Select(step => step.ToString()))
            : "";
        var fix = extensions.TryGetProperty("fix", out var said) ? said.GetString() : error.GetProperty("message").GetString();
        return $"{extensions.GetProperty("code").GetString()} {path} | {fix}";
    }
}
