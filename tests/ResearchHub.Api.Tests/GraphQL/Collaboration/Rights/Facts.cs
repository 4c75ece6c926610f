namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>Somebody who works on the output or is invited to; an invitation to a profile knows its account from the start.</summary>
internal sealed record Place(string Id, string? User, string? Address, string Role, DateTimeOffset Until, string? Secret)
{
    public string? User { get; set; } = User;
    public string Role { get; set; } = Role;
    public bool IsAccepted { get; set; }

    /// <summary>Whether publishing names them among the authors.</summary>
    public bool IsNamed { get; init; } = Role is "EDIT" or "ADMIN";
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

    /// <summary>What its reviewer said of a conflict of interest; null for nothing yet.</summary>
    public bool? HasConflict { get; set; }

    /// <summary>Whether its reviewer agreed to its publication, and whether it happened.</summary>
    public bool MayPublish { get; set; }
    public bool IsPublished { get; set; }

    /// <summary>What its reviewer has written so far, which is gone as soon as they write no more; null for nothing.</summary>
    public string? Unfinished
    {
        get => Status == "REVIEWING" ? field : null;
        set;
    }
}

/// <summary>Something that somebody is asked to decide.</summary>
/// <param name="To">The person, or OUTPUT, COMMUNITY, MANAGERS: whoever administers, curates, manages.</param>
/// <param name="Matter">Only one of a kind and matter waits at a time.</param>
/// <param name="Until">From when on nobody can accept it.</param>
internal sealed record Request(string Id, string Kind, string By, string To, string Matter, DateTimeOffset? Until)
{
    public string Status
    {
        get;
        set
        {
            field = value;
            IsSent = value != "CREATED" && (IsSent || value is "SUBMITTED" or "ACCEPTED");
        }
    } = "SUBMITTED";

    /// <summary>Whether it was ever sent, and not kept back all the time.</summary>
    public bool IsSent { get; private set; } = true;
    public bool IsWaiting => Status is "CREATED" or "SUBMITTED";
    public DateTimeOffset? Until { get; set; } = Until;

    /// <summary>As what somebody is invited into the community; what who hands over becomes, nothing for "".</summary>
    public string Role { get; init; } = "";

    /// <summary>The review that is asked for.</summary>
    public Review? Review { get; init; }

    /// <summary>By which whoever has it becomes the one who is asked.</summary>
    public string? Secret { get; init; }
    public string To { get; set; } = To;
    public bool IsTaken { get; set; }

    /// <summary>Whose opinion the one who is asked wants.</summary>
    public IReadOnlyCollection<string> Opinions
    {
        get;
        set
        {
            field = value;
            EverWanted.UnionWith(value);
        }
    } = [];

    /// <summary>Whose opinion was wanted at any time.</summary>
    public HashSet<string> EverWanted { get; } = [];

    /// <summary>The day by which an answer is hoped for; null for none.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>The version that is to come into the community, or whose data are asked for, and the terms that were accepted; 0 for none.</summary>
    public Version? Version { get; init; }
    public int Terms { get; set; }
}

/// <summary>Terms of access, counted over all versions, and for how many days it is given on them.</summary>
internal sealed record Terms(int Number, Version Of, int Days);

/// <summary>Access to the files, on terms; 0 for none.</summary>
internal sealed record Grant(string Id, string User, int Terms, DateTimeOffset Until)
{
    public bool IsRevoked { get; set; }
}

/// <summary>A file of a version.</summary>
internal sealed record DataFile(string Id, string Name, string Path);

/// <summary>Something said about a version, or about a review of it.</summary>
/// <param name="Voice">OWN, GUEST, REVIEWER or AUTHOR.</param>
internal sealed record Comment(string Id, string By, string Voice, Review? On, Comment? Parent)
{
    public bool IsDeleted { get; set; }
    public bool IsHidden { get; set; }
    public bool IsLocked { get; set; }
    public bool IsResolved { get; set; }
    public List<Report> Reports { get; } = [];
}

