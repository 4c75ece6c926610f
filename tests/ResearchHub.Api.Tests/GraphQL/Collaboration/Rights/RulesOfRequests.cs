namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>Of what is asked for.</summary>
internal sealed partial class Rules
{
    // A request that is kept back is for who asks alone, who sends it or takes it back; nobody else ever hears of one that was never sent.
    public static bool Sends(Actor a, Request r) => r.Status == "CREATED" && r.By == a.Name;

    // A request is for who asks, who is asked, whose opinion those want, and administrators; who asks takes it back, who is asked decides, administrators both, but agree for nobody.
    // Who reviews what it is about decides on it for themselves and for their community, who has a conflict of interest for themselves alone, or as its author; and who asked for a review takes it back as long as they are not kept from deciding.
    public bool IsReceiver(Actor a, Request r) =>
        a.IsSignedIn
        && (
            r.To == a.Name
            || (r.To == "OUTPUT" && Administers(a))
            || (r.To == "COMMUNITY" && Member(a) >= 1)
            || (r.To == "MANAGERS" && Member(a) >= 2)
        );

    public bool SeesRequest(Actor a, Request r) =>
        a.IsSignedIn
        && (
            r.By == a.Name
            || r.IsSent
                && (
                    IsReceiver(a, r)
                    || r.Opinions.Contains(a.Name!)
                    || (a.IsAdmin && !IsOfOwnReview(a, r))
                    || IsOverseer(a, r)
                    || (IsForCurators(r) && f.IsCurator(a))
                )
        );

    // An invitation into a community is seen, and taken back, by whoever there might have sent it.
    private bool IsOverseer(Actor a, Request r) => r.Kind == "COMMUNITY_INVITATION" && Places(Member(a), null, r.Role);

    public bool Decides(Actor a, Request r) =>
        r.Status == "SUBMITTED"
        && (
            (IsReceiver(a, r) && !Asks(a, r) && !(r is { Kind: "COMMUNITY_INCLUSION" } && HasConflict(a)))
            || (IsForCurators(r) && !Asks(a, r) && Of(r).ActsAsCurator(a))
            || (a.IsAdmin && !IsPersonal(r) && !IsPartial(a, r) && !(IsForCurators(r) && !Of(r).ActsAsCurator(a)))
        );

    // Who asks does not decide, with whatever account, but to come in, or to take over, is for each account to say.
    private bool Asks(Actor a, Request r) => a.Name is { } name && (IsPersonal(r) ? r.By == name : f.Persons.AreSame(name, r.By));

    public bool Cancels(Actor a, Request r) =>
        Sends(a, r)
        || r.Status == "SUBMITTED"
            && (
                (r.By == a.Name && !(r.Kind == "REVIEW_INVITATION" && IsPartial(a, r)))
                || (a.IsAdmin && !IsPartial(a, r))
                || IsOverseer(a, r)
            );

    // What nothing can come of any more, or what has come in another way, is over: an invitation by who may not invite any more, or of an account that is as much already; to join, for who is in; an output that is deleted, withdrawn, in, or not administered any more by who asks; whatever was asked of a community that was deleted, or into it; the work, once its owner is another; data, once they are withdrawn, and for who works on them.
    public static bool IsOver(Facts f, Request r)
    {
        var rules = new Rules(f, f.Versions[0]);
        return r.Kind switch
        {
            "COMMUNITY_INVITATION" or "COMMUNITY_MEMBERSHIP" or "COMMUNITY_INCLUSION" when f.IsDeleted => true,
            "COMMUNITY_INVITATION" => !rules.Places(rules.RoleOf(new Actor(r.By)), null, r.Role)
                || (r.Secret is null && Rank(f.Members.GetValueOrDefault(r.To)) >= Rank(r.Role)),
            "COMMUNITY_MEMBERSHIP" => f.Members.ContainsKey(r.By),
            "COMMUNITY_INCLUSION" => r.Version!.IsIncluded
                || r.Version.State is "WITHDRAWN" or "DELETED"
                || !(rules.Administers(new Actor(r.By)) || f.IsCurator(new Actor(r.By))),
            "OWNERSHIP_TRANSFER" => r.By != f.Owner,
            "CORRECTION" => r.Version!.State == "WITHDRAWN",
            "RECORD_DELETION" => r.Version!.State is not ("PUBLISHED" or "EMBARGOED"),
            "AUTHORSHIP_CLAIM" => r.Version!.State == "WITHDRAWN" || r.Version.First == r.By,
            "DATA_ACCESS" => r.Version!.State == "WITHDRAWN" || rules.IsAuthor(new Actor(r.By)),
            _ => false,
        };
    }

    // Who asks, and who says what to it, is not told to who may not know the authors of what it is about.
    public bool KnowsCreator(Actor a, Request r) => r.By == a.Name || !IsAboutWork(r) || !ReviewsBlind(a);

    // The words used above.
    public static bool IsPersonal(Request r) => r.Kind is "COMMUNITY_INVITATION" or "REVIEW_INVITATION" or "OWNERSHIP_TRANSFER";

    private bool IsPartial(Actor a, Request r) => (IsAboutWork(r) && OnlyReads(a)) || IsOfOwnReview(a, r);

    private bool IsOfOwnReview(Actor a, Request r) => r.Kind == "REVIEW_INVITATION" && (OnlyReads(a) || EverHadPart(a.Name!));

    private static bool IsAboutWork(Request r) =>
        r.Kind is "OWNERSHIP_TRANSFER" or "COMMUNITY_INCLUSION" or "DATA_ACCESS" || IsForCurators(r);

    // Some are asked of the curators of the catalogue, or of them and of who administers the output.
    private static bool IsForCurators(Request r) => r.Kind is "CORRECTION" or "RECORD_DELETION" or "AUTHORSHIP_CLAIM";

    /// <summary>The rules of the version that a request is about.</summary>
    private Rules Of(Request r) => new(f, r.Version ?? v);
}
