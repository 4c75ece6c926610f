namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>
/// The rules of who may see and do what with a version of a work, written from what the schema and the decisions say (src/decisions), not from the code. Levels are
/// those of OutputLevel in their order; roles those of CommunityRole.
/// </summary>
internal sealed partial class Rules(Facts f, Version v)
{
    public static readonly string[] Levels = ["NONE", "VIEW", "COMMENT", "EDIT", "ADMIN"];
    private const int View = 1,
        Comment = 2,
        Edit = 3,
        Admin = 4;
    private static readonly string[] Roles = ["READER", "CURATOR", "MANAGER", "OWNER"];

    // What is published is there for everybody, to read and, with an account, to comment on.
    public bool IsPublic => v.State is "PUBLISHED" or "EMBARGOED" or "RETRACTED" or "WITHDRAWN";

    // The rest is for the owner, for curators, for co-authors by their role, for holders of links to it, for who reviews it now, for who curates a community that has it or is asked, or is asked for an opinion on that, and for who is asked to own the work.
    // Who is asked to review any version reads it and does no more, whoever they are, until they decline or it is decided; a curator with a conflict of interest has of what curators may do only that, until it is decided, and whoever has one of what a link lets do.
    // What was deleted is for nobody.
    public int Own(Actor a) => v.State == "DELETED" ? 0 : Math.Min(IsReviewer(a.Name) ? View : Admin, Given(a));

    private int Given(Actor a) =>
        a.Name == f.Owner || IsImpartial(a)
            ? Admin
            : new[] { ByRole(a), ByLink(a), f.IsCurator(a) || Reviews(a) || IsConcerned(a) ? View : 0 }.Max();

    public int Level(Actor a) =>
        Math.Max(
            Own(a),
            !IsPublic ? 0
                : a.IsSignedIn ? Comment
                : View
        );

    // Names stay hidden from who reviews double-blind or is asked to, whatever else they may do, and from who came by an anonymous link alone.
    public bool IsBlind(Actor a) =>
        !IsPublic && (IsDoubleBlind(a) || (IsGuest(a) && !f.IsCurator(a) && !IsTeam(a) && !Reviews(a) && !IsConcerned(a)));

    // Who works on it is for those who do, and for curators; its history for who edits; links, and who was given the data, for who administers. The blind get none of it.
    public bool IsTeam(Actor a) => !IsReviewer(a.Name) && (IsImpartial(a) || IsAuthor(a));

    public bool SeesHistory(Actor a) => Level(a) >= Edit && !IsBlind(a);

    // Of what is published there is a next version, one at a time: who administers it begins one where the latest is, and it is a draft with rights, links and reviews of its own.
    public bool HasNext(Actor a) =>
        Own(a) == Admin
        && v.State is "PUBLISHED" or "EMBARGOED"
        && f.Versions.TrueForAll(one => one.Number <= v.Number || one.State == "WITHDRAWN");

    // Files are for everybody once they are open; before, for who has rights of their own, and for who was given access that has not ended: to this version, or to an earlier one on the terms in force. Under an embargo nobody is.
    public bool ReadsFiles(Actor a) => Own(a) > 0 || (v.State is "PUBLISHED" or "RETRACTED" && (v.Access == "OPEN" || HasData(a)));

    public bool HasData(Actor a) =>
        v.Access != "EMBARGOED"
        && f.Versions.Exists(one =>
            one.Number <= v.Number
            && one.Grants.Exists(grant => grant.User == a.Name && f.IsLive(grant) && (one == v || grant.Terms == Terms))
        );

    // Data are asked for and given on the terms in force, until they are withdrawn.
    public int Terms => f.TermsOf(v)?.Number ?? 0;

    // Who had the files is not known of who reviews any version without being named, or came by an anonymous link.
    public bool IsUnnamed(Actor a) => IsBlind(a) || f.Versions.Exists(one => Undecided(a.Name, one).Any(r => r.Method != "OPEN"));

    // Rights are of an account; what keeps from them is of a person: all accounts of one profile.
    // Nobody decides as a curator on what they have or had a part in, by names in it and in public versions alone, for nobody is asked to be named in a draft; an administrator does, where no version was ever in a round of review.
    public bool ActsAsCurator(Actor a) =>
        IsImpartial(a) && (!IsOwn(a.Name!) || (a.IsAdmin && f.Versions.TrueForAll(one => one.Round == 0)));

    // A review is for its reviewer and for editors; for authors once it is decided, without names unless it is open. Nobody is the editor of what they have or had a part in, or review, or in a round that is not decided said to have a conflict of interest in.
    public bool IsEditor(Actor a) => IsImpartial(a) && !EverHadPart(a.Name!);

    public string? Part(Actor a, Review r) =>
        !a.IsSignedIn ? null
        : r.Reviewer == a.Name ? "REVIEWER"
        : IsApart(a) && (v.IsDecided(r) || !(Undecided(a.Name, v).Any() || HasConflict(a, v))) ? "EDITOR"
        : IsAuthor(a) && IsShared(r) ? "AUTHOR"
        : null;

