using System.Net.Http.Json;
using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>The real server: people, an output of Ana's and a community, all of them new, and a way to ask for things as somebody.</summary>
internal sealed class Stage
{
    private readonly HubServerFixture _hub;
    private readonly Dictionary<string, Person> _people = new(StringComparer.Ordinal);
    private readonly string _state;

    private Stage(HubServerFixture hub, Dictionary<string, Person> people, string output, string community)
    {
        (_hub, _people, Output, Community) = (hub, people, output, community);
        _state = StateSql(Key(output), Key(community), $"any('{{{string.Join(',', people.Values.Select(one => one.UserId))}}}'::bigint[])");
    }

    public string Output { get; }
    public string Community { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<(Stage Stage, Facts Facts)> MakeAsync(HubServerFixture hub, Random random)
    {
        var people = new Dictionary<string, Person>(StringComparer.Ordinal);
        var world = $"{Guid.NewGuid():n}"[..8];
        foreach (var name in Facts.People)
        {
            people[name] = await hub.PersonAsync(
                $"{name}{world}",
                name switch
                {
                    "kim" or "kurt" => Role.Curator,
                    "ada" => Role.Admin,
                    _ => Role.Researcher,
                }
            );
        }
        var facts = new Facts
        {
            Now = hub.Clock.GetUtcNow(),
            Access = random.Next(2) == 0 ? "OPEN" : "RESTRICTED",
            Mode = random.Next(2) == 0 ? "DIRECT" : "LICENSED",
        };
        var ana = people["ana"];
        var made = await hub.DoneAsync(
            ana.Token,
            "createDataset",
            new
            {
                titles = new[] { new { language = "en", text = "What was found" } },
                publisher = "Publisher",
                access = facts.Access,
                accessMode = facts.Mode,
                contributors = new[] { new { researcher = NodeId.Encode("Researcher", ana.ResearcherId) } },
            },
            "dataset { id }"
        );
        var output = made.GetProperty("dataset").GetProperty("id").GetString()!;
        await FileOfDraft.UploadAsync(hub, ana.Token, output, "table.csv");
        var community = await hub.DoneAsync(
            ana.Token,
            "createCommunity",
            new { kind = "NETWORK", names = new[] { new { language = "en", text = $"Community {world}" } } },
            "community { id }"
        );
        var stage = new Stage(hub, people, output, community.GetProperty("community").GetProperty("id").GetString()!);
        facts.Revision = await stage.RevisionAsync();
        return (stage, facts);
    }

    /// <summary>Email address, account and profile, as inputs name them.</summary>
    public string Email(string name) => _people[name].Email;

    public string User(string name) => NodeId.Encode("User", _people[name].UserId);

    public string Researcher(string name) => NodeId.Encode("Researcher", _people[name].ResearcherId);

    public string NameOf(string user) => _people.First(one => NodeId.Encode("User", one.Value.UserId) == user).Key;

    public Task<int> RevisionAsync() =>
        _hub.Database.ScalarAsync<int>($"select revision from research_outputs where id = {Key(Output)}", Cancel);

    /// <summary>The request by which a review is asked for, the latest of a person.</summary>
    public async Task<string> LatestRequestAsync(string name) =>
        NodeId.Encode(
            "Request",
            await _hub.Database.ScalarAsync<long>(
                $"select max(id) from requests where receiver_kind = 'USER' and receiver_id = {_people[name].UserId}",
                Cancel
            )
        );

    /// <summary>Somebody's place among those who work on the output.</summary>
    public async Task<string> PlaceOfAsync(string name) =>
        NodeId.Encode(
            "Collaborator",
            await _hub.Database.ScalarAsync<long>(
                $"select id from output_collaborators where work_id = {Key(Output)} and user_id = {_people[name].UserId}",
                Cancel
            )
        );

    /// <summary>Access that somebody was given last.</summary>
    public async Task<(string Id, DateTimeOffset Until)> LatestGrantAsync(string name)
    {
        var of = $"from data_access_grants where user_id = {_people[name].UserId} order by id desc limit 1";
        return (
            NodeId.Encode("DataAccessGrant", await _hub.Database.ScalarAsync<long>($"select id {of}", Cancel)),
            new DateTimeOffset(await _hub.Database.ScalarAsync<DateTime>($"select expires_at {of}", Cancel), TimeSpan.Zero)
        );
    }

    /// <summary>Sets the clock forward; the server does what is due.</summary>
    public async Task<DateTimeOffset> AdvanceAsync(TimeSpan by)
    {
        _hub.Clock.Advance(by);
        await _hub.Services.GetRequiredService<RequestService>().ExpireDueAsync(Cancel);
        await _hub.Services.GetRequiredService<EmbargoService>().ReleaseDueAsync(Cancel);
        return _hub.Clock.GetUtcNow();
    }

    /// <summary>Everything that anybody could change here, as one text.</summary>
    public async Task<string> StateAsync() => (await _hub.Database.ScalarAsync<string>(_state, Cancel))!;

    public async Task<JsonElement> SendAsync(Actor actor, string query, object variables)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        var credentials = new[]
        {
            actor.Name is { } name ? $"Bearer {_people[name].Token}" : null,
            actor.Link is { } link ? $"Share {link.Secret}" : null,
        }.OfType<string>();
        if (string.Join(", ", credentials) is { Length: > 0 } authorization)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }
        using var response = await _hub.Http.SendAsync(request, Cancel);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    private static long Key(string id) => NodeId.TryDecode(id, out _, out var key) ? key : throw new ArgumentException(id, nameof(id));

    private static string StateSql(long output, long community, string people)
    {
        var requests = $"(select id from requests where creator_id = {people})";
        (string Table, string Where)[] parts =
        [
            ("research_outputs", $"id = {output}"),
            ("output_revisions", $"output_id = {output}"),
            ("output_collaborators", $"work_id = {output}"),
            ("share_links", $"output_id = {output}"),
            ("review_rounds", $"output_id = {output}"),
            ("reviews", $"output_id = {output}"),
            ("data_files", $"output_id = {output}"),
            ("data_access_grants", $"output_id = {output}"),
            ("comments", $"subject_id = {output}"),
            ("communities", $"id = {community}"),
            ("community_members", $"community_id = {community}"),
            ("community_outputs", $"community_id = {community}"),
            ("requests", $"id in {requests}"),
            ("request_events", $"request_id in {requests}"),
            ("request_reviewers", $"request_id in {requests}"),
            ("invitation_links", $"id in (select receiver_id from requests where creator_id = {people})"),
            ("activities", $"actor_id = {people}"),
            ("audit_events", $"actor_id = {people}"),
        ];
        // When an output was announced is for the server to write, when it comes to it.
        var rows = parts.Select(one =>
            $"(select string_agg(row, '|' order by row) from (select (to_jsonb(t) - 'is_announced' - 'included_at')::text as row from {one.Table} t where {one.Where}) r)"
        );
        return $"select md5(concat_ws('#', {string.Join(", ", rows)}))";
    }
}