/// <summary>Somebody says that a comment should not be there.</summary>
internal sealed record Report(string Id, string By)
{
    public bool IsOpen { get; set; } = true;
}

/// <summary>Who asks: a person, the holder of a link, both, or nobody in particular.</summary>
internal sealed record Actor(string? Name, Link? Link = null)
{
    public bool IsSignedIn => Name is not null;

    public bool IsAdmin => Name is "ada";

    public override string ToString() =>
        (Name ?? "nobody") + (Link is null ? "" : $" with a link to {Link.Level}{(Link.IsAnonymous ? ", anonymous" : "")}");
}

/// <summary>A version of the work.</summary>
internal sealed class Version(string id, int number)
{
    public string Id => id;
    public int Number => number;
    public string State { get; set; } = "DRAFT";
    public required string Access { get; set; }
    public DateOnly? EmbargoUntil { get; set; }
    public int Revision { get; set; }

    /// <summary>The access that it had in its revisions.</summary>
    public SortedDictionary<int, string> AccessIn { get; } = [];

    /// <summary>Who stands in it as an author, and who at the first place.</summary>
    public HashSet<string> Named { get; init; } = ["ana"];
    public string First { get; set; } = "ana";
    public List<Link> Links { get; } = [];
    public List<Review> Reviews { get; } = [];

    /// <summary>Number of the last round of review, and whether it is not decided.</summary>
    public int Round { get; set; }
    public bool IsRoundOpen { get; set; }
    public List<Comment> Comments { get; } = [];
    public List<Grant> Grants { get; } = [];

    /// <summary>Its files, and who is known to have had them.</summary>
    public List<DataFile> Files { get; init; } = [];
    public SortedSet<string> Downloaders { get; } = [];

    /// <summary>Whether the community has taken it in.</summary>
    public bool IsIncluded { get; set; }

    /// <summary>The review that somebody was asked for and that still counts; null for none.</summary>
    public Review? Undecided(string name) =>
        Reviews.Find(one => one.Reviewer == name && one.Status is not ("DECLINED" or "CANCELLED") && !IsDecided(one));

    /// <summary>Whether somebody who was asked for a review said in the round that is open that they have a conflict of interest.</summary>
    public bool HasConflict(string name) => Reviews.Exists(one => one.Reviewer == name && one.HasConflict == true && !IsDecided(one));

    public bool IsDecided(Review review) => review.Round < Round || !IsRoundOpen;
}

/// <summary>Who decides on everything in the catalogue, on all stages, and who did once.</summary>
internal sealed class Curators
{
    private readonly HashSet<string> _now = new(StringComparer.Ordinal) { "kim", "kurt", "ada" };

    /// <summary>Who saw whose each draft is.</summary>
    private readonly HashSet<string> _ever = new(StringComparer.Ordinal) { "kim", "kurt", "ada" };

    public bool Has(string? name) => name is not null && _now.Contains(name);

    public bool Had(string name) => _ever.Contains(name);

    /// <summary>Makes somebody a curator, or no curator any more.</summary>
    public void Turn(string name)
    {
        if (!_now.Remove(name))
        {
            _now.Add(name);
            _ever.Add(name);
        }
    }
}

/// <summary>What has happened: a work that Ana began, in its versions, and a community, and what people did with them. It knows nothing of rights.</summary>
internal sealed class Facts
{
    /// <summary>Ana is named in the work, and owns it at first; Kim and Kurt are curators of the catalogue, Kurt's account is also another person's from time to time; Cid is one from time to time, Ada administers it; nobody ever invites Eve or Kim. Rea reviews, where she is not named, reports comments, and does nothing else: nobody but curators ever comes across her.</summary>
    public static readonly string[] People = ["ana", "ben", "cid", "eve", "kim", "kurt", "ada", Rea];
    public const string Rea = "rea";
    public const string Cid = "cid";
    public const string Kurt = "kurt";
    private const int MostLinks = 4;
    public static readonly string[] Invited = ["ana", "ben", "cid", "kurt"];