    // What a reviewer has not handed in is theirs alone.
    public string? Unfinished(Actor a, Review r) => r.Reviewer == a.Name ? r.Unfinished : null;

    // What is said about the version is for who sees it, but not for the double-blind, nor for who came by an anonymous link only to look; about a review for whom it concerns, once all may know it.
    public bool Hears(Actor a, Review? on) =>
        on is null ? Level(a) > 0 && (!IsBlind(a) || (!IsDoubleBlind(a) && a.Link is { Level: "COMMENT" })) : Part(a, on) is not null;

    public bool Comments(Actor a, Review? on) => a.IsSignedIn && Hears(a, on) && (on is null ? Level(a) >= Comment : IsShared(on));

    // Who administers it, or edits the review, moderates; who manages a community that has it, does not review it and has no conflict of interest, hides and locks, and decides on reports, as curators do of what is out of their sight where nothing else keeps them from deciding. What is hidden is for them and for its author, what is deleted for nobody but who decides on a report of it.
    public bool Moderates(Actor a, Review? on) =>
        a.IsSignedIn && Hears(a, on) && (on is null ? Level(a) == Admin : Part(a, on) == "EDITOR" && !OnlyReads(a));

    public bool Hides(Actor a, Review? on) =>
        Moderates(a, on) || (on is null && v.IsIncluded && Member(a) >= 2 && !OnlyReads(a) && Hears(a, on));

    public bool Judges(Actor a, Comment c) => !Wrote(a, c) && (Hears(a, c.On) ? Hides(a, c.On) : IsApart(a) && !OnlyReads(a));

    public bool Wrote(Actor a, Comment c) => f.Persons.Same(a.Name).Contains(c.By);

    public bool Reads(Actor a, Comment c) =>
        c.IsDeleted ? Hides(a, c.On) && c.Reports.Exists(one => one.IsOpen) : !c.IsHidden || c.By == a.Name || Hides(a, c.On);

    public bool Answers(Actor a, Comment c) => c is { IsDeleted: false, IsHidden: false, Parent: null } && (!c.IsLocked || Hides(a, c.On));

    // Whoever may not be known speaks without a name: guests, whom curators alone know who have no part in it, do not review it and have no conflict of interest; reviewers, and authors whom the reviewer may not know. Who reports is known to the same curators, but for what they wrote.
    public string Voice(Actor a, Review? on) =>
        on is null
            ? IsBlind(a)
                ? "GUEST"
                : "OWN"
            : Part(a, on) == "REVIEWER" && on.Method != "OPEN"
                ? "REVIEWER"
                : Part(a, on) == "AUTHOR" && on.Method == "DOUBLE_ANONYMOUS"
                    ? "AUTHOR"
                    : "OWN";

    public bool Knows(Actor a, Comment c) =>
        c.By == a.Name
        || c.Voice switch
        {
            "GUEST" => IsApart(a) && !OnlyReads(a),
            "REVIEWER" => Part(a, c.On!) != "AUTHOR",
            "AUTHOR" => Part(a, c.On!) != "REVIEWER" && !ReviewsBlind(a),
            _ => c.On is { } on ? Part(a, on) != "EDITOR" || !ReviewsBlind(a) : !IsBlind(a),
        };

    public bool Knows(Actor a, Comment c, Report r) =>
        r.By == a.Name || (f.IsCurator(a) && !Wrote(a, c) && Hears(a, c.On) && IsApart(a) && !OnlyReads(a));

    // A community is there for everybody, but a hidden one for its members; its inside for members, and for everybody where it is public. An administrator is as an owner. One that was deleted has nobody and nothing, and nothing is done in it.
    public int RoleOf(Actor a) => a.IsAdmin ? 3 : Member(a);

    public bool Exists(Actor a) => f.Visibility != "HIDDEN" || RoleOf(a) >= 0;

    public bool SeesInside(Actor a) => f.Visibility == "PUBLIC" || RoleOf(a) >= 0;

    // A feed of their own has each member, and nobody else.
    public bool HasFeed(Actor a) => Member(a) >= 0;

    // Owners place everybody, managers those below them.
    public bool Places(int by, string? present, string? next) => by == 3 || (by == 2 && Rank(present) < 2 && Rank(next) < 2);

    // Who had a part in the work, was asked something about it, by its authors or with them, or for an opinion on that, curated a community with the draft, wrote in it, or reviewed it knowing them, does not review it without knowing them.
    public bool HasMetAuthors(string name) => f.Persons.Same(name).Any(HasMet);

    private bool HasMet(string name) =>
        f.Former.Contains(name)
        || f.Curators.Had(name)
        || f.Places.Exists(one => one.User == name || one.Address == name)
        || f.Requests.Exists(one => IsAboutWork(one) && (one.To == name || one.EverWanted.Contains(name)))
        || f.Versions.Exists(one =>
            one.Reviews.Exists(r => r.Reviewer == name && r.Method != "DOUBLE_ANONYMOUS" && r.HasConflict is not null)
        )
        || (
            Rank(f.Members.GetValueOrDefault(name)) >= 1
            && (f.Versions.Exists(one => one.IsIncluded) || f.Requests.Exists(one => one.Kind == "COMMUNITY_INCLUSION"))
        );

