using System.Net.Http.Json;
using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>Somebody with a profile of their own, and all texts by which they are known.</summary>
internal sealed record Person(string Token, string Email, long UserId, long ResearcherId, string[] Traces);

/// <summary>Peer review, step by step, for tests.</summary>
internal static class Reviewing
{
    private static int _orcids = 2_000_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>An account with a profile of an uncommon name.</summary>
    public static async Task<Person> PersonAsync(this HubServerFixture hub, string name, Role role)
    {
        var (key, orcid) = (name.ToLowerInvariant(), Orcid(Interlocked.Increment(ref _orcids)));
        var token = await hub.TokenAsync(key, role);
        var user = await hub.Database.ScalarAsync<long>($"select id from users where email = '{key}@example.org'", Cancel);
        var researcher = await hub.Database.ScalarAsync<long>(
            $$"""
            with one as (
              insert into researchers (id, slug, name, family_name, given_name, sort_name, name_key, sector, orcid, created_at, updated_at, languages, open_to, restricted)
              select nextval('node_ids'), 'person-{{key}}', '{{name}} {{name}}son', '{{name}}son', '{{name}}', '{{key}} quartz', '{{key}} quartz', 'ACADEMIA', '{{orcid}}', now(), now(), '{}', '{}', '{}'
              returning id)
            update users set researcher_id = one.id, name = '{{name}} {{name}}son' from one where users.id = {{user}} returning researcher_id
            """,
            Cancel
        );
        return new Person(
            token,
            $"{key}@example.org",
            user,
            researcher,
            [name, key, orcid, NodeId.Encode("User", user), NodeId.Encode("Researcher", researcher)]
        );
    }

    /// <summary>Makes the profile of one account that of another, too; as a curator does.</summary>
    public static async Task SamePersonAsync(this HubServerFixture hub, Person first, Person second) =>
        await hub.DoneAsync(
            await hub.TokenAsync("links-accounts", Role.Curator),
            "linkUserToResearcher",
            new { user = NodeId.Encode("User", second.UserId), researcher = NodeId.Encode("Researcher", first.ResearcherId) }
        );

    /// <summary>An ORCID iD, with its check digit.</summary>
    private static string Orcid(int number)
    {
        var digits = $"00000002{number}";
        var sum = digits.Aggregate(0, (sum, digit) => (sum + digit - '0') * 2 % 11);
        var check = (12 - sum) % 11;
        return $"0000-0002-{digits[8..12]}-{digits[12..]}{(check == 10 ? "X" : $"{check}")}";
    }

    /// <summary>A study of an author, or a dataset with a file that is called after them, in review.</summary>
    public static async Task<string> InReviewAsync(
        this HubServerFixture hub,
        Person author,
        string curator,
        string title = "A study of returns",
        string kind = "Study"
    )
    {
        var id = await hub.DraftAsync(author.Token, title, kind);
        await hub.DoneAsync(
            author.Token,
            $"revise{kind}",
            new
            {
                id,
                expectedRevision = 1,
                contributors = new[] { new { researcher = NodeId.Encode("Researcher", author.ResearcherId) } },
            }
        );
        if (kind == "Dataset")
        {
            await FileOfDraft.UploadAsync(hub, author.Token, id, $"{author.Email.Split('@')[0]}.csv");
        }
        await hub.DoneAsync(author.Token, "submitOutput", new { id });
        await hub.DoneAsync(curator, "startReview", new { id });
        return id;
    }

    /// <summary>Downloads the file of a dataset, by the path that is shown to whoever comes so.</summary>
    /// <param name="authorization">Credentials as they stand in the header.</param>
    public static async Task DownloadAsync(this HubServerFixture hub, string authorization, string id)
    {
        var data = await hub.DataByAsync(authorization, $"{{ node(id: \"{id}\") {{ ... on Dataset {{ files {{ download }} }} }} }}");
        var path = data.GetProperty("node").GetProperty("files")[0].GetProperty("download").GetString()!;
        Assert.Equal(200, await FileOfDraft.StatusAsync(hub, authorization, path));
    }

