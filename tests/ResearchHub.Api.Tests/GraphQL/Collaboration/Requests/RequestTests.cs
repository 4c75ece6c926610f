using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Requests;

/// <summary>Corrections and deletions are asked for, talked about and answered; others than the parties learn nothing but the answer.</summary>
public sealed class RequestTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Timeline = "timeline { totalCount nodes { kind text actor { name } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_correction_is_asked_talked_about_answered_and_its_answer_stands_beside_the_output()
    {
        var (ana, owner) = (await hub.TokenAsync("c-ana", Role.Researcher), await hub.TokenAsync("c-owner", Role.Researcher));
        var output = await OwnedStudyAsync(8100, "c-owner");
        var id = await CorrectionAsync(ana, output, new { proposed = "Doznake u Srbiji" });

        var waiting = await hub.DataAsAsync(
            owner,
            "{ viewer { requests(part: RECEIVER, where: { status: { eq: SUBMITTED } }) { totalCount nodes { id kind title actions topic { id } receiver { kind output { slug } } details { ... on CorrectionDetails { field proposed } } } } } }"
        );
        await hub.DoneAsync(owner, "askForMoreInformation", new { id, text = "Where does it say so?" });
        var asked = await hub.DoneAsync(ana, "commentOnRequest", new { id, text = "On page 3." }, "request { isAwaitingCreator }");
        var wordless = await hub.RunAsync(owner, "acceptRequest", new { id });
        var done = await hub.DoneAsync(
            owner,
            "acceptRequest",
            new { id, outcome = "Put right in version 2." },
            $"request {{ status outcome decidedBy {{ name }} {Timeline} }}"
        );
        var publicly = await hub.DataAsync(
            $"{{ node(id: \"{output}\") {{ ... on Study {{ corrections {{ totalCount nodes {{ field status proposed outcome }} }} }} }} }}"
        );

        var request = waiting.GetProperty("viewer").GetProperty("requests").GetProperty("nodes")[0];
        Assert.Equal(id, request.GetProperty("id").GetString());
        Assert.Equal(output, request.GetProperty("topic").GetProperty("id").GetString());
        Assert.Equal("""{"kind":"OUTPUT","output":{"slug":"s-8100"}}""", request.GetProperty("receiver").GetRawText());
        Assert.Equal("""{"field":"TITLE","proposed":"Doznake u Srbiji"}""", request.GetProperty("details").GetRawText());
        Assert.Equal("""["ACCEPT","DECLINE","COMMENT","ASK_FOR_MORE","ASSIGN_REVIEWERS"]""", request.GetProperty("actions").GetRawText());
        Assert.False(asked.GetProperty("request").GetProperty("isAwaitingCreator").GetBoolean());
        Assert.Equal(["INVALID input.outcome"], wordless.Problems());
        Assert.Equal(
            """{"status":"ACCEPTED","outcome":"Put right in version 2.","decidedBy":{"name":"c-owner"},"timeline":{"totalCount":5,"nodes":[{"kind":"CREATED","text":null,"actor":{"name":"c-ana"}},{"kind":"SUBMITTED","text":null,"actor":{"name":"c-ana"}},{"kind":"MORE_ASKED","text":"Where does it say so?","actor":{"name":"c-owner"}},{"kind":"COMMENTED","text":"On page 3.","actor":{"name":"c-ana"}},{"kind":"ACCEPTED","text":"Put right in version 2.","actor":{"name":"c-owner"}}]}}""",
            done.GetProperty("request").GetRawText()
        );
        Assert.Equal(
            """{"totalCount":1,"nodes":[{"field":"TITLE","status":"ACCEPTED","proposed":"Doznake u Srbiji","outcome":"Put right in version 2."}]}""",
            publicly.GetProperty("node").GetProperty("corrections").GetRawText()
        );
    }

    [Fact]
    public async Task A_request_exists_for_its_parties_alone()
    {
        var (ana, owner) = (await hub.TokenAsync("p-ana", Role.Researcher), await hub.TokenAsync("p-owner", Role.Researcher));
        var (stranger, curator) = (await hub.TokenAsync("p-stranger", Role.Researcher), await hub.TokenAsync("p-curator", Role.Curator));
        var expert = await hub.TokenAsync("p-expert", Role.Researcher);
        var output = await OwnedStudyAsync(8200, "p-owner");
        var kept = await CorrectionAsync(ana, output, new { isDraft = true });
        async Task<string[]> SeenByAsync(string id)
        {
            var seen = new List<string>();
            foreach (
                var (who, token) in new[]
                {
                    ("ana", ana),
                    ("owner", owner),
                    ("stranger", stranger),
                    ("curator", curator),
                    ("expert", expert),
                }
            )
            {
                var answer = await hub.DataAsAsync(token, "query ($id: ID!) { request(id: $id) { id } node(id: $id) { id } }", new { id });
                if (answer.GetProperty("request").ValueKind != JsonValueKind.Null)
                {
                    seen.Add(who);
                }
                Assert.Equal(answer.GetProperty("request").GetRawText(), answer.GetProperty("node").GetRawText());
            }
            return [.. seen];
        }

        var before = await SeenByAsync(kept);
        await hub.DoneAsync(ana, "submitRequest", new { id = kept });
        var sent = await SeenByAsync(kept);
        await hub.DoneAsync(owner, "assignRequestReviewers", new { id = kept, reviewers = new[] { await UserAsync("p-expert") } });
        var reviewed = await SeenByAsync(kept);
        var anonymous = await hub.SendAsync(null, $"{{ request(id: \"{kept}\") {{ id }} }}");
        var publicly = await hub.DataAsync(
            $"{{ node(id: \"{output}\") {{ ... on Study {{ corrections {{ nodes {{ status proposed outcome }} }} }} }} }}"
        );

        Assert.Equal(["ana"], before);
        Assert.Equal(["ana", "owner", "curator"], sent);
        Assert.Equal(["ana", "owner", "curator", "expert"], reviewed);
        Assert.Contains("UNAUTHENTICATED", anonymous.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            """{"nodes":[{"status":"SUBMITTED","proposed":null,"outcome":null}]}""",
            publicly.GetProperty("node").GetProperty("corrections").GetRawText()
        );
    }

    [Fact]
    public async Task A_deletion_that_a_curator_accepts_withdraws_the_record_and_leaves_a_tombstone()
    {
        var (owner, curator) = (await hub.TokenAsync("d-owner", Role.Researcher), await hub.TokenAsync("d-curator", Role.Curator));
        var output = await OwnedStudyAsync(8300, "d-owner");
        var made = await hub.DoneAsync(owner, "requestDeletion", new { output, message = "It names people." }, "request { id }");
        var id = made.GetProperty("request").GetProperty("id").GetString();
        var twice = await hub.RunAsync(owner, "requestDeletion", new { output, message = "Again." });
        var own = await hub.RunAsync(owner, "acceptRequest", new { id, outcome = "Yes." });
        var decided = await Task.WhenAll(
            hub.RunAsync(curator, "acceptRequest", new { id, outcome = "Names of people." }),
            hub.RunAsync(curator, "acceptRequest", new { id, outcome = "Names of people." })
        );
        var after = await hub.DataAsync($"{{ node(id: \"{output}\") {{ ... on Study {{ state stateReason }} }} }}");

        Assert.Equal(["INVALID input"], twice.Problems());
        Assert.Equal(["FORBIDDEN input.id"], own.Problems());
        Assert.Single(decided, one => one.Problems() is []);
        Assert.Single(decided, one => one.Problems() is ["STATE input.id"]);
        Assert.Equal("""{"node":{"state":"WITHDRAWN","stateReason":"Names of people."}}""", after.GetRawText());
        var history = await hub.DataAsAsync(
            curator,
            $"{{ node(id: \"{output}\") {{ ... on Study {{ revision revisions {{ nodes {{ revision kind actor {{ name }} changes {{ field before after }} }} }} }} }} }}"
        );
        Assert.Equal(
            """{"revision":2,"revisions":{"nodes":[{"revision":2,"kind":"STATE_CHANGED","actor":{"name":"d-curator"},"changes":[{"field":"state","before":["PUBLISHED"],"after":["WITHDRAWN"]}]}]}}""",
            history.GetProperty("node").GetRawText()
        );
    }

    [Fact]
    public async Task Asking_for_the_same_again_and_again_ends_for_a_day()
    {
        var (ana, curator) = (await hub.TokenAsync("e-ana", Role.Researcher), await hub.TokenAsync("e-curator", Role.Curator));
        var output = await OwnedStudyAsync(8450, "e-curator");
        for (var n = 0; n < 10; n++)
        {
            var made = await hub.DoneAsync(ana, "requestDeletion", new { output, message = "Away." }, "request { id }");
            await hub.DoneAsync(ana, "cancelRequest", new { id = made.GetProperty("request").GetProperty("id").GetString() });
        }

        var again = await hub.RunAsync(ana, "requestDeletion", new { output, message = "Away." });
        var other = await hub.RunAsync(curator, "requestDeletion", new { output, message = "Away." });

        Assert.Equal(["RATE_LIMITED input"], again.Problems());
        Assert.Empty(other.Problems());
        Assert.Equal(11, await hub.Database.ScalarAsync<long>("select count(*) from requests where topic_id = 8450", Cancel));
        hub.Clock.Advance(TimeSpan.FromHours(24));
        await hub.DoneAsync(ana, "requestDeletion", new { output, message = "Away." });
    }

    [Fact]
    public async Task Nobody_says_more_to_requests_in_a_while_than_comments_can_be_written()
    {
        var (ana, curator) = (await hub.TokenAsync("f-ana", Role.Researcher), await hub.TokenAsync("f-curator", Role.Curator));
        await hub.TokenAsync("f-owner", Role.Researcher);
        var output = await OwnedStudyAsync(8410, "f-owner");
        var made = await hub.DoneAsync(ana, "requestDeletion", new { output, message = "Away." }, "request { id }");
        var id = made.GetProperty("request").GetProperty("id").GetString();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 33).Select(n => hub.RunAsync(ana, "commentOnRequest", new { id, text = $"{n}" }))
        );
        var comment = await hub.RunAsync(ana, "postComment", new { subject = output, body = "More" });
        var asked = await hub.RunAsync(curator, "askForMoreInformation", new { id, text = "Why?" });

        Assert.Equal(30, answers.Count(answer => answer.Problems() is []));
        Assert.Equal(3, answers.Count(answer => answer.Problems() is ["RATE_LIMITED input"]));
        Assert.Equal(["RATE_LIMITED input"], comment.Problems());
        Assert.Empty(asked.Problems());
        Assert.Equal(
            30,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from request_events where kind = 'COMMENTED' and request_id = {NodeId.KeyOf(id, "Request")}",
                Cancel
            )
        );
        hub.Clock.Advance(TimeSpan.FromMinutes(6));
        await hub.DoneAsync(ana, "commentOnRequest", new { id, text = "Later" });
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused_with_all_problems_at_once_and_leaves_nothing()
    {
        var ana = await hub.TokenAsync("x-ana", Role.Researcher);
        var before = await hub.Database.ScalarAsync<long>("select count(*) from requests", Cancel);

        var nothing = await hub.RunAsync(
            ana,
            "requestCorrection",
            new
            {
                output = NodeId.Encode("Study", 104),
                field = "TITLE",
                message = " ",
                dueOn = "2001-01-01",
            }
        );
        var otherType = await hub.RunAsync(ana, "requestDeletion", new { output = NodeId.Encode("Dataset", 101), message = "Why." });
        var noId = await hub.RunAsync(ana, "requestDeletion", new { output = "?", message = "Why." });

        Assert.Equal(["INVALID input.message", "INVALID input.dueOn", "NOT_FOUND input.output"], nothing.Problems());
        Assert.Equal(["NOT_FOUND input.output"], otherType.Problems());
        Assert.Equal(["NOT_FOUND input.output"], noId.Problems());
        Assert.Equal(before, await hub.Database.ScalarAsync<long>("select count(*) from requests", Cancel));
    }

    [Fact]
    public async Task A_listener_to_a_timeline_hears_each_entry_once_and_a_stranger_nothing()
    {
        var (ana, owner) = (await hub.TokenAsync("t-ana", Role.Researcher), await hub.TokenAsync("t-owner", Role.Researcher));
        var stranger = await hub.TokenAsync("t-stranger", Role.Researcher);
        var id = await CorrectionAsync(ana, await OwnedStudyAsync(8400, "t-owner"), new { });
        await using var live = await ListenAsync(ana, id, null);

        await hub.DoneAsync(owner, "commentOnRequest", new { id, text = "One." });
        await hub.DoneAsync(owner, "declineRequest", new { id, outcome = "It is right." });

        var first = await live.NextAsync();
        var second = await live.NextAsync();
        Assert.Equal("""{"kind":"COMMENTED","text":"One."}""", first.GetProperty("event").GetRawText());
        Assert.Equal("""{"kind":"DECLINED","text":"It is right."}""", second.GetProperty("event").GetRawText());
        await using var resumed = await ListenAsync(ana, id, first.GetProperty("cursor").GetString());
        Assert.Equal(second.GetRawText(), (await resumed.NextAsync()).GetRawText());
        await using var refused = await ListenAsync(stranger, id, null);
        Assert.Contains("NOT_FOUND", await refused.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_many_requests_costs_the_statements_of_one()
    {
        var ana = await hub.TokenAsync("many-ana", Role.Researcher);
        const string Query =
            "query ($first: Int) { viewer { requests(first: $first) { totalCount nodes { title creator { name } topic { id } reviewers { name } receiver { output { title } } timeline(first: 2) { totalCount nodes { kind actor { name } } } } } } }";
        for (var n = 0; n < 20; n++)
        {
            await CorrectionAsync(ana, await OwnedStudyAsync(8500 + n, "many-ana"), new { });
        }

        var one = await hub.StatementsAsync(ana, Query, new { first = 1 });
        var twenty = await hub.StatementsAsync(ana, Query, new { first = 20 });

        Assert.Equal(one, twenty);
    }

    private async Task<string> CorrectionAsync(string token, string output, object more)
    {
        var input = JsonSerializer.Deserialize<Dictionary<string, object>>(JsonSerializer.Serialize(more))!;
        (input["output"], input["field"], input["message"]) = (output, "TITLE", "A word is missing.");
        var made = await hub.DoneAsync(token, "requestCorrection", input, "request { id }");
        return made.GetProperty("request").GetProperty("id").GetString()!;
    }

    private async Task<string> OwnedStudyAsync(int key, string owner)
    {
        await hub.Database.ExecuteAsync(
            $$"""
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, owner_id, study_type)
            select {{key}}, 'STUDY', 's-{{key}}', 'PUBLISHED', 1, 'Doznake', '[{"language":"sr-Latn","text":"Doznake"}]', '[]', '{sr-Latn}', 'OPEN', 'requests', '{{key}}', now(), now(), id, 'REPORT'
            from users where email = '{{owner}}@example.org'
            """,
            Cancel
        );
        return NodeId.Encode("Study", key);
    }

    private async Task<string> UserAsync(string who) =>
        NodeId.Encode("User", await hub.Database.ScalarAsync<long>($"select id from users where email = '{who}@example.org'", Cancel));

    private Task<EventStream> ListenAsync(string token, string id, string? after) =>
        EventStream.OpenAsync(
            hub.Http,
            token,
            "subscription ($id: ID!, $after: String) { requestTimeline(requestId: $id, after: $after) { cursor event { kind text } } }",
            new { id, after }
        );
}
