using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Tests.GraphQL.Access;

/// <summary>How to ask for each private field.</summary>
internal static class MatrixProbes
{
    /// <summary>How to ask for a private field, and who gets it.</summary>
    public static (string Query, string[] SeenBy) Of(string field, int key)
    {
        string[] curators = ["read-only admin", "curator", "admin"];
        string[] admins = ["read-only admin", "admin"];
        string[] owner = ["read-only admin", "owner", "admin"];
        string[] person = ["read-only admin", "owner", "curator", "admin"];
        string Person(string selection) => $"{{ researcher(by: {{ id: \"{NodeId.Encode("Researcher", key + 6)}\" }}) {{ {selection} }} }}";
        var user = $"user(by: {{ id: \"{NodeId.Encode("User", key + 4)}\" }})";
        var log = $"node(id: \"{NodeId.Encode("Study", key)}\") {{ ... on Study {{ audit(first: 1) {{ nodes {{ ";
        return field switch
        {
            "Query.user" => ($"{{ {user} {{ id }} }}", curators),
            "Query.request" => ($"{{ request(id: \"{NodeId.Encode("Request", key)}\") {{ title }} }}", person),
            "CollaborationCall.answers" => (
                $"{{ node(id: \"{NodeId.Encode("CollaborationCall", key)}\") {{ ... on CollaborationCall {{ answers {{ totalCount }} }} }} }}",
                owner
            ),
            // Of members each gets their own, and nobody else any: no administrator either.
            "Community.secretFeed" => (
                $"{{ node(id: \"{NodeId.Encode("Community", key)}\") {{ ... on Community {{ secretFeed }} }} }}",
                ["owner"]
            ),
            "Query.auditEvents" => ("{ auditEvents(first: 1) { pageInfo { hasNextPage } } }", admins),
            "User.email" => ($"{{ {user} {{ email }} }}", admins),
            "User.role" => ($"{{ {user} {{ role }} }}", curators),
            "Query.commentReports" => ("{ commentReports(first: 1) { totalCount } }", curators),
            "Query.identifierRegistrations" => ("{ identifierRegistrations(first: 1) { totalCount } }", curators),
            "ResearchOutput.registration" or "Study.registration" => (Registration("Study", key), curators),
            "Dataset.registration" => (Registration("Dataset", key + 1), curators),
            "LearningResource.registration" => (Registration("LearningResource", key + 2), curators),
            "Researcher.affiliations" => (Person("affiliations { organization { name } }"), person),
            "Researcher.expertise" => (Person("expertise { notation }"), person),
            "Researcher.audit" => (Person("audit(first: 1) { totalCount }"), owner),
            "Researcher.visibility" => (Person("visibility { field }"), person),
            "Researcher.sector" or "Researcher.url" or "Researcher.languages" or "Researcher.openTo" => (
                Person(field.Split('.')[1]),
                person
            ),
            "AuditEvent.address" => ($"{{ {log} address }} }} }} }} }}", admins),
            "AuditEvent.credential" => ($"{{ {log} credential }} }} }} }} }}", admins),
            _ when field.EndsWith(".collaborators", StringComparison.Ordinal) => (
                OfOutput(field, key, "collaborators { nodes { id } }"),
                ["read-only admin", "co-author", "owner", "curator", "admin"]
            ),
            _ when field.EndsWith(".revisions", StringComparison.Ordinal) => (
                OfOutput(field, key, "revisions { totalCount }"),
                ["read-only admin", "co-author", "owner", "curator", "admin"]
            ),
            _ when field.EndsWith(".compare", StringComparison.Ordinal) => (
                OfOutput(field, key, "compare(from: 0, to: 9) { field }"),
                ["read-only admin", "co-author", "owner", "curator", "admin"]
            ),
            _ when field.EndsWith(".shareLinks", StringComparison.Ordinal) => (
                OfOutput(field, key, "shareLinks { nodes { id } }"),
                ["read-only admin", "owner", "curator", "admin"]
            ),
            "ResearchOutput.audit" or "Study.audit" => (Audit("Study", key), owner),
            "Dataset.audit" => (Audit("Dataset", key + 1), owner),
            "LearningResource.audit" => (Audit("LearningResource", key + 2), owner),
            _ => throw new NotSupportedException($"{field} is private: say here who may see it."),
        };
    }

    /// <summary>A record of each type that has an id, and who gets it.</summary>
    public static (string Id, string[] SeenBy) Record(string type, int key)
    {
        string[] team = ["read-only admin", "co-author", "owner", "curator", "admin"];
        return type switch
        {
            // Who reviews it sees it while it is in review; it is a draft.
            "Study" => (NodeId.Encode(type, key), team),
            "Dataset" => (NodeId.Encode(type, key + 1), team),
            "LearningResource" => (NodeId.Encode(type, key + 2), team),
            "CommentReport" => (NodeId.Encode(type, key + 20_000_000), ["read-only admin", "curator", "admin"]),
            "ReadingList" => (NodeId.Encode(type, key + 30_000_000), ["owner"]),
            "FormerPart" => (NodeId.Encode(type, key + 60_000_000), ["owner"]),
            "Request" => (NodeId.Encode(type, key), ["read-only admin", "owner", "curator", "admin"]),
            "Review" => (NodeId.Encode(type, key), ["read-only admin", "stranger", "curator", "admin"]),
            "SavedSearch" => (NodeId.Encode(type, key + 6), ["owner"]),
            "CollaborationCall" or "Community" => (NodeId.Encode(type, key), MatrixActors.Everybody),
            "Comment" => (NodeId.Encode(type, key + 10_000_000), MatrixActors.Everybody),
            "Researcher" => (NodeId.Encode(type, key + 6), MatrixActors.Everybody),
            "Organization" => (NodeId.Encode(type, 22), MatrixActors.Everybody),
            "Concept" => (NodeId.Encode(type, 13), MatrixActors.Everybody),
            "Place" => (NodeId.Encode(type, 3), MatrixActors.Everybody),
            _ => throw new NotSupportedException($"{type} is a record: say here who may see it."),
        };
    }

    private static string OfOutput(string field, int key, string selection)
    {
        var type = field.Split('.')[0] is "ResearchOutput" ? "Study" : field.Split('.')[0];
        var id = NodeId.Encode(type, key + Array.IndexOf(["Study", "Dataset", "LearningResource"], type));
        return $"{{ node(id: \"{id}\") {{ ... on {type} {{ {selection} }} }} }}";
    }

    private static string Registration(string type, int key) =>
        $"{{ node(id: \"{NodeId.Encode(type, key)}\") {{ ... on {type} {{ registration {{ identifier }} }} }} }}";

    private static string Audit(string type, int key) =>
        $"{{ node(id: \"{NodeId.Encode(type, key)}\") {{ ... on {type} {{ audit(first: 1) {{ totalCount }} }} }} }}";

    /// <summary>The only value that a probe asks for.</summary>
    public static JsonElement? Leaf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => Leaf(value.EnumerateObject().Single().Value),
            JsonValueKind.Array => value.GetArrayLength() == 0 ? null : Leaf(value[0]),
            _ => value,
        };
}
