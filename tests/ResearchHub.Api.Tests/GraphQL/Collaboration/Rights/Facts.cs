namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>Somebody who works on the output or is invited to; an invitation to a profile knows its account from the start.</summary>
internal sealed record Place(string Id, string? User, string? Address, string Role, DateTimeOffset Until, string? Secret)
{
    public string? User { get; set; } = User;
    public string Role { get; set; } = Role;
    public bool IsAccepted { get; set; }
}

/// <summary>A secret link to the draft.</summary>
internal sealed record Link(string Id, string Secret, string Level, bool IsAnonymous, DateTimeOffset Until)
{
    public bool IsRevoked { get; set; }
}

/// <summary>A review; its status is one of the schema's.</summary>
internal sealed record Review(string Id, string Reviewer, string Method, int Round)
{
    public string Status { get; set; } = "INVITED";

    /// <summary>Whether its reviewer agreed to its publication, and whether it happened.</summary>
    public bool MayPublish { get; set; }
    public bool IsPublished { get; set; }
}

/// <summary>Something that somebody is asked to decide.</summary>
/// <param name="To">The person, or OUTPUT, COMMUNITY, MANAGERS: whoever administers, curates, manages.</param>
/// <param name="Matter">Only one of a kind and matter waits at a time.</param>
/// <param name="Until">From when on nobody can accept it.</param>
internal sealed record Request(string Id, string Kind, string By, string To, string Matter, DateTimeOffset? Until)
{
    public string Status { get; set; } = "SUBMITTED";

    /// <summary>As what somebody is invited into the community; what who hands over becomes, nothing for "".</summary>
    public string Role { get; init; } = "";

    /// <summary>The review that is asked for.</summary>
    public Review? Review { get; init; }

    /// <summary>By which whoever has it becomes the one who is asked.</summary>
    public string? Secret { get; init; }
    public string To { get; set; } = To;
    public bool IsTaken { get; set; }

    /// <summary>Whose opinion the one who is asked wants.</summary>
    public IReadOnlyCollection<string> Opinions { get; set; } = [];
}

/// <summary>Access to the files.</summary>
internal sealed record Grant(string Id, string User, DateTimeOffset Until)
{
    public bool IsRevoked { get; set; }
}

/// <summary>Who asks: a person, the holder of a link, both, or nobody in particular.</summary>
internal sealed record Actor(string? Name, Link? Link = null)
{
    public bool IsSignedIn => Name is not null;

    /// <summary>Decides on everything in the catalogue.</summary>
    public bool IsCurator => Name is "kim" or "kurt" or "ada";
    public bool IsAdmin => Name is "ada";

    public override string ToString() =>
        (Name ?? "nobody") + (Link is null ? "" : $" with a link to {Link.Level}{(Link.IsAnonymous ? ", anonymous" : "")}");
}

/// <summary>What has happened: an output that Ana wrote and a community, and what people did with them. It knows nothing of rights.</summary>
internal sealed class Facts
{
    /// <summary>Ana is named in the output, and owns it at first; Kim and Kurt are curators of the catalogue, Ada administers it; nobody ever invites Eve or Kim.</summary>
    public static readonly string[] People = ["ana", "ben", "cid", "eve", "kim", "kurt", "ada"];
    public static readonly string[] Invited = ["ana", "ben", "cid", "kurt"];

    public required DateTimeOffset Now { get; set; }
    public string State { get; set; } = "DRAFT";
    public required string Access { get; set; }

    /// <summary>DIRECT or LICENSED.</summary>
    public required string Mode { get; init; }
    public DateOnly? EmbargoUntil { get; set; }
    public int Revision { get; set; }

    /// <summary>The access that the output had in its revisions.</summary>
    public SortedDictionary<int, string> AccessIn { get; } = [];
    public string Owner { get; set; } = "ana";
    public List<Place> Places { get; } = [];
    public List<Link> Links { get; } = [];
    public List<Review> Reviews { get; } = [];

    /// <summary>Number of the last round of review, and whether it is not decided.</summary>
    public int Round { get; set; }
    public bool IsRoundOpen { get; set; }

    /// <summary>Who wrote them, and whether they came by an anonymous link alone.</summary>
    public List<(string By, bool IsGuest)> Comments { get; } = [];
    public List<Grant> Grants { get; } = [];
    public List<Request> Requests { get; } = [];
    public Dictionary<string, string> Members { get; } = new(StringComparer.Ordinal) { ["ana"] = "OWNER" };
    public string Visibility { get; set; } = "PUBLIC";
    public string Policy { get; set; } = "CLOSED";
    public int CommunityRevision { get; set; } = 1;

    /// <summary>Whether the community has taken the output in.</summary>
    public bool IsIncluded { get; set; }

    /// <summary>Everybody who may try something.</summary>
    public IEnumerable<Actor> Everybody() => [.. Anywhere, .. Holders()];

    /// <summary>Who may try something on any stage.</summary>
    public static IEnumerable<Actor> Anywhere => People.Select(name => new Actor(name)).Prepend(new Actor(null));

    /// <summary>Holders of links; a link is tried alone, and by who has no other right than everybody's.</summary>
    public IEnumerable<Actor> Holders() =>
        Links.Where(IsLive).SelectMany(link => new[] { new Actor(null, link), new Actor(link.IsAnonymous ? "ben" : "eve", link) });

    public bool IsLive(Link link) => !link.IsRevoked && link.Until > Now;

    public bool IsLive(Grant grant) => !grant.IsRevoked && grant.Until > Now;

    public bool IsWaiting(string kind, string matter) =>
        Requests.Exists(one => one.Kind == kind && one.Matter == matter && one.Status == "SUBMITTED");
}
