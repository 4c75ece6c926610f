namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>
/// The rules of who may see and do what, written from what the schema and the decisions say (src/decisions/0007 to 0010), not from the code. Levels are those of
/// OutputLevel in their order; roles those of CommunityRole.
/// </summary>
internal sealed class Rules(Facts f)
{
    public static readonly string[] Levels = ["NONE", "VIEW", "COMMENT", "EDIT", "ADMIN"];
    private const int View = 1,
        Comment = 2,
        Edit = 3,
        Admin = 4;
    private static readonly string[] Roles = ["READER", "CURATOR", "MANAGER", "OWNER"];

    // What is published is there for everybody, to read and, with an account, to comment on.
    public bool IsPublic => f.State is "PUBLISHED" or "EMBARGOED" or "RETRACTED" or "WITHDRAWN";

    // The rest is for the owner, for curators, for co-authors by their role, for holders of links to drafts, for who reviews it now, for who curates a community that has it or is asked, and for who is asked to own it.
    // Who is asked to review it reads it and does no more, whoever they are, until they decline or it is decided.
    public int Own(Actor a) => Math.Min(IsReviewer(a.Name) ? View : Admin, Given(a));

    private int Given(Actor a) =>
        a.Name == f.Owner || a.IsCurator ? Admin : new[] { ByRole(a), ByLink(a), Reviews(a) || IsAsked(a) ? View : 0 }.Max();

    public int Level(Actor a) =>
        Math.Max(
            Own(a),
            !IsPublic ? 0
                : a.IsSignedIn ? Comment
                : View
        );

    // Names stay hidden from who reviews double-blind or is asked to, whatever else they may do, and from who came by an anonymous link alone.
    public bool IsBlind(Actor a) =>
        !IsPublic && (IsDoubleBlind(a) || (a.Link is { IsAnonymous: true } && !IsTeam(a) && !Reviews(a) && !IsAsked(a)));

    // Comments are for all others, and for who came by an anonymous link to comment; such a guest knows no names, and has none but for curators.
    public bool ReadsComments(Actor a) => !IsBlind(a) || (!IsDoubleBlind(a) && a.Link is { Level: "COMMENT" });

    public bool Comments(Actor a) => a.IsSignedIn && Level(a) >= Comment && ReadsComments(a);

    public bool KnowsAuthor(Actor a, string by, bool isGuest) => a.Name == by || (!IsBlind(a) && (!isGuest || IsEditor(a)));

    // Who works on it is for those who do, and for curators; its history for who edits; links for who administers. The blind get none of it, and no comments.
    public bool IsTeam(Actor a) => !IsReviewer(a.Name) && (a.Name == f.Owner || a.IsCurator || ByRole(a) > 0);

    public bool SeesHistory(Actor a) => Level(a) >= Edit && !IsBlind(a);

    // Files are for everybody once they are open; before, for who has rights of their own, and for who was given access that has not ended, which nobody is under an embargo. A tombstone has none.
    public bool ReadsFiles(Actor a) =>
        f.State != "WITHDRAWN"
        && (
            (f.Access == "OPEN" && f.State is "PUBLISHED" or "RETRACTED")
            || Own(a) > 0
            || (HasData(a) && f.State is "PUBLISHED" or "RETRACTED")
        );

    // A review is for its reviewer and for editors; for authors once it is decided, without names unless it is open. Nobody is the editor of what they have a part in, or review.
    public bool IsEditor(Actor a) => a.IsCurator && !HasPart(a.Name!) && !IsReviewer(a.Name);

    public string? Sees(Actor a, Review r) =>
        !a.IsSignedIn ? null
        : r.Reviewer == a.Name || (a.IsCurator && !IsAuthor(a) && (IsDecided(r) || !IsReviewer(a.Name))) ? "all"
        : IsAuthor(a) && r.Status == "SUBMITTED" && IsDecided(r)
            ? r.Method == "OPEN" ? "name"
                : "text"
        : null;

    // A community is there for everybody, but a hidden one for its members; its inside for members, and for everybody where it is public. An administrator is as an owner.
    public int RoleOf(Actor a) =>
        a.IsAdmin ? 3
        : a.Name is { } name ? Array.IndexOf(Roles, f.Members.GetValueOrDefault(name))
        : -1;

    public bool Exists(Actor a) => f.Visibility != "HIDDEN" || RoleOf(a) >= 0;

    public bool SeesInside(Actor a) => f.Visibility == "PUBLIC" || RoleOf(a) >= 0;

    // Owners place everybody, managers those below them.
    public bool Places(int by, string? present, string? next) => by == 3 || (by == 2 && Rank(present) < 2 && Rank(next) < 2);

