using System.Net.Http.Json;
using System.Text.Json;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>No sequence of invitations, roles, links and reviews lets anybody see or change what the rules deny.</summary>
public sealed class RightsModelTests(ReviewHubFixture hub) : IClassFixture<ReviewHubFixture>
{
    private const int Steps = 20;
    private static readonly string[] Roles = ["READ", "COMMENT", "EDIT", "ADMIN"];
    private readonly RightsModel _model = new();
    private readonly Dictionary<string, Person> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _collaborators = new(StringComparer.Ordinal);
    private readonly List<(string Id, string Secret, string Level, bool IsAnonymous)> _links = [];
    private string _curator = "";
    private string _id = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_done_everybody_may_do_what_the_rules_say_and_no_more(int seed)
    {
        var random = new Random(seed);
        foreach (var who in new[] { "owner", "first", "second" })
        {
            _people[who] = await hub.PersonAsync($"Model{who}{seed}", Role.Researcher);
        }
        _curator = await hub.TokenAsync($"model-curator-{seed}", Role.Curator);
        _id = await hub.DraftAsync(_people["owner"].Token);
        var done = new List<string>();
        for (var step = 0; step < Steps; step++)
        {
            done.Add(await ActAsync(random));
            await CheckAsync($"seed {seed}: {string.Join(", ", done)}");
        }
    }

    private async Task<string> ActAsync(Random random)
    {
        var who = random.Next(2) == 0 ? "first" : "second";
        var (owner, person, role) = (_people["owner"].Token, _people[who], Roles[random.Next(Roles.Length)]);
        switch (random.Next(8))
        {
            case 0 or 1 when !_collaborators.ContainsKey(who):
                _collaborators[who] = await hub.JoinAsync(owner, _id, person.Token, person.Email, role);
                _model.Roles[who] = role;
                return $"{who} joins as {role}";
            case 2 when _collaborators.TryGetValue(who, out var id):
                await hub.DoneAsync(owner, "changeCollaborator", new { id, role });
                _model.Roles[who] = role;
                return $"{who} becomes {role}";
            case 3 when _collaborators.Remove(who, out var id):
                await hub.DoneAsync(random.Next(2) == 0 ? owner : person.Token, "removeCollaborator", new { id });
                _model.Roles.Remove(who);
                return $"{who} leaves";
            case 4 when _links.Count < 3:
                return await LinkAsync(random);
            case 5 when _links.Count > 0:
                var link = _links[random.Next(_links.Count)];
                await hub.DoneAsync(owner, "revokeShareLink", new { id = link.Id });
                _links.Remove(link);
                return $"the link to {link.Level} is revoked";
            case 6 when _model.State == "IN_REVIEW":
                return await ReviewAsync(who, random.Next(2) == 0 ? "ANONYMOUS" : "DOUBLE_ANONYMOUS");
            default:
                return await MoveAsync();
        }
    }

    private async Task<string> LinkAsync(Random random)
    {
        var isAnonymous = random.Next(2) == 0;
        var level = new[] { "VIEW", "COMMENT", "EDIT" }[random.Next(isAnonymous ? 2 : 3)];
        var made = await hub.DoneAsync(
            _people["owner"].Token,
            "createShareLink",
            new
            {
                id = _id,
                name = "A link",
                level,
                isAnonymous,
            },
            "secret link { id }"
        );
        _links.Add((made.GetProperty("link").GetProperty("id").GetString()!, made.GetProperty("secret").GetString()!, level, isAnonymous));
        return $"a link to {level}, anonymous: {isAnonymous}";
    }

    private async Task<string> ReviewAsync(string who, string method)
    {
        if (_collaborators.ContainsKey(who) || _model.Reviewers.ContainsKey(who))
        {
            return "nothing";
        }
        await hub.InviteAsync(_curator, _id, _people[who], method);
        await CheckAsync($"{who} is asked to review");
        await hub.AgreeAsync(_people[who]);
        _model.Reviewers[who] = method;
        return $"{who} reviews, {method}";
    }

    private async Task<string> MoveAsync()
    {
        if (_model.State != "IN_REVIEW")
        {
            await hub.DoneAsync(_people["owner"].Token, "submitOutput", new { id = _id });
            await hub.DoneAsync(_curator, "startReview", new { id = _id });
            _model.State = "IN_REVIEW";
            return "in review";
        }
        if (_model.Reviewers.Count == 0)
        {
            return "nothing";
        }
        await hub.DecideAsync(_curator, _id, "PENDING_REVISIONS");
        _model.Reviewers.Clear();
        _model.State = "CHANGES_REQUESTED";
        return "decided";
    }

    private async Task CheckAsync(string after)
    {
        foreach (var who in new[] { null, "owner", "first", "second" })
        {
            foreach (var link in _links.Select(one => ((string, string, string, bool)?)one).Prepend(null))
            {
                var (held, told) = (
                    link is { } one ? (one.Item3, one.Item4) : ((string, bool)?)null,
                    $"{after}: {who ?? "nobody"} with {link?.Item3 ?? "no link"}, anonymous: {link?.Item4}"
                );
                var (level, isNamed, revise) = await AskAsync(who, link?.Item2);
                Assert.True(_model.Level(who, held) == level, $"{told} has {level}, not {_model.Level(who, held)}");
                Assert.True(level == "NONE" || isNamed != _model.IsBlind(who, held), $"{told} sees authors: {isNamed}");
                Assert.True(_model.Revise(who, held) == revise, $"{told} revises: {revise}, not {_model.Revise(who, held)}");
            }
        }
    }

    private async Task<(string Level, bool IsNamed, string Revise)> AskAsync(string? who, string? secret)
    {
        var credentials = string.Join(
            ", ",
            new[] { who is null ? null : $"Bearer {_people[who].Token}", secret is null ? null : $"Share {secret}" }.OfType<string>()
        );
        var seen = await SendAsync(
            credentials,
            "query ($id: ID!) { node(id: $id) { ... on Study { viewerLevel contributors { nameAsPrinted } } } }",
            new { id = _id }
        );
        var revised = await SendAsync(
            credentials,
            "mutation ($id: ID!) { reviseStudy(input: { id: $id, expectedRevision: 0, volume: \"1\" }) { errors { code } } }",
            new { id = _id }
        );
        var code = revised.TryGetProperty("errors", out var errors)
            ? errors[0].GetProperty("extensions").GetProperty("code").GetString()
            : revised.GetProperty("data").GetProperty("reviseStudy").GetProperty("errors")[0].GetProperty("code").GetString();
        return seen.GetProperty("data").GetProperty("node") is { ValueKind: JsonValueKind.Object } node
            ? (node.GetProperty("viewerLevel").GetString()!, node.GetProperty("contributors").GetArrayLength() > 0, code!)
            : ("NONE", false, code!);
    }

    private async Task<JsonElement> SendAsync(string credentials, string query, object variables)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        if (credentials.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Authorization", credentials);
        }
        using var response = await hub.Http.SendAsync(request, Cancel);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
