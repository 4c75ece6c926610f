using System.Globalization;
using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>What somebody sees of a stage, asked of the server and of the rules; both as text of the same form.</summary>
internal sealed class Probe(Facts f, Rules rules, Stage stage)
{
    /// <summary>Most stages of one document.</summary>
    public const int Together = 10;
    private const int Requests = 8;

    private const string Query = """
        query ($outputs: [ID!]!, $communities: [ID!]!, $requests: [ID!]!) {
          outputs: nodes(ids: $outputs) { ... on Dataset {
            state viewerLevel contributors { nameAsPrinted } publisher revisions { totalCount } collaborators { nodes { id } } shareLinks { nodes { id } }
            preview(first: 1) { rows } comments(first: 20) { nodes { author { id } isMine } }
            reviews { nodes { id reviewer { id } commentsToEditor } } accessGrants { totalCount } viewerAccess { id } communities { totalCount } } }
          communities: nodes(ids: $communities) { ... on Community {
            viewerRole members(first: 20) { nodes { role user { id } } } outputs { totalCount } } }
          requests: nodes(ids: $requests) { ... on Request { status actions creator { id } } }
        }
        """;

    private IEnumerable<Request> Shown => f.Requests.TakeLast(Requests);

    /// <summary>Where what the server shows of some stages, asked for at once, is not what the rules say; null when it is.</summary>
    public static async Task<string?> DifferenceAsync(Cast cast, Actor actor, IReadOnlyList<Stage> stages)
    {
        var probes = stages.Select(stage => new Probe(stage.Facts, stage.Rules, stage)).ToArray();
        var answer = await cast.SendAsync(
            actor,
            Query,
            new
            {
                outputs = stages.Select(one => one.Output),
                communities = stages.Select(one => one.Community),
                requests = probes.SelectMany(one => one.Shown).Select(one => one.Id),
            }
        );
        if (answer.TryGetProperty("errors", out var errors))
        {
            return $"{actor} gets {errors.GetRawText()}";
        }
        var data = answer.GetProperty("data");
        var (outputs, communities, requests) = (
            Nodes(data, "outputs"),
            Nodes(data, "communities"),
            new Queue<JsonElement>(Nodes(data, "requests"))
        );
        return probes
            .Select((probe, n) => probe.Difference(actor, outputs[n], communities[n], [.. probe.Shown.Select(_ => requests.Dequeue())]))
            .ToArray()
            .FirstOrDefault(difference => difference is not null);
    }

    private string? Difference(Actor actor, JsonElement output, JsonElement community, JsonElement[] requests)
    {
        var seen = string.Join(
            "\n",
            [
                Output(output),
                Community(community),
                .. requests.Zip(Shown, (seen, request) => $"{request.Kind} of {request.By}: {RequestText(seen)}"),
            ]
        );
        return Expected(actor) is var told && told == seen ? null : $"{actor} sees\n{seen}\nand not\n{told}";
    }

    /// <summary>What the rules say.</summary>
    private string Expected(Actor actor) =>
        string.Join(
            "\n",
            [
                ExpectedOutput(actor),
                ExpectedCommunity(actor),
                .. Shown.Select(one =>
                    $"{one.Kind} of {one.By}: {(rules.SeesRequest(actor, one) ? RequestText(one.Status, Actions(actor, one), rules.KnowsCreator(actor, one)) : "none")}"
                ),
            ]
        );

    private string ExpectedOutput(Actor actor)
    {
        if (rules.Level(actor) == 0)
        {
            return "output: none";
        }
        var isBlind = rules.IsBlind(actor);
        return OutputText(
            f.State,
            Rules.Levels[rules.Level(actor)],
            hasNames: !isBlind,
            hasHistory: rules.SeesHistory(actor),
            hasTeam: rules.IsTeam(actor) && !isBlind,
            hasLinks: rules.Level(actor) == 4,
            hasFiles: rules.ReadsFiles(actor),
            rules.ReadsComments(actor) ? f.Comments.Select(one => rules.KnowsAuthor(actor, one.By, one.IsGuest) ? one.By : "?") : [],
            f.Reviews.Select(one => (one, rules.Sees(actor, one)))
                .Where(one => one.Item2 is not null)
                .Select(one =>
                    $"{one.one.Reviewer} {(one.Item2 == "text" ? "unnamed" : "named")}{(one.Item2 == "all" && one.one.Status == "SUBMITTED" ? ", confidential" : "")}"
                ),
            hasGrants: rules.Level(actor) == 4,
            hasAccess: rules.HasData(actor),
            inCommunity: f.IsIncluded && rules.SeesInside(actor)
        );
    }

