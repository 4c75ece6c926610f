using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Calls;

/// <summary>Partners are found by what they show to everybody, and calls reach those whom they speak to.</summary>
public sealed class CollaborationCallTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Inbox = "subscription { notificationReceived { notification { kind topic { id } } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Partners_are_found_by_what_they_show_and_not_by_what_they_hide()
    {
        await PersonAsync("p-open", 9600, "{}");
        await PersonAsync("p-hidden", 9610, """{"OPEN_TO":"PRIVATE"}""");
        await PersonAsync("p-secret", 9620, """{"AFFILIATIONS":"MEMBERS","EXPERTISE":"PRIVATE"}""");
        const string Query = """
            query ($where: ResearcherFilter) { researchers(where: { and: [{ slug: { startsWith: "p-" } }, $where] }) { nodes { slug } } }
            """;
        async Task<string> FindAsync(string where)
        {
            var found = await hub.DataAsync(
                Query.Replace("($where: ResearcherFilter)", "", StringComparison.Ordinal).Replace("$where", where, StringComparison.Ordinal)
            );
            return string.Join(
                ' ',
                found.GetProperty("researchers").GetProperty("nodes").EnumerateArray().Select(one => one.GetProperty("slug").GetString())
            );
        }

        Assert.Equal("p-open p-secret", await FindAsync("{ openTo: { some: { eq: COLLABORATION } } }"));
        Assert.Equal("p-open p-hidden", await FindAsync("{ places: { some: { within: { eq: \"150\" } } } }"));
        Assert.Equal("p-open p-hidden", await FindAsync("{ expertise: { some: { notation: { eq: \"remittances\" } } } }"));
        Assert.Equal("p-open p-hidden p-secret", await FindAsync("{ languages: { some: { eq: \"sr\" } }, sector: { eq: ACADEMIA } }"));
    }

    [Fact]
    public async Task A_call_reaches_those_whom_it_speaks_to_is_answered_once_and_closed()
    {
        var owner = await hub.TokenAsync("m-owner", Role.Researcher);
        var (match, hidden) = (
            await PersonAsync("m-match", 9630, "{}"),
            await PersonAsync("m-hidden", 9640, """{"EXPERTISE":"PRIVATE"}""")
        );
        await using var inbox = await EventStream.OpenAsync(hub.Http, match, Inbox);

        var made = await hub.DoneAsync(
            owner,
            "openCollaborationCall",
            Call("Doznake u gradovima"),
            "call { id isOpen concepts { notation } }"
        );
        var call = made.GetProperty("call").GetProperty("id").GetString();
        var told = await inbox.NextAsync();
        var forMatch = await ForViewerAsync(match);
        var forHidden = await ForViewerAsync(hidden);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(n => hub.RunAsync(match, "answerCollaborationCall", new { id = call, message = $"I can, {n}." }))
        );
        var own = await hub.RunAsync(owner, "answerCollaborationCall", new { id = call, message = "Me too." });
        var seen = await AnswersAsync(owner, call);
        var unseen = await AnswersAsync(hidden, call);
        var foreign = await hub.RunAsync(match, "closeCollaborationCall", new { id = call });
        var closed = await hub.DoneAsync(owner, "closeCollaborationCall", new { id = call, outcome = "Found." }, "call { isOpen outcome }");
        var late = await hub.RunAsync(hidden, "answerCollaborationCall", new { id = call, message = "And I?" });

        Assert.Equal("CALL_MATCHED", told.GetProperty("notification").GetProperty("kind").GetString());
        Assert.Equal("1", forMatch);
        Assert.Equal("0", forHidden);
        Assert.Single(answers, one => one.Problems() is []);
        Assert.Equal(3, answers.Count(one => one.Problems() is ["INVALID input.id"]));
        Assert.Equal(["INVALID input.id"], own.Problems());
        Assert.Contains("\"totalCount\":1", seen, StringComparison.Ordinal);
        Assert.Contains("\"answers\":null", unseen, StringComparison.Ordinal);
        Assert.Equal(["FORBIDDEN input.id"], foreign.Problems());
        Assert.Equal("""{"isOpen":false,"outcome":"Found."}""", closed.GetProperty("call").GetRawText());
        Assert.Equal(["INVALID input.id"], late.Problems());
        Assert.True(NodeId.TryDecode(call, out _, out var key));
        Assert.Equal(
            1L,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from activities where kind = 'CALL_MATCHED' and topic_type = 'CollaborationCall' and topic_id = {key}",
                Cancel
            )
        );
    }

    [Fact]
    public async Task Who_knows_a_language_in_one_script_is_found_for_it_in_another()
    {
        var owner = await hub.TokenAsync("l-owner", Role.Researcher);
        var latin = await PersonAsync("l-latin", 9650, "{}", "sr-Latn", "REVIEW");
        var english = await PersonAsync("l-english", 9660, "{}", "en-GB", "REVIEW");
        async Task<string> FoundAsync(string tag) =>
            (
                await hub.DataAsync(
                    $"{{ researchers(where: {{ slug: {{ startsWith: \"l-\" }}, languages: {{ some: {{ eq: \"{tag}\" }} }} }}) {{ nodes {{ slug }} }} }}"
                )
            )
                .GetProperty("researchers")
                .GetProperty("nodes")
                .GetRawText();

        await hub.DoneAsync(owner, "openCollaborationCall", Call("Ćirilica", "REVIEW", "sr-Cyrl"), "call { id }");

        const string Cyrillic =
            "{ collaborationCalls(forViewer: true, where: { languages: { some: { eq: \"sr-Cyrl\" } } }) { totalCount } }";
        Assert.Equal("""{"collaborationCalls":{"totalCount":1}}""", (await hub.DataAsAsync(latin, Cyrillic)).GetRawText());
        Assert.Equal("""{"collaborationCalls":{"totalCount":0}}""", (await hub.DataAsAsync(english, Cyrillic)).GetRawText());
        Assert.Equal("""[{"slug":"l-latin"}]""", await FoundAsync("sr"));
        Assert.Equal("""[{"slug":"l-latin"}]""", await FoundAsync("sr-Latn"));
        Assert.Equal("[]", await FoundAsync("sr-Cyrl"));
    }

    [Fact]
    public async Task A_call_that_speaks_to_many_tells_all_of_them()
    {
        const int Many = 1_201;
        var owner = await hub.TokenAsync("many-owner", Role.Researcher);
        var last = await PersonAsync("many-last", 9670, "{}", openTo: "MENTORING");
        await hub.Database.ExecuteAsync(
            $$"""
            insert into researchers (id, slug, name, family_name, sort_name, name_key, sector, created_at, updated_at, open_to)
            select 700000 + i, 'many-' || i, 'Person', 'Person', 'Person', 'many ' || i, 'ACADEMIA', now(), now(), '{MENTORING}' from generate_series(1, {{Many
                - 1}}) i;
            insert into users (id, email, name, role, created_at, researcher_id)
            select 1 - i, 'many-' || i || '@example.org', 'Person', 'READER', now(), 700000 + i from generate_series(1, {{Many - 1}}) i;
            """,
            Cancel
        );
        await using var inbox = await EventStream.OpenAsync(hub.Http, last, Inbox);

        var made = await hub.DoneAsync(
            owner,
            "openCollaborationCall",
            new
            {
                title = "All",
                description = "Everybody.",
                seeks = "MENTORING",
                deadline = Deadline,
            },
            "call { id }"
        );

        var call = made.GetProperty("call").GetProperty("id").GetString();
        Assert.True(NodeId.TryDecode(call, out _, out var key));
        var matched = await ToldAsync("CALL_MATCHED");
        await hub.Database.ExecuteAsync(
            $"insert into call_answers (call_id, user_id, message, answered_at) select {key}, user_id, 'I can.', now() from notifications where topic_id = {key} order by user_id",
            Cancel
        );
        foreach (var follower in new[] { last, await hub.TokenAsync("many-follower", Role.Researcher) })
        {
            await hub.DoneAsync(follower, "follow", new { subject = call });
        }
        await hub.DoneAsync(owner, "closeCollaborationCall", new { id = call, outcome = "Found." });
        var closed = await ToldAsync("CALL_CLOSED");

        Assert.Equal((Many, Many + 1), (matched, closed));
        Assert.Equal(
            (500, 1),
            (
                await hub.Database.ScalarAsync<int>($"select max(cardinality(addressed)) from activities where topic_id = {key}", Cancel),
                await hub.Database.ScalarAsync<long>(
                    $"select count(*) from notifications where kind = 'CALL_CLOSED' and topic_id = {key} and not is_addressed",
                    Cancel
                )
            )
        );

        async Task<long> ToldAsync(string kind)
        {
            JsonElement told;
            do
            {
                told = (await inbox.NextAsync()).GetProperty("notification");
            } while (told.GetProperty("kind").GetString() != kind);
            return await hub.Database.ScalarAsync<long>(
                $"select count(*) from notifications where kind = '{kind}' and topic_type = 'CollaborationCall' and topic_id = {key}",
                Cancel
            );
        }
    }

    [Fact]
    public async Task A_call_that_cannot_be_opened_is_refused_with_all_problems_at_once()
    {
        var owner = await hub.TokenAsync("b-owner", Role.Researcher);
        var before = await hub.Database.ScalarAsync<long>("select count(*) from collaboration_calls", Cancel);

        var bad = await hub.RunAsync(
            owner,
            "openCollaborationCall",
            new
            {
                title = " ",
                description = "",
                seeks = "REVIEW",
                deadline = "2001-01-01",
                place = "nowhere",
                concepts = new[] { "?" },
            }
        );
        var foreign = await hub.RunAsync(
            owner,
            "openCollaborationCall",
            new
            {
                title = "T",
                description = "D",
                seeks = "REVIEW",
                deadline = Deadline,
                community = NodeId.Encode("Community", 1),
            }
        );

        Assert.Equal(
            ["INVALID input.title", "INVALID input.description", "INVALID input.deadline", "INVALID input.place", "INVALID input.concepts"],
            bad.Problems()
        );
        Assert.Equal(["NOT_FOUND input.community"], foreign.Problems());
        Assert.Equal(before, await hub.Database.ScalarAsync<long>("select count(*) from collaboration_calls", Cancel));
    }

    [Fact]
    public async Task Lists_of_calls_cost_the_statements_of_one()
    {
        var owner = await hub.TokenAsync("s-owner", Role.Researcher);
        // They speak to nobody: listeners of other tests would be told meanwhile, and their statements counted.
        for (var n = 0; n < 10; n++)
        {
            await hub.DoneAsync(owner, "openCollaborationCall", Call($"Call {n}", seeks: "MEDIA"));
        }
        const string Query =
            "query ($first: Int) { collaborationCalls(first: $first, where: { seeks: { eq: MEDIA }, deadline: { gte: \"2020-01-01\" } }, order: [{ deadline: ASC }]) { totalCount nodes { title place { code } concepts { notation } openedBy { name } viewerAnswer { message } community { name } } } }";

        var one = await hub.StatementsAsync(owner, Query, new { first = 1 });
        var ten = await hub.StatementsAsync(owner, Query, new { first = 10 });

        Assert.Equal(one, ten);
    }

    private string Deadline => hub.Clock.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private object Call(string title, string seeks = "COLLABORATION", string languages = "sr") =>
        new
        {
            title,
            description = "Who knows about transfers?",
            seeks,
            deadline = Deadline,
            place = "150",
            languages = new[] { languages },
            sectors = new[] { "ACADEMIA" },
            concepts = new[] { NodeId.Encode("Concept", 12) },
        };

    private async Task<string> ForViewerAsync(string token)
    {
        var answer = await hub.DataAsAsync(
            token,
            "{ collaborationCalls(forViewer: true, where: { languages: { some: { eq: \"sr\" } } }) { totalCount } }"
        );
        return answer.GetProperty("collaborationCalls").GetProperty("totalCount").GetRawText();
    }

    private async Task<string> AnswersAsync(string token, string? call)
    {
        var answer = await hub.DataAsAsync(
            token,
            "query ($id: ID!) { node(id: $id) { ... on CollaborationCall { answers { totalCount nodes { message user { name } } } } } }",
            new { id = call }
        );
        return answer.GetProperty("node").GetRawText();
    }

    /// <summary>A researcher in Serbia who knows about remittances, with an account.</summary>
    private async Task<string> PersonAsync(
        string who,
        int key,
        string restricted,
        string languages = "sr,en",
        string openTo = "COLLABORATION"
    )
    {
        var token = await hub.TokenAsync(who, Role.Researcher);
        await hub.Database.ExecuteAsync(
            $$"""
            insert into researchers (id, slug, name, family_name, sort_name, name_key, sector, created_at, updated_at, languages, open_to, restricted)
            values ({{key}}, '{{who}}', 'Person', 'Person', 'Person {{key}}', 'person {{key}}', 'ACADEMIA', now(), now(), '{{{languages}}}', '{{{openTo}}}', '{{restricted}}');
            insert into affiliations (id, researcher_id, organization_id) values ({{key + 1}}, {{key}}, 22);
            insert into researcher_expertise (researcher_id, concept_id) values ({{key}}, 13);
            update users set researcher_id = {{key}} where email = '{{who}}@example.org';
            """,
            Cancel
        );
        return token;
    }
}
