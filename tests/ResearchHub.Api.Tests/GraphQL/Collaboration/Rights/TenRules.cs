namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>
/// The rules in ten lines: what nobody is let see or change, whatever came before. <see cref="Rules"/> say exactly what everybody may, and the server must do just that;
/// nothing of it may go beyond these lines, which share no word with them.
/// </summary>
internal sealed class TenRules(Facts f, Version v, Actor a)
{
    private bool Sees =>
        IsPublic || f.IsCurator(a) || Has("VIEW") || Reviews || (Is("CURATOR") && ComesToCommunity) || IsToOwn || IsToJudge;
    private bool Comments => a.IsSignedIn && (IsPublic || Has("COMMENT"));

    private bool Works(string level) => Has(level) && !ReviewsAny;

    private bool KnowsAuthors => IsPublic || (Sees && !IsBlind);
    private bool IsEditor => f.IsCurator(a) && !TookPart && !ReviewsAny && !IsPartial;
    private bool ReadsFiles => IsPublic ? TakesPart || f.IsCurator(a) || (IsOpen && (v.Access == "OPEN" || HasGrant)) : Sees;
    private bool Governs => a.IsAdmin || Is("MANAGER");

    private bool KnowsReviewer(Review r) =>
        a.Name == r.Reviewer || (v.IsDecided(r) ? ((TakesPart && r.Method == "OPEN") || (f.IsCurator(a) && !TookPart)) : IsEditor);

    private bool Decides(Request r) =>
        (!Asks(r) && IsOneOf(r.To) && !(r.To == "COMMUNITY" && IsPartial))
        || (
            !Asks(r)
            && f.IsCurator(a)
            && r.Kind is "CORRECTION" or "RECORD_DELETION" or "AUTHORSHIP_CLAIM"
            && !(ReviewsAny || IsPartial || new TenRules(f, r.Version ?? v, a).TookPart)
        )
        || (a.IsAdmin && (r.To == "MANAGERS" || !(ReviewsAny || IsPartial)));

    private bool Moderates => Works("ADMIN") || (Is("MANAGER") && v.IsIncluded && !ReviewsAny && !IsPartial);

    /// <summary>What the rules let somebody see or do that none of the ten does; null for nothing.</summary>
    public static string? Broken(Facts facts) =>
        facts
            .Versions.SelectMany(version =>
                facts
                    .Everybody(version)
                    .SelectMany(actor =>
                        new TenRules(facts, version, actor).Broken(new Rules(facts, version)).Select(what => $"{actor}: {what}")
                    )
            )
            .FirstOrDefault();

    /// <summary>Whether somebody may be let do what changes a version or the community.</summary>
    public bool Lets(string mutation) =>
        mutation switch
        {
            "reviseDataset" or "restoreRevision" or "uploadFile" or "removeFile" => Works("EDIT"),
            "deleteDraft" => a.Name == f.Owner || (f.IsCurator(a) && !IsPartial && (a.IsAdmin || !TookPart)),
            "inviteCollaborator" or "changeCollaborator" or "createShareLink" or "revokeShareLink" => Works("ADMIN"),
            "submitOutput" or "publishOutput" or "createVersion" or "requestInclusion" or "setAccessTerms" or "revokeDataAccess" => Works(
                "ADMIN"
            ),
            "startReview" or "acceptOutput" or "requestChanges" or "declineOutput" or "withdrawOutput" or "retractOutput" => f.IsCurator(a)
                && !(ReviewsAny || IsPartial || (TookPart && !a.IsAdmin)),
            "removeFromCommunity" => Works("ADMIN") || (!IsPartial && (Is("CURATOR") || (a.IsAdmin && !ReviewsAny))),
            "inviteReviewer" or "setReviewQuestions" or "decideReview" or "cancelReview" or "changeReviewDueDate" => IsEditor,
            "saveReview" => Reviews,
            "inviteToCommunity" or "updateCommunity" => Governs,
            "deleteCommunity" => a.IsAdmin || Is("OWNER"),
            "renewCommunityFeed" => Is("READER"),
            _ => true,
        };

    private IEnumerable<string> Broken(Rules rules)
    {
        (string What, bool IsGiven, bool IsLet)[] all =
        [
            ("sees", rules.Level(a) >= 1, Sees),
            ("comments", rules.Comments(a, null), Comments),
            ("edits", rules.Own(a) >= 3, Works("EDIT")),
            ("administers", rules.Own(a) == 4, Works("ADMIN")),
            ("knows the authors", rules.Level(a) > 0 && !rules.IsBlind(a), KnowsAuthors),
            ("works on it", rules.IsTeam(a) && !rules.IsBlind(a), !ReviewsAny && (TakesPart || (f.IsCurator(a) && !IsPartial))),
            ("hides comments", rules.Hides(a, null), Moderates),
            ("is the editor", a.IsSignedIn && rules.IsEditor(a), IsEditor),
            ("reads files", rules.ReadsFiles(a), ReadsFiles),
            ("governs", rules.Places(rules.RoleOf(a), null, "READER"), Governs),
            ("has a feed", rules.HasFeed(a), Is("READER")),
            ("looks inside", rules.SeesInside(a), f.Visibility == "PUBLIC" || a.IsAdmin || Is("READER")),
            .. v.Reviews.Select(one =>
                ($"knows {one.Reviewer}", rules.Part(a, one) is { } part && (part != "AUTHOR" || one.Method == "OPEN"), KnowsReviewer(one))
            ),
            .. v.Reviews.Select(one => ($"reads what {one.Reviewer} writes", rules.Unfinished(a, one) is not null, Own.Contains(one))),
            .. v
                .Comments.Where(one => one.Voice == "GUEST" && one.By != a.Name)
                .Select(one => ($"knows the guest {one.By}", rules.Knows(a, one), IsEditor)),
            .. f.Requests.Select(one => ($"knows of {one.Kind}", !one.IsSent && rules.SeesRequest(a, one), a.Name == one.By)),
            .. f.Requests.Select(one => ($"decides on {one.Kind}", rules.Decides(a, one), Decides(one))),
        ];
        return all.Where(one => one.IsGiven && !one.IsLet).Select(one => one.What);
    }