    /// <summary>The data of a document, by credentials as they stand in the header.</summary>
    public static async Task<JsonElement> DataByAsync(this HubServerFixture hub, string authorization, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await hub.Http.SendAsync(request, Cancel);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("data");
    }

    /// <summary>Makes a community; gives its id.</summary>
    public static async Task<string> CommunityAsync(this HubServerFixture hub, string token, string name) =>
        IdOf(
            await hub.DoneAsync(
                token,
                "createCommunity",
                new { kind = "NETWORK", names = new[] { new { language = "en", text = name } } },
                "community { id }"
            ),
            "community"
        );

    /// <summary>The id of what a payload gives.</summary>
    public static string IdOf(JsonElement payload, string property) => payload.GetProperty(property).GetProperty("id").GetString()!;

    /// <summary>The key in a global id.</summary>
    public static long Key(string id) => NodeId.TryDecode(id, out _, out var key) ? key : 0;

    /// <summary>Asks somebody to review; gives the review's id.</summary>
    public static async Task<string> InviteAsync(this HubServerFixture hub, string curator, string id, Person reviewer, string method) => (
            await hub.DoneAsync(
                curator,
                "inviteReviewer",
                new
                {
                    id,
                    email = reviewer.Email,
                    method,
                    dueOn = hub.Clock.GetUtcNow().AddDays(20).ToString("yyyy-MM-dd", null),
                },
                "review { id }"
            )
        ).GetProperty("review").GetProperty("id").GetString()!;

    /// <summary>Answers the latest invitation of somebody.</summary>
    /// <param name="mutation"><c>acceptRequest</c> or <c>declineRequest</c>.</param>
    public static async Task AnswerAsync(this HubServerFixture hub, Person reviewer, string mutation)
    {
        var request = await hub.Database.ScalarAsync<long>(
            $"select max(id) from requests where receiver_id = {reviewer.UserId} and status = 'SUBMITTED'",
            Cancel
        );
        await hub.DoneAsync(reviewer.Token, mutation, new { id = NodeId.Encode("Request", request) });
    }

    /// <summary>Agrees to review, without a conflict of interest.</summary>
    public static async Task AgreeAsync(this HubServerFixture hub, Person reviewer)
    {
        await hub.AnswerAsync(reviewer, "acceptRequest");
        var review = await hub.Database.ScalarAsync<long>(
            $"select max(id) from reviews where reviewer_id = {reviewer.UserId} and status = 'AGREED'",
            Cancel
        );
        await hub.DoneAsync(reviewer.Token, "declareInterests", new { id = NodeId.Encode("Review", review), hasConflict = false });
    }

    /// <summary>Says that there is a conflict of interest, which ends the review.</summary>
    public static Task<JsonElement> DeclareConflictAsync(this HubServerFixture hub, Person reviewer, string review) =>
        hub.DoneAsync(
            reviewer.Token,
            "declareInterests",
            new
            {
                id = review,
                hasConflict = true,
                statement = "We share an office.",
            }
        );

    /// <summary>Hands a review in.</summary>
    public static Task<JsonElement> SubmitAsync(
        this HubServerFixture hub,
        Person reviewer,
        string review,
        bool mayPublish = false,
        string commentsToAuthor = "Say how the sample was drawn."
    ) =>
        hub.DoneAsync(
            reviewer.Token,
            "submitReview",
            new
            {
                id = review,
                originality = 4,
                methods = 3,
                evidence = 5,
                relevance = 4,
                commentsToAuthor,
                commentsToEditor = "Between us: weak.",
                recommendation = "PENDING_REVISIONS",
                mayPublish,
            }
        );

    /// <summary>Ends the round.</summary>
    public static Task<JsonElement> DecideAsync(this HubServerFixture hub, string curator, string id, string decision) =>
        hub.DoneAsync(
            curator,
            "decideReview",
            new
            {
                id,
                decision,
                text = "See the reviews.",
            },
            "output { state }"
        );
}
