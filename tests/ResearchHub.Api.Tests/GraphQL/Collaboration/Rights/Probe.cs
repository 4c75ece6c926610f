using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>What somebody sees of a stage, asked of the server and of the rules; both as text of the same form.</summary>
internal sealed partial class Probe(Stage stage)
{
    /// <summary>Most stages of one document.</summary>
    public const int Together = 10;
    private const int Most = 8;

    private const string Query = """
        query ($outputs: [ID!]!, $communities: [ID!]!, $requests: [ID!]!, $comments: [ID!]!, $reports: [ID!]!, $gone: [ID!]!) {
          outputs: nodes(ids: $outputs) { ... on Dataset {
            state viewerLevel contributors { nameAsPrinted } publisher revisions { totalCount } collaborators { nodes { id } } shareLinks { nodes { id } }
            preview(first: 1) { rows } files { name } comments { totalCount } reviews { nodes { id reviewer { id } commentsToEditor unfinished { commentsToAuthor } round { version } } }
            accessTerms { version } accessGrants { totalCount } viewerAccess { id } downloads(first: 100) { nodes { kind user { id } } } communities { totalCount }
            versions { nodes { version } } latestVersion { version } audit { totalCount } } }
          communities: nodes(ids: $communities) { ... on Community {
            viewerRole secretFeed members(first: 20) { nodes { role user { id } } } outputs { totalCount } invitations { totalCount } commentReports { nodes { id reporter { id } } } } }
          requests: nodes(ids: $requests) { ... on Request { status actions creator { id } timeline { nodes { actor { id } } } } }
          comments: nodes(ids: $comments) { ... on Comment { author { id } isMine body isHidden isDeleted } }
          gone: nodes(ids: $gone) { id }
          reports: nodes(ids: $reports) { ... on CommentReport { reporter { id } reportedBody comment { id } } }
        }
        """;

    private readonly Facts _facts = stage.Facts;
    private readonly Rules _work = new(stage.Facts, stage.Facts.Versions[^1]);

    private Request[] Requests { get; } = [.. stage.Facts.Requests.TakeLast(Most)];

    private (Version Version, Comment Comment)[] Comments { get; } =
    [.. stage.Facts.Versions.SelectMany(one => one.Comments.Select(comment => (one, comment))).TakeLast(Most)];

    private string[] Gone { get; } = [.. stage.Facts.Gone.TakeLast(Most)];

    private (Rules Rules, Comment Comment, Report Report)[] Reports { get; } =
    [
        .. stage
            .Facts.Versions.SelectMany(one =>
                one.Comments.SelectMany(comment => comment.Reports.Select(report => (new Rules(stage.Facts, one), comment, report)))
            )
            .TakeLast(Most),
    ];

    /// <summary>Where what the server shows of some stages, asked for at once, is not what the rules say; null when it is.</summary>
    public static async Task<string?> DifferenceAsync(Cast cast, Actor actor, IReadOnlyList<Stage> stages)
    {
        var probes = stages.Select(stage => new Probe(stage)).ToArray();
        var answer = await cast.SendAsync(
            actor,
            Query,
            new
            {
                outputs = stages.SelectMany(one => one.Facts.Versions).Select(one => one.Id),
                communities = stages.Select(one => one.Community),
                requests = probes.SelectMany(one => one.Requests).Select(one => one.Id),
                comments = probes.SelectMany(one => one.Comments).Select(one => one.Comment.Id),
                reports = probes.SelectMany(one => one.Reports).Select(one => one.Report.Id),
                gone = probes.SelectMany(one => one.Gone),
            }
        );
        var isLetIn = stages.All(one => one.Facts.IsLetIn(actor));
        if (answer.TryGetProperty("errors", out var errors) || !isLetIn)
        {
            return !isLetIn && $"{errors}".Contains("UNAUTHENTICATED", StringComparison.Ordinal)
                ? null
                : $"{actor} gets {answer.GetRawText()}";
        }
        var seen = answer
            .GetProperty("data")
            .EnumerateObject()
            .ToDictionary(one => one.Name, one => new Queue<JsonElement>(one.Value.EnumerateArray()));
        return probes.Select(probe => probe.Difference(actor, seen)).ToArray().FirstOrDefault(difference => difference is not null);
    }

    private string? Difference(Actor actor, Dictionary<string, Queue<JsonElement>> seen)
    {
        var lines = Lines(actor, seen).ToArray();
        return lines.FirstOrDefault(line => line.Told != line.Seen) is { What: not null } one
            ? $"{actor} sees of {one.What}:\n{one.Seen}\nand not\n{one.Told}"
            : null;
    }

    /// <summary>Everything, as the rules say and as the server shows it.</summary>
    private IEnumerable<(string What, string Told, string Seen)> Lines(Actor actor, Dictionary<string, Queue<JsonElement>> seen)
    {
        foreach (var version in _facts.Versions)
        {
            yield return ($"version {version.Number}", Told(actor, version), Seen(seen["outputs"].Dequeue()));
        }
        yield return ("the community", ToldOfCommunity(actor), SeenOfCommunity(seen["communities"].Dequeue()));
        foreach (var gone in Gone)
        {
            yield return ($"{gone}, which is gone", "none", seen["gone"].Dequeue() is { ValueKind: JsonValueKind.Null } ? "none" : "some");
        }
        foreach (var request in Requests)
        {
            yield return ($"{request.Kind} of {request.By}", Told(actor, request), SeenOfRequest(actor, seen["requests"].Dequeue()));
        }
        foreach (var (version, comment) in Comments)
        {
            yield return (
                $"what {comment.By} says as {comment.Voice}",
                Told(actor, new Rules(_facts, version), comment),
                SeenOfComment(seen["comments"].Dequeue())
            );
        }
        foreach (var (rules, comment, report) in Reports)
        {
            yield return (
                $"the report of {report.By} on {comment.By}",
                Told(actor, rules, comment, report),
                SeenOfReport(seen["reports"].Dequeue())
            );
        }
    }

