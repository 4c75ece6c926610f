using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>People, all of them new, who act on one or more stages, and a way to ask the real server for things as one of them.</summary>
internal sealed class Cast
{
    private readonly HubServerFixture _hub;
    private readonly Dictionary<string, Person> _people = new(StringComparer.Ordinal);

    private Cast(HubServerFixture hub) => _hub = hub;

    /// <summary>A word that nothing of another cast has in its name.</summary>
    public string World { get; } = $"{Guid.NewGuid():n}"[..8];

    public HubServerFixture Hub => _hub;

    public Curators Curators { get; } = new();
    public Persons Persons { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Cast> MakeAsync(HubServerFixture hub)
    {
        var cast = new Cast(hub);
        foreach (var name in Facts.People)
        {
            cast._people[name] = await hub.PersonAsync(
                $"{name}{cast.World}",
                name switch
                {
                    "kim" or "kurt" => Role.Curator,
                    "ada" => Role.Admin,
                    _ => Role.Researcher,
                }
            );
        }
        return cast;
    }

    public Person this[string name] => _people[name];

    public string NameOf(string user) => _people.First(one => NodeId.Encode("User", one.Value.UserId) == user).Key;

    /// <summary>Somebody becomes a curator, or is none any more; on all stages.</summary>
    public async Task TurnCuratorAsync(string name)
    {
        Curators.Turn(name);
        await _hub.DoneAsync(
            _people["ada"].Token,
            "setUserRole",
            new { user = NodeId.Encode("User", _people[name].UserId), role = Curators.Has(name) ? "CURATOR" : "RESEARCHER" }
        );
    }

    /// <summary>An account becomes another profile's, which its owner may not do, nor who is no curator; on all stages.</summary>
    public async Task LinkAsync(string account, string profile)
    {
        var input = new { user = NodeId.Encode("User", _people[account].UserId), researcher = Profile(profile) };
        foreach (var by in new[] { "eve", account }.Where(_ => profile != Persons.ProfileOf(account)))
        {
            const string Query = "mutation ($i: LinkUserToResearcherInput!) { linkUserToResearcher(input: $i) { errors { code } } }";
            var answer = (await SendAsync(new Actor(by), Query, new { i = input })).GetRawText();
            Leak ??= answer.Contains("FORBIDDEN", StringComparison.Ordinal) ? null : $"{by} links {account} with {profile}: {answer}";
        }
        await _hub.DoneAsync(_people["ada"].Token, "linkUserToResearcher", input);
        Persons.Link(account, profile);
    }

    private string Profile(string name) => NodeId.Encode("Researcher", _people[name].ResearcherId);

    /// <summary>Sets the clock forward; the server does what is due.</summary>
    public async Task<DateTimeOffset> AdvanceAsync(TimeSpan by)
    {
        _hub.Clock.Advance(by);
        // The same people invite each other on all stages: what they may do here must not count there.
        await _hub.Database.ExecuteAsync("delete from counted_invitations", Cancel);
        await ExpireAsync();
        await _hub.Services.GetRequiredService<EmbargoService>().ReleaseDueAsync(Cancel);
        return _hub.Clock.GetUtcNow();
    }

    /// <summary>Ends requests of which nothing can come; the server does so by itself at some time.</summary>
    public Task ExpireAsync() => _hub.Services.GetRequiredService<RequestExpirations>().ExpireDueAsync(Cancel);

    /// <param name="file">Name of a small table that is sent as <c>file</c> of the input <c>i</c>; null for none.</param>
    public async Task<JsonElement> SendAsync(Actor actor, string query, object variables, string? file = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = file is null
                ? JsonContent.Create(new { query, variables })
                : FileOfDraft.Body(new { query, variables }, "i.file", file),
        };
        request.Headers.Add("GraphQL-Preflight", "1");
        if (AuthorizationOf(actor) is { Length: > 0 } authorization)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }
        using var response = await _hub.Http.SendAsync(request, Cancel);
        var answer = await response.Content.ReadAsStringAsync(Cancel);
        if (
            !Curators.Has(actor.Name)
            && actor.Name != Facts.Rea
            && answer.Contains($"{Facts.Rea}{World}", StringComparison.OrdinalIgnoreCase)
        )
        {
            Leak ??= $"{actor} comes across Rea in {answer}";
        }
        return JsonDocument.Parse(answer).RootElement;
    }

    /// <summary>Where somebody came across Rea who must not; null when nobody did.</summary>
    public string? Leak { get; private set; }

    /// <summary>Whether somebody gets a file.</summary>
    public async Task<bool> DownloadAsync(Actor actor, string path) =>
        await FileOfDraft.StatusAsync(_hub, AuthorizationOf(actor) is { Length: > 0 } some ? some : null, path) == 200;

    private string AuthorizationOf(Actor actor) =>
        string.Join(
            ", ",
            new[]
            {
                actor.Name is { } name ? $"Bearer {_people[name].Token}" : null,
                actor.Link is { } link ? $"Share {link.Secret}" : null,
            }.OfType<string>()
        );

    /// <summary>Waits until what was published has come to where it is shown, and everybody has been told of everything.</summary>
    public Task AnnouncedAsync() => _hub.HandledAsync("activity-notifications", "community-outputs", "publication-notifications");

    /// <summary>Reads the numbers of what stands now, which the server gives.</summary>
    public async Task ReadRevisionsAsync(IReadOnlyCollection<Stage> stages)
    {
        var versions = stages.SelectMany(one => one.Facts.Versions).ToDictionary(one => Stage.Key(one.Id));
        var read = await _hub.Database.ScalarAsync<string>(
            $"select coalesce(string_agg(id || ' ' || revision, ','), '') from research_outputs where id = {Any(versions.Keys)}",
            Cancel
        );
        foreach (var one in read!.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split(' ')))
        {
            var version = versions[long.Parse(one[0], CultureInfo.InvariantCulture)];
            version.Revision = int.Parse(one[1], CultureInfo.InvariantCulture);
            version.AccessIn[version.Revision] = version.Access;
        }
    }

    /// <summary>Everything that anybody could change on these stages, as one text.</summary>
    public async Task<string> StateAsync(IReadOnlyCollection<Stage> stages) =>
        (
            await _hub.Database.ScalarAsync<string>(
                StateSql(
                    Any(stages.SelectMany(one => one.Facts.Versions).Select(one => Stage.Key(one.Id))),
                    Any(stages.Select(one => one.CommunityKey)),
                    Any(_people.Values.Select(one => one.UserId))
                ),
                Cancel
            )
        )!;

    private static string Any(IEnumerable<long> keys) => $"any('{{{string.Join(',', keys)}}}'::bigint[])";

    private static string StateSql(string outputs, string communities, string people)
    {
        var requests = $"(select id from requests where creator_id = {people})";
        var comments =
            $"(select id from comments where subject_id = {outputs} or subject_id in (select id from reviews where output_id = {outputs}))";
        (string Table, string Where)[] parts =
        [
            ("research_outputs", $"id = {outputs} or first_version_id = {outputs}"),
            ("output_collaborators", $"work_id = {outputs}"),
            ("share_links", $"output_id = {outputs}"),
            ("review_rounds", $"output_id = {outputs}"),
            ("reviews", $"output_id = {outputs}"),
            ("unfinished_reviews", $"review_id in (select id from reviews where output_id = {outputs})"),
            ("data_files", $"output_id = {outputs}"),
            ("data_access_grants", $"output_id = {outputs}"),
            ("access_terms", $"output_id = {outputs}"),
            ("comments", $"id in {comments}"),
            ("comment_reports", $"comment_id in {comments}"),
            ("communities", $"id = {communities}"),
            ("community_members", $"community_id = {communities}"),
            ("community_outputs", $"community_id = {communities}"),
            ("requests", $"id in {requests}"),
            ("request_reviewers", $"request_id in {requests}"),
            ("invitation_links", $"id in (select receiver_id from requests where creator_id = {people})"),
        ];
        // When an output was announced is for the server to write, when it comes to it.
        var rows = parts.Select(one => Rows(one.Table, one.Where, "(to_jsonb(t) - 'is_announced' - 'included_at')::text"));
        (string Table, string Where)[] logs =
        [
            ("output_revisions", $"output_id = {outputs}"),
            ("request_events", $"request_id in {requests}"),
            ("activities", $"actor_id = {people}"),
            ("audit_events", $"actor_id = {people}"),
        ];
        // Of what is long and only written, where each row stands and which transaction wrote it says whether it is the same.
        rows = rows.Concat(logs.Select(one => Rows(one.Table, one.Where, "t.ctid::text || t.xmin::text")));
        return $"select md5(concat_ws('#', {string.Join(", ", rows)}))";
    }

    private static string Rows(string table, string where, string row) =>
        $"(select string_agg(row, '|' order by row) from (select {row} as row from {table} t where {where}) r)";
}
