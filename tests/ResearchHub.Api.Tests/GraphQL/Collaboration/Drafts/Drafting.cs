using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;

/// <summary>Drafts and who works on them, for tests.</summary>
internal static class Drafting
{
    /// <summary>A draft that belongs to whoever has the token.</summary>
    /// <param name="kind">Study or Dataset.</param>
    public static async Task<string> DraftAsync(this HubServerFixture hub, string token, string title = "A draft", string kind = "Study")
    {
        var input = new Dictionary<string, object?>
        {
            ["titles"] = new[] { new { language = "en", text = title } },
            ["publisher"] = "Ministry of Secrets",
            ["attribution"] = "Thank Ana",
            ["doi"] = $"10.5555/{Guid.NewGuid():n}",
            ["contributors"] = new[] { new { researcher = "UmVzZWFyY2hlcjozMQ" } },
            ["funding"] = new[] { new { funderName = "Ana's Fund" } },
            ["links"] = new[] { new { url = "https://ana.example/", kind = "FULL_TEXT" } },
            [kind == "Study" ? "type" : "accessMode"] = kind == "Study" ? "REPORT" : "OPEN",
        };
        var made = await hub.DoneAsync(token, $"create{kind}", input, $"{kind.ToLowerInvariant()} {{ id }}");
        return made.GetProperty(kind.ToLowerInvariant()).GetProperty("id").GetString()!;
    }

    /// <summary>Makes somebody a collaborator; gives the collaborator's id.</summary>
    public static async Task<string> JoinAsync(this HubServerFixture hub, string owner, string id, string token, string email, string role)
    {
        var invited = await hub.DoneAsync(
            owner,
            "inviteCollaborator",
            new
            {
                id,
                email,
                role,
            },
            "collaborator { id }"
        );
        var collaborator = invited.GetProperty("collaborator").GetProperty("id").GetString()!;
        await hub.DoneAsync(token, "acceptCollaboration", new { id = collaborator });
        return collaborator;
    }

    /// <summary>The secret of a new link.</summary>
    public static async Task<string> LinkAsync(
        this HubServerFixture hub,
        string owner,
        string id,
        string level,
        bool isAnonymous = false
    ) => (
            await hub.DoneAsync(
                owner,
                "createShareLink",
                new
                {
                    id,
                    name = "For a reader",
                    level,
                    isAnonymous,
                },
                "secret"
            )
        ).GetProperty("secret").GetString()!;

    /// <summary>An output as somebody sees it; null when it does not exist for them.</summary>
    public static async Task<JsonElement> SeenAsync(
        this HubServerFixture hub,
        string? token,
        string id,
        string selection = "title viewerLevel"
    ) =>
        (
            await hub.DataAsAsync(token, $"query ($id: ID!) {{ node(id: $id) {{ ... on ResearchOutput {{ {selection} }} }} }}", new { id })
        ).GetProperty("node");

    /// <summary>How far somebody's rights go; null when the output does not exist for them.</summary>
    public static async Task<string?> LevelAsync(this HubServerFixture hub, string? token, string id) =>
        await hub.SeenAsync(token, id, "viewerLevel") is { ValueKind: JsonValueKind.Object } seen
            ? seen.GetProperty("viewerLevel").GetString()
            : null;

    /// <summary>Changes the title; gives the codes of what was refused.</summary>
    public static async Task<string[]> RetitleAsync(
        this HubServerFixture hub,
        string? token,
        string id,
        int expectedRevision,
        string title
    ) =>
        (
            await hub.RunAsync(
                token,
                "reviseStudy",
                new
                {
                    id,
                    expectedRevision,
                    titles = new[] { new { language = "en", text = title } },
                }
            )
        ).Problems();
}