    public required DateTimeOffset Now { get; set; }
    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);
    public required Curators Curators { get; init; }
    public required Persons Persons { get; init; }

    public bool IsCurator(Actor actor) => Curators.Has(actor.Name);

    /// <summary>DIRECT or LICENSED.</summary>
    public required string Mode { get; init; }
    public List<Version> Versions { get; } = [];

    /// <summary>Ids of what went with a draft that was deleted, or a file that was taken away: for nobody any more. Files of them can be asked for yet.</summary>
    public List<string> Gone { get; } = [];
    public List<DataFile> GoneFiles { get; } = [];
    public string Owner { get; set; } = "ana";
    public List<Place> Places { get; } = [];

    /// <summary>Who worked on the work or was invited to, owned it, or curated the community with a draft of it, and did not any more at some time; and who wrote in it.</summary>
    public HashSet<string> Former { get; } = new(StringComparer.Ordinal);

    /// <summary>Those of them who had agreed to work on it, or owned it.</summary>
    public HashSet<string> Authors { get; } = new(StringComparer.Ordinal);
    public List<Terms> Terms { get; } = [];
    public List<Request> Requests { get; } = [];
    public Dictionary<string, string> Members { get; } = new(StringComparer.Ordinal) { ["ana"] = "OWNER" };
    public string Visibility { get; set; } = "PUBLIC";
    public string Policy { get; set; } = "CLOSED";

    /// <summary>Whether the community was deleted, for ever.</summary>
    public bool IsDeleted { get; set; }
    public int CommunityRevision { get; set; } = 1;

    /// <summary>Takes people off the work, and invitations to it.</summary>
    public void Leave(Predicate<Place> who)
    {
        Former.UnionWith(Places.Where(one => who(one)).SelectMany(one => new[] { one.User, one.Address }).OfType<string>());
        Authors.UnionWith(Places.Where(one => who(one) && one.IsAccepted).Select(one => one.User!));
        Places.RemoveAll(who);
    }

    /// <summary>Who may try something on any stage.</summary>
    public static IEnumerable<Actor> Anywhere => People.Select(name => new Actor(name)).Prepend(new Actor(null));

    /// <summary>Everybody who may try something with a version: people, and holders of links to it.</summary>
    public IEnumerable<Actor> Everybody(Version version) => [.. Anywhere, .. Holders(version)];

    /// <summary>Links, also those that have ended, are tried alone, by who has no other right than everybody's, and by who may be kept from what the link lets do.</summary>
    public IEnumerable<Actor> Holders(Version version) =>
        version
            .Links.TakeLast(MostLinks)
            .SelectMany(link =>
                new[] { new Actor(null, link), new Actor(link.IsAnonymous ? "ben" : "eve", link), new Actor("kurt", link) }
            );

    public bool IsLive(Link link) => !link.IsRevoked && link.Until > Now;

    /// <summary>Whether somebody is let in: who comes with a link that has ended is told so, whatever they ask for.</summary>
    public bool IsLetIn(Actor actor) => actor.Link is not { } link || IsLive(link);

    public bool IsLive(Grant grant) => !grant.IsRevoked && grant.Until > Now;

    public bool IsWaiting(string kind, string matter, Version? version = null) =>
        Requests.Exists(one => one.Kind == kind && one.Matter == matter && one.Version == version && one.IsWaiting);

    /// <summary>The terms in force for a version: its own latest, else those of the version before it that has any; null for none.</summary>
    public Terms? TermsOf(Version version) =>
        Terms.Where(one => one.Of.Number <= version.Number).OrderBy(one => one.Of.Number).ThenBy(one => one.Number).LastOrDefault();
}
