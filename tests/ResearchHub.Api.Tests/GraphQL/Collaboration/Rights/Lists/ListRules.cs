namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights.Lists;

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