    private string Told(Actor actor, Version v)
    {
        var rules = new Rules(_facts, v);
        var (level, isBlind) = (rules.Level(actor), rules.IsBlind(actor));
        return level == 0
            ? "none"
            : Text(
                v.State,
                Rules.Levels[level],
                ("names", !isBlind),
                ("history", rules.SeesHistory(actor)),
                ("team", rules.IsTeam(actor) && !isBlind),
                ("links", level == 4),
                ("audit", actor.IsAdmin || actor.Name == _facts.Owner),
                ("names of files", List(v.State == "WITHDRAWN" ? [] : v.Files.Select(one => isBlind ? "?" : one.Name))),
                ("files", rules.ReadsFiles(actor) && v.Files.Count > 0 && v.State != "WITHDRAWN"),
                ("threads", rules.Hears(actor, null) ? v.Comments.Count(one => one is { On: null, Parent: null }) : 0),
                (
                    "reviews",
                    List(
                        v.Reviews.Where(one => rules.Part(actor, one) is not null)
                            .Select(one => (one, IsAuthor: rules.Part(actor, one) == "AUTHOR"))
                            .Select(one =>
                                $"{one.one.Reviewer} of {v.Number} {(one.IsAuthor && one.one.Method != "OPEN" ? "unnamed" : "named")}{(!one.IsAuthor && one.one.Status == "SUBMITTED" ? ", confidential" : "")} {rules.Unfinished(actor, one.one)}"
                            )
                    )
                ),
                ("terms", rules.Terms),
                ("grants", level == 4 ? _facts.Versions.Where(one => one.Number <= v.Number).Sum(one => one.Grants.Count) : "none"),
                ("access", rules.HasData(actor)),
                ("downloads by", level == 4 ? List(v.Downloaders) : "none"),
                ("in community", v.IsIncluded && !isBlind && rules.SeesInside(actor)),
                (
                    "versions",
                    isBlind ? "" : List(_facts.Versions.Where(one => new Rules(_facts, one).IsPublic).Select(one => $"{one.Number}"))
                )
            );
    }

    private string Seen(JsonElement output) =>
        output.ValueKind == JsonValueKind.Null
            ? "none"
            : Text(
                Text(output, "state"),
                Text(output, "viewerLevel"),
                ("names", output.GetProperty("contributors").GetArrayLength() > 0 || Has(output, "publisher")),
                ("history", Has(output, "revisions")),
                ("team", Has(output, "collaborators")),
                ("links", Has(output, "shareLinks")),
                ("audit", Has(output, "audit")),
                (
                    "names of files",
                    List(
                        output
                            .GetProperty("files")
                            .EnumerateArray()
                            .Select(one => Text(one, "name"))
                            .Select(one => one.StartsWith("file-", StringComparison.Ordinal) ? "?" : one)
                    )
                ),
                ("files", Has(output, "preview")),
                ("threads", Count(output, "comments")),
                (
                    "reviews",
                    List(
                        Nodes(output, "reviews")
                            .Select(one =>
                                $"{_facts.Versions.SelectMany(version => version.Reviews).First(known => known.Id == Text(one, "id")).Reviewer} of {one.GetProperty("round").GetProperty("version")} {(Has(one, "reviewer") ? "named" : "unnamed")}{(Has(one, "commentsToEditor") ? ", confidential" : "")} {(Has(one, "unfinished") ? Text(one.GetProperty("unfinished"), "commentsToAuthor") : "")}"
                            )
                    )
                ),
                ("terms", Has(output, "accessTerms") ? output.GetProperty("accessTerms").GetProperty("version").GetInt32() : 0),
                ("grants", Count(output, "accessGrants")),
                ("access", Has(output, "viewerAccess")),
                (
                    "downloads by",
                    Has(output, "downloads")
                        ? List(
                            Nodes(output, "downloads")
                                .Where(one => Text(one, "kind") == "DOWNLOAD")
                                .Select(one => Name(one, "user"))
                                .Distinct()
                        )
                        : "none"
                ),
                ("in community", output.GetProperty("communities").GetProperty("totalCount").GetInt32() > 0),
                ("versions", List(Nodes(output, "versions").Select(one => one.GetProperty("version").GetRawText())))
            );

    private static string Text(string first, string second, params (string What, object Is)[] rest) =>
        string.Join("; ", [first, second, .. rest.Select(one => $"{one.What} {one.Is}")]);

    private static string List(IEnumerable<string> some) => string.Join(' ', some.Order(StringComparer.Ordinal));

    private static IEnumerable<JsonElement> Nodes(JsonElement of, string field) =>
        of.GetProperty(field).GetProperty("nodes").EnumerateArray();

    private static object Count(JsonElement of, string field) =>
        Has(of, field) ? of.GetProperty(field).GetProperty("totalCount").GetInt32() : "none";

    /// <summary>Whose account it is; ? for nobody's.</summary>
    private string Name(JsonElement of, string field) => Has(of, field) ? stage.Cast.NameOf(Text(of.GetProperty(field), "id")) : "?";

    private static bool Has(JsonElement of, string property) => of.GetProperty(property).ValueKind != JsonValueKind.Null;

    private static string Text(JsonElement of, string property) => of.GetProperty(property).GetString()!;
}