    private string Output(JsonElement output) =>
        output.ValueKind == JsonValueKind.Null
            ? "output: none"
            : OutputText(
                Text(output, "state"),
                Text(output, "viewerLevel"),
                hasNames: output.GetProperty("contributors").GetArrayLength() > 0 || Has(output, "publisher"),
                Has(output, "revisions"),
                Has(output, "collaborators"),
                Has(output, "shareLinks"),
                Has(output, "preview"),
                output
                    .GetProperty("comments")
                    .GetProperty("nodes")
                    .EnumerateArray()
                    .Select(one => Has(one, "author") ? stage.Cast.NameOf(Text(one.GetProperty("author"), "id")) : "?"),
                output
                    .GetProperty("reviews")
                    .GetProperty("nodes")
                    .EnumerateArray()
                    .Select(one =>
                        $"{f.Reviews.Find(known => known.Id == Text(one, "id"))!.Reviewer} {(Has(one, "reviewer") ? "named" : "unnamed")}{(Has(one, "commentsToEditor") ? ", confidential" : "")}"
                    ),
                Has(output, "accessGrants"),
                Has(output, "viewerAccess"),
                output.GetProperty("communities").GetProperty("totalCount").GetInt32() > 0
            );

    private static string OutputText(
        string state,
        string level,
        bool hasNames,
        bool hasHistory,
        bool hasTeam,
        bool hasLinks,
        bool hasFiles,
        IEnumerable<string> comments,
        IEnumerable<string> reviews,
        bool hasGrants,
        bool hasAccess,
        bool inCommunity
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"output: {state} {level}; names {hasNames}; history {hasHistory}; team {hasTeam}; links {hasLinks}; files {hasFiles}; comments by {string.Join(' ', comments)}; reviews by {string.Join("; ", reviews.Order(StringComparer.Ordinal))}; grants {hasGrants}; access {hasAccess}; in community {inCommunity}"
        );

    private string ExpectedCommunity(Actor actor) =>
        !rules.Exists(actor) ? "community: none"
        : !rules.SeesInside(actor) ? "community: outside"
        : $"community: {f.Members.GetValueOrDefault(actor.Name ?? "")}; {string.Join(' ', f.Members.Select(one => $"{one.Key} {one.Value}").Order(StringComparer.Ordinal))}; outputs {(f.IsIncluded && f.State is "PUBLISHED" or "EMBARGOED" or "RETRACTED" ? 1 : 0)}";

    private string Community(JsonElement community) =>
        community.ValueKind == JsonValueKind.Null ? "community: none"
        : !Has(community, "members") && !Has(community, "outputs") ? "community: outside"
        : $"community: {community.GetProperty("viewerRole").GetString()}; {string.Join(' ', community.GetProperty("members").GetProperty("nodes").EnumerateArray().Select(one => $"{stage.Cast.NameOf(Text(one.GetProperty("user"), "id"))} {Text(one, "role")}").Order(StringComparer.Ordinal))}; outputs {community.GetProperty("outputs").GetProperty("totalCount").GetInt32()}";

    private static string RequestText(JsonElement request) =>
        request.ValueKind == JsonValueKind.Null
            ? "none"
            : RequestText(
                Text(request, "status"),
                request.GetProperty("actions").EnumerateArray().Select(one => one.GetString()!).Order(StringComparer.Ordinal),
                Has(request, "creator")
            );

    private static string RequestText(string status, IEnumerable<string> actions, bool hasCreator) =>
        $"{status} {string.Join(',', actions)}{(hasCreator ? "" : " of somebody")}";

    private IEnumerable<string> Actions(Actor actor, Request request)
    {
        var actions = new List<string> { "COMMENT" };
        if (rules.Decides(actor, request))
        {
            actions.AddRange(["ACCEPT", "DECLINE", "ASK_FOR_MORE", "ASSIGN_REVIEWERS"]);
        }
        if (rules.Cancels(actor, request))
        {
            actions.Add("CANCEL");
        }
        return actions.Order(StringComparer.Ordinal);
    }

    private static JsonElement[] Nodes(JsonElement data, string field) => [.. data.GetProperty(field).EnumerateArray()];

    private static bool Has(JsonElement of, string property) => of.GetProperty(property).ValueKind != JsonValueKind.Null;

    private static string Text(JsonElement of, string property) => of.GetProperty(property).GetString()!;
}