    // A request is for who asks, who is asked, whose opinion those want, and administrators; who asks takes it back, who is asked decides, administrators both, but agree for nobody.
    public bool IsReceiver(Actor a, Request r) =>
        a.IsSignedIn
        && r.By != a.Name
        && (
            r.To == a.Name
            || (r.To == "OUTPUT" && Administers(a))
            || (r.To == "COMMUNITY" && Member(a) >= 1)
            || (r.To == "MANAGERS" && Member(a) >= 2)
        );

    // Who asks is not told to who may not know the authors of what it is about.
    public bool KnowsCreator(Actor a, Request r) =>
        r.By == a.Name || !IsDoubleBlind(a) || r.Kind is not ("COMMUNITY_INCLUSION" or "OWNERSHIP_TRANSFER" or "DATA_ACCESS");

    // Who was asked something about the output, by its authors or with them, or for an opinion on that, does not review it without knowing them.
    public bool HasMetAuthors(string name) =>
        f.Places.Exists(one => one.User is null && one.Address == name)
        || f.Requests.Exists(one => one.Kind == "OWNERSHIP_TRANSFER" && one.To == name)
        || f.Requests.Exists(one =>
            one.Kind is "OWNERSHIP_TRANSFER" or "COMMUNITY_INCLUSION" or "DATA_ACCESS" && one.Opinions.Contains(name)
        )
        || (Rank(f.Members.GetValueOrDefault(name)) >= 1 && (f.IsIncluded || f.Requests.Exists(one => one.Kind == "COMMUNITY_INCLUSION")));

    public bool SeesRequest(Actor a, Request r) =>
        a.IsSignedIn && (r.By == a.Name || IsReceiver(a, r) || r.Opinions.Contains(a.Name!) || a.IsAdmin);

    public bool Decides(Actor a, Request r) => r.Status == "SUBMITTED" && (IsReceiver(a, r) || (a.IsAdmin && !IsPersonal(r)));

    public bool Cancels(Actor a, Request r) => r.Status == "SUBMITTED" && (r.By == a.Name || a.IsAdmin);

    // The words used above.
    public static bool IsPersonal(Request r) => r.Kind is "COMMUNITY_INVITATION" or "REVIEW_INVITATION" or "OWNERSHIP_TRANSFER";

    public static int Rank(string? role) => Array.IndexOf(Roles, role);

    public bool HasPart(string name) => name == "ana" || name == f.Owner || f.Places.Exists(one => one.User == name);

    /// <summary>What an access mode can go with: on request is not for everybody.</summary>
    public bool Agrees(string access) => f.Mode == "DIRECT" || access == "RESTRICTED";

    /// <summary>The access right of a mode unless said otherwise, and at the end of an embargo.</summary>
    public static string UsualAccess(string mode) => mode == "DIRECT" ? "OPEN" : "RESTRICTED";

    /// <summary>Whether somebody was asked for a review that still counts.</summary>
    public bool IsReviewer(string? name) =>
        f.Reviews.Exists(one => one.Reviewer == name && one.Status is not ("DECLINED" or "CANCELLED") && !IsDecided(one));

    public bool HasData(Actor a) => f.Grants.Exists(grant => grant.User == a.Name && f.IsLive(grant));

    public bool IsAuthor(Actor a) => a.Name == f.Owner || ByRole(a) > 0;

    public bool IsDecided(Review r) => r.Round < f.Round || !f.IsRoundOpen;

    private int Member(Actor a) => Rank(f.Members.GetValueOrDefault(a.Name!));

    private bool Administers(Actor a) => a.Name == f.Owner || ByRole(a) == Admin;

    private int ByRole(Actor a) =>
        f.Places.Find(one => one.IsAccepted && one.User == a.Name) is { } place
            ? Array.IndexOf(Levels, place.Role == "READ" ? "VIEW" : place.Role)
            : 0;

    private int ByLink(Actor a) =>
        IsPublic || a.Link is not { } link || !f.IsLive(link) ? 0
        : a.IsSignedIn ? Array.IndexOf(Levels, link.Level)
        : View;

    private bool Reviews(Actor a) =>
        f.State == "IN_REVIEW"
        && f.Reviews.Exists(one => one.Reviewer == a.Name && one.Status is "REVIEWING" or "SUBMITTED" && !IsDecided(one));

    private bool IsDoubleBlind(Actor a) =>
        f.Reviews.Exists(one =>
            one.Reviewer == a.Name && one.Status is not ("DECLINED" or "CANCELLED") && !IsDecided(one) && one.Method == "DOUBLE_ANONYMOUS"
        );

    private bool IsAsked(Actor a) =>
        !IsPublic
        && a.IsSignedIn
        && (
            (Member(a) >= 1 && (f.IsIncluded || f.IsWaiting("COMMUNITY_INCLUSION", "")))
            || f.Requests.Exists(one => one.Kind == "OWNERSHIP_TRANSFER" && one.Status == "SUBMITTED" && one.To == a.Name)
        );
}