    private bool IsOneOf(string receivers) =>
        receivers switch
        {
            "OUTPUT" => TakesPart,
            "COMMUNITY" => Is("CURATOR"),
            "MANAGERS" => Is("MANAGER"),
            _ => a.Name == receivers,
        };

    private bool IsPublic => v.State is not ("DRAFT" or "SUBMITTED" or "IN_REVIEW" or "CHANGES_REQUESTED" or "ACCEPTED" or "DECLINED");

    private bool IsOpen => v.State is "PUBLISHED" or "RETRACTED" && v.Access != "EMBARGOED";

    private bool TakesPart => a.Name is { } name && (name == f.Owner || v.Named.Contains(name) || RoleIn is not null);

    private bool TookPart =>
        f.Persons.Same(a.Name).Any(one => new TenRules(f, v, new Actor(one)).TakesPart || f.Authors.Contains(one))
        || (a.Name is { } name && v.Named.Contains(f.Persons.ProfileOf(name)));

    private bool Asks(Request r) =>
        r.By == a.Name || (r.To is "OUTPUT" or "COMMUNITY" or "MANAGERS" or "CURATORS" && f.Persons.Same(a.Name).Contains(r.By));

    private string? RoleIn =>
        f.Places.FirstOrDefault(one => one.IsAccepted && one.User == a.Name)?.Role.Replace("READ", "VIEW", StringComparison.Ordinal);

    private bool Has(string level) =>
        (f.IsCurator(a) && !IsPartial)
        || (a.IsSignedIn && a.Name == f.Owner)
        || AtLeast(RoleIn, level)
        || (
            v.Links.Exists(one =>
                one == a.Link && f.IsLive(one) && AtLeast(a.IsSignedIn && !(ReviewsAny || IsPartial) ? one.Level : "VIEW", level)
            ) && !IsPublic
        );

    private static bool AtLeast(string? level, string other) =>
        Array.IndexOf(["VIEW", "COMMENT", "EDIT", "ADMIN"], level) >= Array.IndexOf(["VIEW", "COMMENT", "EDIT", "ADMIN"], other);

    private IEnumerable<Review> Own => v.Reviews.Where(one => one.Reviewer == a.Name && one.Status is not ("DECLINED" or "CANCELLED"));

    private bool Reviews => Own.Any(one => !v.IsDecided(one));

    private bool ReviewsAny =>
        f.Versions.Any(version =>
            version.Reviews.Any(one => IsOwn(one) && one.Status is not ("DECLINED" or "CANCELLED") && !version.IsDecided(one))
        );

    private bool IsPartial =>
        f.Versions.Any(version => version.Reviews.Any(one => IsOwn(one) && one.HasConflict is true && !version.IsDecided(one)));

    private bool IsOwn(Review r) => f.Persons.Same(a.Name).Contains(r.Reviewer);

    private bool IsBlind =>
        v.Reviews.Any(one =>
            IsOwn(one) && one.Status is not ("DECLINED" or "CANCELLED") && !v.IsDecided(one) && one.Method == "DOUBLE_ANONYMOUS"
        )
        || (
            a.Link is { IsAnonymous: true }
            && !f.IsCurator(a)
            && !(TakesPart || Reviews || IsToOwn || IsToJudge || (Is("CURATOR") && ComesToCommunity))
        );

    private bool HasGrant =>
        f.Versions.Exists(one => one.Number <= v.Number && one.Grants.Exists(grant => grant.User == a.Name && f.IsLive(grant)));

    private bool Is(string role) =>
        a.Name is { } name
        && f.Members.TryGetValue(name, out var own)
        && Array.IndexOf(["READER", "CURATOR", "MANAGER", "OWNER"], own) >= Array.IndexOf(["READER", "CURATOR", "MANAGER", "OWNER"], role);

    private bool ComesToCommunity =>
        v.IsIncluded || f.Requests.Exists(one => one is { Kind: "COMMUNITY_INCLUSION", Status: "SUBMITTED" } && one.Version == v);

    private bool IsToJudge =>
        f.Requests.Exists(one =>
            one is { Kind: "COMMUNITY_INCLUSION", Status: "SUBMITTED" }
            && one.Version == v
            && a.Name is { } name
            && one.Opinions.Contains(name)
        );

    private bool IsToOwn =>
        f.Requests.Exists(one => one is { Kind: "OWNERSHIP_TRANSFER", Status: "SUBMITTED" } && one.To == a.Name && a.IsSignedIn);
}
