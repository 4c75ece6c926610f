using System.Globalization;
using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>What somebody sees, asked of the server and of the rules; both as text of the same form.</summary>
internal sealed class Probe(Facts f, Rules rules, Stage stage)
{
    private const int Requests = 8;

    private const string Query = """
        query ($output: ID!, $community: ID!, $requests: [ID!]!) {
          output: node(id: $output) { ... on Dataset {
            state viewerLevel contributors { nameAsPrinted } publisher revisions { totalCount } collaborators { id } shareLinks { id }
            preview(first: 1) { rows } comments(first: 20) { nodes { author { id } isMine } }
            reviews { id reviewer { id } commentsToEditor } accessGrants { totalCount } viewerAccess { id } communities { id } } }
          community: node(id: $community) { ... on Community {
            viewerRole members(first: 20) { nodes { role user { id } } } outputs { totalCount } } }
          requests: nodes(ids: $requests) { ... on Request { status actions } }
        }
        """;

    private IEnumerable<Request> Shown => f.Requests.TakeLast(Requests);

    /// <summary>What the server shows.</summary>
    public async Task<string> SeenAsync(Actor actor)
    {
        var answer = await stage.SendAsync(
            actor,
            Query,
            new
            {
                output = stage.Output,
                community = stage.Community,
                requests = Shown.Select(one => one.Id),
            }
        );
        if (answer.TryGetProperty("errors", out var errors))
        {
            return errors.GetRawText();
        }
        var data = answer.GetProperty("data");
        return string.Join(
            "\n",
            [
                Output(data.GetProperty("output")),
                Community(data.GetProperty("community")),
                .. data.GetProperty("requests")
                    .EnumerateArray()
                    .Zip(Shown, (seen, request) => $"{request.Kind} of {request.By}: {RequestText(seen)}"),
            ]
        );
    }

    /// <summary>What the rules say.</summary>
    public string Expected(Actor actor) =>
        string.Join(
            "\n",
            [
                ExpectedOutput(actor),
                ExpectedCommunity(actor),
                .. Shown.Select(one =>
                    $"{one.Kind} of {one.By}: {(rules.SeesRequest(actor, one) ? $"{one.Status} {string.Join(',', Actions(actor, one))}" : "none")}"
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
            isBlind ? [] : f.Comments,
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
                    .Select(one => Has(one, "author") ? stage.NameOf(Text(one.GetProperty("author"), "id")) : "?"),
                output
                    .GetProperty("reviews")
                    .EnumerateArray()
                    .Select(one =>
                        $"{f.Reviews.Find(known => known.Id == Text(one, "id"))!.Reviewer} {(Has(one, "reviewer") ? "named" : "unnamed")}{(Has(one, "commentsToEditor") ? ", confidential" : "")}"
                    ),
                Has(output, "accessGrants"),
                Has(output, "viewerAccess"),
                output.GetProperty("communities").GetArrayLength() > 0
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
        : $"community: {community.GetProperty("viewerRole").GetString()}; {string.Join(' ', community.GetProperty("members").GetProperty("nodes").EnumerateArray().Select(one => $"{stage.NameOf(Text(one.GetProperty("user"), "id"))} {Text(one, "role")}").Order(StringComparer.Ordinal))}; outputs {community.GetProperty("outputs").GetProperty("totalCount").GetInt32()}";

    private static string RequestText(JsonElement request) =>
        request.ValueKind == JsonValueKind.Null
            ? "none"
            : $"{Text(request, "status")} {string.Join(',', request.GetProperty("actions").EnumerateArray().Select(one => one.GetString()).Order(StringComparer.Ordinal))}";

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

    private static bool Has(JsonElement of, string property) => of.GetProperty(property).ValueKind != JsonValueKind.Null;

    private static string Text(JsonElement of, string property) => of.GetProperty(property).GetString()!;
}
