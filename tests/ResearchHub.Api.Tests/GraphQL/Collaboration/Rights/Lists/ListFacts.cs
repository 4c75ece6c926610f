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
