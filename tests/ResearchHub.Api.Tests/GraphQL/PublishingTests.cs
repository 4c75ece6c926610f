using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>From draft to retraction, over HTTP, as different people.</summary>
public sealed class PublishingTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Create =
        "mutation ($i: CreateStudyInput!) { createStudy(input: $i) { study { id slug state revision title contributors { nameAsPrinted researcher { name } } concepts { notation } places { code } doi } errors { __typename code message path } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_study_goes_from_draft_to_publication_and_is_found_then_retracted()
    {
        var (ana, curator) = (await TokenAsync("ana", Role.Researcher), await TokenAsync("cura", Role.Curator));
        var draft = (await AskAsync(ana, Create, new { i = Study("Uticaj doznaka na Vojvodinu") }))
            .GetProperty("createStudy")
            .GetProperty("study");
        var id = draft.GetProperty("id").GetString()!;
        Assert.Equal("DRAFT", draft.GetProperty("state").GetString());
        Assert.Equal("Ana Petrović", draft.GetProperty("contributors")[0].GetProperty("nameAsPrinted").GetString());
        Assert.Equal("RS", draft.GetProperty("places")[0].GetProperty("code").GetString());
        Assert.Equal(
            JsonValueKind.Null,
            (await hub.DataAsync("query ($id: ID!) { node(id: $id) { id } }", new { id })).GetProperty("node").ValueKind
        );

        Assert.Equal("SUBMITTED", await StepAsync(ana, "submitOutput", id));
        Assert.Equal("IN_REVIEW", await StepAsync(curator, "startReview", id));
        Assert.Equal("CHANGES_REQUESTED", await StepAsync(curator, "requestChanges", id, "Name your sources."));
        Assert.Equal("SUBMITTED", await StepAsync(ana, "submitOutput", id));
        Assert.Equal("ACCEPTED", await StepAsync(curator, "acceptOutput", id));
        Assert.Equal("PUBLISHED", await StepAsync(ana, "publishOutput", id));

        var end = await hub.EndOfFeedAsync();
        var found = await hub.DataAsync(
            "query ($s: String) { search(query: \"vojvodina doznake\", minSequence: $s) { nodes { ... on Study { title state } } } }",
            new { s = end }
        );
        Assert.Contains("Uticaj doznaka na Vojvodinu", found.GetRawText(), StringComparison.Ordinal);

        Assert.Equal("RETRACTED", await StepAsync(curator, "retractOutput", id, "The survey was made up."));
        var node = (
            await hub.DataAsync("query ($id: ID!) { node(id: $id) { ... on Study { state stateReason } } }", new { id })
        ).GetProperty("node");
        Assert.Equal("""{"state":"RETRACTED","stateReason":"The survey was made up."}""", node.GetRawText());
    }

    [Fact]
    public async Task Of_two_revisions_at_once_one_wins_and_the_other_sees_both()
    {
        var ana = await TokenAsync("two", Role.Researcher);
        var id = await DraftAsync(ana);
        const string Revise =
            "mutation ($i: ReviseStudyInput!) { reviseStudy(input: $i) { study { title revision } errors { __typename code ... on ConflictError { expectedRevision current { title revision } } } } }";

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n =>
                    AskAsync(
                        ana,
                        Revise,
                        new
                        {
                            i = new
                            {
                                id,
                                expectedRevision = 1,
                                titles = new[] { new { language = "en", text = $"Title {n}" } },
                            },
                        }
                    )
                )
        );

        var won = Assert.Single(
            answers,
            answer => answer.GetProperty("reviseStudy").GetProperty("study").ValueKind == JsonValueKind.Object
        );
        var title = won.GetProperty("reviseStudy").GetProperty("study").GetProperty("title").GetString();
        Assert.All(
            answers.Where(answer => answer.GetRawText() != won.GetRawText()),
            answer =>
            {
                var error = Assert.Single(answer.GetProperty("reviseStudy").GetProperty("errors").EnumerateArray());
                Assert.Equal("CONFLICT", error.GetProperty("code").GetString());
                Assert.Equal(title, error.GetProperty("current").GetProperty("title").GetString());
                Assert.Equal(2, error.GetProperty("current").GetProperty("revision").GetInt32());
            }
        );
    }

    [Fact]
    public async Task Who_comes_second_is_told_what_each_of_both_has_changed_and_nothing_of_it_is_kept()
    {
        var ana = await TokenAsync("both", Role.Researcher);
        var id = await DraftAsync(ana);
        await hub.DoneAsync(ana, "reviseStudy", Content("First", new { publisher = "IOM" }));
        const string Revise = """
            mutation ($i: ReviseStudyInput!) { reviseStudy(input: $i) { errors { code path ... on ConflictError {
              theirs { field before after } yours { field before after } current { ... on Study { title publisher publishedYear } } } } } }
            """;

        var second = await AskAsync(ana, Revise, new { i = Content("Second", new { publishedYear = 2031 }) });
        var invalid = await AskAsync(ana, Revise, new { i = Content("Second", new { publishedYear = 3 }) });
        var now = await hub.DataAsAsync(
            ana,
            "query ($id: ID!) { node(id: $id) { ... on Study { title revision revisions { totalCount } } } }",
            new { id }
        );

        var error = second.GetProperty("reviseStudy").GetProperty("errors")[0];
        Assert.Equal(
            ["publisher: [\"Here\"] [\"IOM\"]", "titles: [\"sr-Latn: A draft\"] [\"en: First\"]"],
            Changes(error.GetProperty("theirs"))
        );
        Assert.Equal(
            ["publishedYear: [\"2026\"] [\"2031\"]", "titles: [\"en: First\"] [\"en: Second\"]"],
            Changes(error.GetProperty("yours"))
        );
        Assert.Equal("""{"title":"First","publisher":"IOM","publishedYear":2026}""", error.GetProperty("current").GetRawText());
        Assert.Equal(["CONFLICT input.expectedRevision", "INVALID input.publishedYear"], invalid.GetProperty("reviseStudy").Problems());
        Assert.Equal("""{"node":{"title":"First","revision":2,"revisions":{"totalCount":2}}}""", now.GetRawText());

        static IEnumerable<string> Changes(JsonElement changes) =>
            changes.EnumerateArray().Select(one => $"{one.GetProperty("field")}: {one.GetProperty("before")} {one.GetProperty("after")}");
        Dictionary<string, object> Content(string title, object more) =>
            JsonSerializer
                .Deserialize<Dictionary<string, object>>(JsonSerializer.Serialize(more))!
                .Append(new("id", id))
                .Append(new("expectedRevision", 1))
                .Append(new("titles", new[] { new { language = "en", text = title } }))
                .ToDictionary();
    }

    [Fact]
    public async Task What_is_absent_stays_and_null_clears()
    {
        var ana = await TokenAsync("absent", Role.Researcher);
        var id = await DraftAsync(ana);
        const string Revise =
            "mutation ($i: ReviseStudyInput!) { reviseStudy(input: $i) { study { title publisher publishedYear concepts { notation } places { code } } errors { code } } }";

        var answer = await AskAsync(
            ana,
            Revise,
            new
            {
                i = new Dictionary<string, object?>
                {
                    ["id"] = id,
                    ["expectedRevision"] = 1,
                    ["publisher"] = null,
                    ["places"] = null,
                },
            }
        );

        Assert.Equal(
            """{"title":"A draft","publisher":null,"publishedYear":2026,"concepts":[{"notation":"remittances"}],"places":[]}""",
            answer.GetProperty("reviseStudy").GetProperty("study").GetRawText()
        );
    }

    [Fact]
    public async Task All_problems_are_told_at_once_and_nothing_is_kept()
    {
        var ana = await TokenAsync("wrong", Role.Researcher);
        var before = await CountAsync();

        var answer = await AskAsync(
            ana,
            Create,
            new
            {
                i = new
                {
                    type = "REPORT",
                    titles = new[] { new { language = "en", text = " " }, new { language = "EN", text = "Twice" } },
                    publishedYear = 12,
                    doi = "10.5555/remit",
                    license = "MINE",
                    places = new[] { "XX" },
                    concepts = new[] { "nonsense" },
                    contributors = new object[] { new { }, new { researcher = "UmVzZWFyY2hlcjo5OTk" } },
                    links = new[] { new { url = "javascript:alert(1)", kind = "FULL_TEXT" } },
                },
            }
        );

        var paths = answer
            .GetProperty("createStudy")
            .GetProperty("errors")
            .EnumerateArray()
            .Select(error => string.Join('.', error.GetProperty("path").EnumerateArray().Select(step => step.GetString())));
        Assert.Equal(
            [
                "input.titles.0.text",
                "input.titles.1.language",
                "input.publishedYear",
                "input.contributors.0",
                "input.links.0.url",
                "input.contributors.1",
                "input.concepts.0",
                "input.places.0",
                "input.license",
                "input.doi",
            ],
            paths
        );
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task A_token_that_is_none_is_refused_and_not_taken_for_anonymous()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = "{ __typename }" }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "rhub_nonsense");

        using var response = await hub.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("UNAUTHENTICATED", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_viewer_sees_own_drafts_and_what_the_token_allows()
    {
        var ana = await TokenAsync("viewer", Role.Researcher);
        await DraftAsync(ana);

        var viewer = (await AskAsync(ana, "{ viewer { email role scopes outputs { totalCount nodes { title state } } } }")).GetProperty(
            "viewer"
        );

        Assert.Equal(
            """{"email":"viewer@example.org","role":"RESEARCHER","scopes":["READ","WRITE"],"outputs":{"totalCount":1,"nodes":[{"title":"A draft","state":"DRAFT"}]}}""",
            viewer.GetRawText()
        );
    }

    [Fact]
    public async Task A_draft_can_be_deleted_but_nothing_that_was_published()
    {
        var ana = await TokenAsync("deleting", Role.Researcher);
        var curator = await TokenAsync("deleting-curator", Role.Curator);
        var id = await DraftAsync(ana);
        const string Delete = "mutation ($i: DeleteDraftInput!) { deleteDraft(input: $i) { errors { code } } }";

        Assert.Equal(
            "[]",
            (await AskAsync(ana, Delete, new { i = new { id } })).GetProperty("deleteDraft").GetProperty("errors").GetRawText()
        );
        Assert.Equal("NOT_FOUND", Code(await AskAsync(ana, Delete, new { i = new { id } }), "deleteDraft"));
        Assert.Equal("STATE", Code(await AskAsync(curator, Delete, new { i = new { id = "U3R1ZHk6MTAx" } }), "deleteDraft"));
    }

    private static string? Code(JsonElement data, string field) =>
        data.GetProperty(field).GetProperty("errors")[0].GetProperty("code").GetString();

    private static object Study(string title) =>
        new
        {
            type = "REPORT",
            titles = new[] { new { language = "sr-Latn", text = title } },
            publishedYear = 2026,
            publisher = "Here",
            contributors = new[] { new { researcher = "UmVzZWFyY2hlcjozMQ" } },
            concepts = new[] { "Q29uY2VwdDoxMw" },
            places = new[] { "RS" },
        };

    private async Task<string> DraftAsync(string token)
    {
        var answer = await AskAsync(token, Create, new { i = Study("A draft") });
        return answer.GetProperty("createStudy").GetProperty("study").GetProperty("id").GetString()!;
    }

    private async Task<string?> StepAsync(string token, string mutation, string id, string? reason = null)
    {
        var input = char.ToUpperInvariant(mutation[0]) + mutation[1..] + "Input";
        object arguments = reason is null ? new { id } : new { id, reason };
        var answer = await AskAsync(
            token,
            $"mutation ($i: {input}!) {{ {mutation}(input: $i) {{ output {{ state }} errors {{ code message }} }} }}",
            new { i = arguments }
        );
        Assert.Equal("[]", answer.GetProperty(mutation).GetProperty("errors").GetRawText());
        return answer.GetProperty(mutation).GetProperty("output").GetProperty("state").GetString();
    }

    private async Task<JsonElement> AskAsync(string token, string query, object? variables = null)
    {
        var answer = await SendAsync(token, query, variables);
        Assert.False(answer.TryGetProperty("errors", out _), answer.GetRawText());
        return answer.GetProperty("data");
    }

    private async Task<JsonElement> SendAsync(string? token, string query, object? variables)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        using var response = await hub.Http.SendAsync(request, Cancel);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    private Task<string> TokenAsync(string who, Role role) =>
        hub.Services.GetRequiredService<TokenService>().IssueAsync($"{who}@example.org", role, "test", Cancel);

    private Task<long> CountAsync() => hub.Database.ScalarAsync<long>("select count(*) from research_outputs", Cancel);
}
