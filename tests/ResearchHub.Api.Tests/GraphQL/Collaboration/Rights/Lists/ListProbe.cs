using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights.Lists;

/// <summary>What somebody sees of a reading list, asked of the server and of the rules; both as text of the same form.</summary>
internal static class ListProbe
{
    private const string Query = """
        query ($lists: [ID!]!, $copies: [ID!]!, $invitations: [ID!]!) {
          lists: nodes(ids: $lists) { ... on ReadingList {
            viewerLevel visibility secretPath items { nodes { note } } members { nodes { level user { id } } } } }
          copies: nodes(ids: $copies) { ... on ReadingList { viewerLevel forkedFrom { id } } }
          invitations: nodes(ids: $invitations) { ... on Request { status } }
          readingLists(first: 100) { nodes { id viewerLevel } }
          viewer { readingLists(first: 100) { nodes { id viewerLevel } } }
        }
        """;

    /// <summary>Where what the server shows of these lists is not what the rules say; null when it is.</summary>
    public static async Task<string?> DifferenceAsync(Cast cast, Actor actor, IReadOnlyList<ListStage> stages)
    {
        var answer = await cast.SendAsync(
            actor,
            Query,
            new
            {
                lists = stages.Select(one => one.Facts.Id),
                copies = stages.SelectMany(one => one.Facts.Copies.Keys),
                invitations = stages.SelectMany(one => one.Facts.Invitations).Select(one => one.Id),
            }
        );
        if (!answer.TryGetProperty("data", out var data))
        {
            return $"{actor} gets {answer.GetRawText()}";
        }
        var seen = new[] { "lists", "copies", "invitations" }.ToDictionary(
            one => one,
            one => new Queue<JsonElement>(data.GetProperty(one).EnumerateArray())
        );
        var (everybodys, own) = (Levels(data), actor.IsSignedIn ? Levels(data.GetProperty("viewer")) : []);
        foreach (var f in stages.Select(one => one.Facts))
        {
            var rules = new ListRules(f);
            var level = rules.Level(actor);
            List<(string Told, string Seen)> lines =
            [
                (Told(actor, f, rules), Seen(cast, seen["lists"].Dequeue())),
                (
                    $"public {(f.Visibility == "PUBLIC" ? level : "")}, own {(rules.SeesMembers(actor) ? level : "")}",
                    $"public {everybodys.GetValueOrDefault(f.Id)}, own {own.GetValueOrDefault(f.Id)}"
                ),
                .. f.Invitations.Select(one =>
                    (rules.Sees(actor, one) ? one.Status : "none", Or(seen["invitations"].Dequeue(), there => Text(there, "status")))
                ),
                .. f.Copies.Select(one =>
                    (
                        one.Value == actor.Name ? $"OWN of {level != ""}" : "none",
                        Or(
                            seen["copies"].Dequeue(),
                            there => $"{Text(there, "viewerLevel")} of {there.GetProperty("forkedFrom").ValueKind != JsonValueKind.Null}"
                        )
                    )
                ),
            ];
            if (lines.Find(one => one.Told != one.Seen) is { Told: not null } other)
            {
                return $"{actor} sees of the list of {f.Owner}:\n{other.Seen}\nand not\n{other.Told}";
            }
        }
        return null;
    }

    /// <summary>Whether its files are given to somebody, by each of its addresses, as the rules say; null when they are.</summary>
    public static async Task<string?> FilesAsync(Cast cast, Actor actor, ListFacts f)
    {
        (string Path, bool IsTheirs)[] all =
        [
            (f.Path, new ListRules(f).Has(actor, "VIEW")),
            (f.SecretPath, !f.IsDeleted),
            .. f.FormerPaths.TakeLast(1).Select(one => (one, false)),
        ];
        foreach (var (path, isTheirs) in all)
        {
            if (await cast.DownloadAsync(actor, $"{path}.json") != isTheirs)
            {
                return $"{actor} {(isTheirs ? "does not get" : "gets")} the list of {f.Owner}{(path == f.Path ? "" : " by a secret")}";
            }
        }
        return null;
    }

    private static string Told(Actor actor, ListFacts f, ListRules rules) =>
        rules.Level(actor) is { Length: > 0 } level
            ? string.Join(
                "; ",
                level,
                f.Visibility,
                $"secret {level == "OWN"}",
                $"items {string.Join(' ', f.Items.Select(one => one.Note))}",
                $"members {(rules.SeesMembers(actor) ? Sorted(f.Members.Select(one => $"{one.Key} {one.Value}")) : "")}"
            )
            : "none";

    private static string Seen(Cast cast, JsonElement list) =>
        Or(
            list,
            there =>
                string.Join(
                    "; ",
                    Text(there, "viewerLevel"),
                    Text(there, "visibility"),
                    $"secret {there.GetProperty("secretPath").ValueKind != JsonValueKind.Null}",
                    $"items {string.Join(' ', Nodes(there, "items").Select(one => Text(one, "note")))}",
                    $"members {Sorted(Nodes(there, "members").Select(one => $"{cast.NameOf(Text(one.GetProperty("user"), "id"))} {Text(one, "level")}"))}"
                )
        );

    private static string Or(JsonElement node, Func<JsonElement, string> there) =>
        node.ValueKind == JsonValueKind.Null ? "none" : there(node);

    /// <summary>What somebody may do with the lists of a page, by id.</summary>
    private static Dictionary<string, string> Levels(JsonElement of) =>
        Nodes(of, "readingLists").ToDictionary(one => Text(one, "id"), one => Text(one, "viewerLevel"), StringComparer.Ordinal);

    private static IEnumerable<JsonElement> Nodes(JsonElement of, string field) =>
        of.GetProperty(field).GetProperty("nodes").EnumerateArray();

    private static string Sorted(IEnumerable<string> some) => string.Join(", ", some.Order(StringComparer.Ordinal));

    private static string Text(JsonElement of, string property) => of.GetProperty(property).GetString()!;
}