    // The words used above.
    public static int Rank(string? role) => Array.IndexOf(Roles, role);

    public bool HasPart(string name) => IsNamed(name) || f.Persons.Same(name).Any(Works);

    private bool EverHadPart(string name) => IsNamed(name) || EverWorked(name);

    private bool IsOwn(string name) =>
        EverWorked(name) || f.Versions.Exists(one => (one == v || new Rules(f, one).IsPublic) && IsNamed(name, one));

    private bool Works(string name) => name == f.Owner || f.Places.Exists(one => one.IsAccepted && one.User == name);

    private bool EverWorked(string name) => f.Persons.Same(name).Any(one => Works(one) || f.Authors.Contains(one));

    public bool IsNamed(string name) => f.Versions.Exists(one => IsNamed(name, one));

    private bool IsNamed(string name, Version of) => of.Named.Contains(f.Persons.ProfileOf(name));

    /// <summary>What an access mode can go with: on request is not for everybody.</summary>
    public bool Agrees(string access) => f.Mode == "DIRECT" || access == "RESTRICTED";

    /// <summary>The access right of a mode unless said otherwise, and at the end of an embargo.</summary>
    public static string UsualAccess(string mode) => mode == "DIRECT" ? "OPEN" : "RESTRICTED";

    /// <summary>Whether somebody was asked for a review of any version that still counts.</summary>
    public bool IsReviewer(string? name) => f.Versions.Exists(one => Undecided(name, one).Any());

    /// <summary>The reviews of a version that a person was asked for, with whatever account, and that still count.</summary>
    public IEnumerable<Review> Undecided(string? name, Version of) => f.Persons.Same(name).Select(of.Undecided).OfType<Review>();

    /// <summary>Whether this is the version that lists show.</summary>
    public bool IsListed =>
        v.State is "PUBLISHED" or "EMBARGOED" or "RETRACTED"
        && f.Versions.TrueForAll(one => one.Number <= v.Number || one.State is not ("PUBLISHED" or "EMBARGOED" or "RETRACTED"));

    public bool IsShared(Review r) => r.Status == "SUBMITTED" && v.IsDecided(r);

    public bool IsAuthor(Actor a) => a.Name == f.Owner || ByRole(a) > 0;

    private bool IsApart(Actor a) => f.IsCurator(a) && !EverHadPart(a.Name!);

    /// <summary>Whether somebody reviews any version or has a conflict of interest, in a round that is not decided.</summary>
    public bool OnlyReads(Actor a) => IsReviewer(a.Name) || HasConflict(a);

    public bool HasConflict(Actor a) => f.Versions.Exists(one => HasConflict(a, one));

    private bool HasConflict(Actor a, Version of) => f.Persons.Same(a.Name).Any(of.HasConflict);

    public bool IsImpartial(Actor a) => f.IsCurator(a) && !OnlyReads(a);

    private bool Reviews(Actor a) =>
        v.State == "IN_REVIEW" && a.Name is { } name && v.Undecided(name) is { Status: "REVIEWING" or "SUBMITTED" };

    private bool IsDoubleBlind(Actor a) => IsDoubleBlind(a, v);

    private bool ReviewsBlind(Actor a) => f.Versions.Exists(one => IsDoubleBlind(a, one));

    private bool IsDoubleBlind(Actor a, Version of) => Undecided(a.Name, of).Any(one => one.Method == "DOUBLE_ANONYMOUS");

    private static bool IsGuest(Actor a) => a.Link is { IsAnonymous: true };

    private int Member(Actor a) => a.Name is { } name ? Rank(f.Members.GetValueOrDefault(name)) : -1;

    private bool Administers(Actor a) => a.Name == f.Owner || ByRole(a) == Admin;

    private int ByRole(Actor a) =>
        f.Places.Find(one => one.IsAccepted && one.User == a.Name) is { } place
            ? Array.IndexOf(Levels, place.Role == "READ" ? "VIEW" : place.Role)
            : 0;

    private int ByLink(Actor a) =>
        IsPublic || a.Link is not { } link || !v.Links.Contains(link) || !f.IsLive(link) ? 0
        : a.IsSignedIn && !OnlyReads(a) ? Array.IndexOf(Levels, link.Level)
        : View;

    private bool IsConcerned(Actor a) =>
        !IsPublic
        && a.IsSignedIn
        && (
            (Member(a) >= 1 && (v.IsIncluded || f.IsWaiting("COMMUNITY_INCLUSION", "", v)))
            || f.Requests.Exists(one =>
                one.Status == "SUBMITTED"
                && (
                    (one.Kind == "OWNERSHIP_TRANSFER" && one.To == a.Name)
                    || (one.Kind == "COMMUNITY_INCLUSION" && one.Version == v && one.Opinions.Contains(a.Name!))
                )
            )
        );
}
