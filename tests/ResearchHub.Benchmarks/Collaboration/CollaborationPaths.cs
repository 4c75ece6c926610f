using System.Buffers.Text;
using System.Text;

namespace ResearchHub.Benchmarks.Collaboration;

/// <summary>A page that people open again and again.</summary>
/// <param name="Document">Takes the cursor of the page as the variable <c>after</c>.</param>
/// <param name="Connection">Names of the fields that lead to the connection; empty where there is none to page through.</param>
internal sealed record CollaborationPath(string Name, string Document, params string[] Connection);

/// <summary>The ten noisiest paths and some beside them.</summary>
internal static class CollaborationPaths
{
    private const string Notification =
        "id kind state occurredAt isAddressed actor { name } topic { id ... on Study { title } } about { id }";
    private const string Comment =
        "id html createdAt isHidden author { name } anchor { isOrphaned start end } replies(first: 3) { totalCount nodes { html author { name } } }";
    private const string Item = "id note addedAt addedBy { name } output { title contributors { nameAsPrinted } }";
    private static readonly string Study = IdOf("Study", CollaborationSeed.Study);
    private static readonly string List = IdOf("ReadingList", CollaborationSeed.List);
    private static readonly string Request = IdOf("Request", CollaborationSeed.Request);

    public static IReadOnlyList<CollaborationPath> All { get; } =
    [
        new(
            "inbox",
            $"query ($after: String) {{ viewer {{ notifications(first: 50, after: $after) {{ nodes {{ {Notification} }} pageInfo {{ endCursor }} }} }} }}",
            "viewer",
            "notifications"
        ),
        new(
            "unread notifications",
            $"query ($after: String) {{ viewer {{ notifications(states: [UNREAD], first: 50, after: $after) {{ nodes {{ {Notification} }} pageInfo {{ endCursor }} }} }} }}",
            "viewer",
            "notifications"
        ),
        new(
            "inbox, grouped",
            $"query ($after: String) {{ viewer {{ notificationGroups(states: [UNREAD, SAVED], first: 20, after: $after) {{ nodes {{ count unread latest {{ {Notification} }} }} pageInfo {{ endCursor }} }} }} }}",
            "viewer",
            "notificationGroups"
        ),
        new("number of unread notifications", "{ viewer { unreadCount } }"),
        new(
            "follows",
            "query ($after: String) { viewer { follows(first: 50, after: $after) { nodes { subject { id ... on Study { title } } } pageInfo { endCursor } } } }",
            "viewer",
            "follows"
        ),
        new(
            "thread",
            $"query ($after: String) {{ comments(subjectId: \"{Study}\", first: 50, after: $after) {{ nodes {{ {Comment} }} pageInfo {{ endCursor }} }} }}",
            "comments"
        ),
        new("end of a thread", $"{{ comments(subjectId: \"{Study}\", last: 50) {{ totalCount nodes {{ {Comment} }} }} }}"),
        new(
            "reading list",
            $"query ($after: String) {{ node(id: \"{List}\") {{ ... on ReadingList {{ title items(first: 50, after: $after) {{ nodes {{ {Item} }} pageInfo {{ endCursor }} }} }} }} }}",
            "node",
            "items"
        ),
        new(
            "end of a reading list",
            $"{{ node(id: \"{List}\") {{ ... on ReadingList {{ items(last: 50) {{ totalCount nodes {{ {Item} }} }} }} }} }}"
        ),
        new(
            "timeline of a request",
            $"query ($after: String) {{ request(id: \"{Request}\") {{ title timeline(first: 50, after: $after) {{ nodes {{ kind text actor {{ name }} occurredAt }} pageInfo {{ endCursor }} }} }} }}",
            "request",
            "timeline"
        ),
        new(
            "end of a timeline",
            $"{{ request(id: \"{Request}\") {{ timeline(last: 50) {{ totalCount nodes {{ kind text actor {{ name }} }} }} }} }}"
        ),
        new(
            "outputs of a community",
            $"query ($after: String) {{ community(by: {{ slug: \"{CollaborationSeed.Community}\" }}) {{ memberCount outputs(first: 20, after: $after) {{ nodes {{ title contributors {{ nameAsPrinted }} }} pageInfo {{ endCursor }} }} }} }}",
            "community",
            "outputs"
        ),
    ];

    private static string IdOf(string type, long key) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{type}:{key}")));
}
