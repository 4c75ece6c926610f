namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights.Lists;

/// <summary>An invitation to a list.</summary>
/// <param name="Address">Whose address it went to.</param>
internal sealed record ListInvitation(string Id, string Address, string Level, string Secret, DateTimeOffset Until)
{
    public string Status { get; set; } = "SUBMITTED";

    /// <summary>Who may accept it, or did: by their address until somebody does by its secret.</summary>
    public string To { get; set; } = Address;
}

/// <summary>Something on a list, and what is said of it.</summary>
internal sealed record ListItem(string Id, string Output)
{
    public string Note { get; set; } = "";
}

/// <summary>What has happened to a reading list; it knows nothing of rights.</summary>
internal sealed class ListFacts(string id, string owner)
{
    public string Id => id;
    public string Owner => owner;
    public required DateTimeOffset Now { get; set; }
    public string Visibility { get; set; } = "PRIVATE";
    public bool IsDeleted { get; set; }

    /// <summary>Levels of those whom it is shared with.</summary>
    public SortedDictionary<string, string> Members { get; } = new(StringComparer.Ordinal);
    public List<ListItem> Items { get; } = [];
    public List<ListInvitation> Invitations { get; } = [];

    /// <summary>Where its exports are: for who sees it, for who has the secret, and where they were before.</summary>
    public required string Path { get; init; }
    public required string SecretPath { get; set; }
    public List<string> FormerPaths { get; } = [];

    /// <summary>Copies, by id, and whose they are.</summary>
    public Dictionary<string, string> Copies { get; } = new(StringComparer.Ordinal);

    public bool IsInvited(string address) => Invitations.Exists(one => one.Address == address && one.Status == "SUBMITTED");
}

/// <summary>Who may see and do what with a reading list: written from what the schema says, not from the code.</summary>
internal sealed class ListRules(ListFacts f)
{
    private static readonly string[] Levels = ["", "VIEW", "EDIT", "OWN"];

    // A list is its owner's; shared, it is for those whom it is shared with too, and public, for everybody to see. What is deleted is for nobody.
    public string Level(Actor a) =>
        f.IsDeleted ? ""
        : a.Name == f.Owner ? "OWN"
        : IsMember(a) ? f.Members[a.Name!]
        : f.Visibility == "PUBLIC" ? "VIEW"
        : "";

    public bool Has(Actor a, string level) => Array.IndexOf(Levels, Level(a)) >= Array.IndexOf(Levels, level);

    // Whom it is shared with is for its owner and for them, and its secret address for its owner alone.
    public bool SeesMembers(Actor a) => Has(a, "OWN") || (!f.IsDeleted && IsMember(a));

    // Who shares it may leave, and its owner takes it back.
    public bool Unshares(Actor a, string whom) => f.Members.ContainsKey(whom) && (Has(a, "OWN") || (a.Name == whom && Has(a, "VIEW")));

    // An invitation is for who invites, for who is invited, and for administrators; who is invited accepts it, unless the list is private again.
    public bool Sees(Actor a, ListInvitation one) => a.IsSignedIn && (a.Name == f.Owner || a.Name == one.To || a.IsAdmin);

    private bool IsMember(Actor a) => f.Visibility != "PRIVATE" && a.Name is { } name && f.Members.ContainsKey(name);
}
