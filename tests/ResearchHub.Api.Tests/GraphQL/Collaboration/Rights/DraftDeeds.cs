using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>What is done with the draft, and who works on it.</summary>
internal sealed partial class Deeds
{
    private const int MostLinks = 3;

    private Deed InviteCollaborator()
    {
        var (whom, role, byEmail) = (Pick(Facts.Invited), Pick(OutputRoles), dice.Next(2) == 0);
        var open = f.Places.Where(one => one.IsAccepted || one.Until > f.Now);
        return Do(
            by => rules.Own(by) == 4,
            whom != f.Owner && !open.Any(one => one.User == whom || (byEmail && one.Address == whom)),
            "inviteCollaborator",
            byEmail
                ? new
                {
                    id = stage.Output,
                    email = stage.Email(whom),
                    role,
                }
                : new
                {
                    id = stage.Output,
                    researcher = stage.Researcher(whom),
                    role,
                },
            (done, _) =>
            {
                f.Places.RemoveAll(one => !one.IsAccepted && one.Until <= f.Now);
                f.Places.Add(
                    new Place(
                        Id(done, "collaborator"),
                        byEmail ? null : whom,
                        byEmail ? whom : null,
                        role,
                        f.Now.AddDays(30),
                        done.GetProperty("secret").GetString()
                    )
                );
            },
            $"{whom} to {role}{(byEmail ? " by e-mail" : "")}",
            "secret collaborator { id }"
        );
    }

    private Deed? AcceptCollaboration()
    {
        if (PickOrNone(f.Places) is not { } place)
        {
            return null;
        }
        var bySecret = place.Secret is not null && dice.Next(2) == 0;
        return Do(
            by =>
                by.Name != f.Owner
                && (bySecret || place.User == by.Name || place.Address == by.Name)
                && !f.Places.Exists(one => one != place && one.User == by.Name)
                && !rules.IsReviewer(by.Name!),
            !place.IsAccepted && place.Until > f.Now,
            "acceptCollaboration",
            bySecret ? new { secret = place.Secret } : new { id = place.Id },
            (_, by) => (place.User, place.IsAccepted) = (by.Name, true),
            $"of {place.User ?? place.Address}{(bySecret ? " by its secret" : "")}"
        );
    }

    private Deed? ChangeCollaborator()
    {
        var role = Pick(OutputRoles);
        return PickOrNone(f.Places) is not { } place
            ? null
            : Do(
                by => rules.Own(by) == 4,
                true,
                "changeCollaborator",
                new { id = place.Id, role },
                (_, _) => place.Role = role,
                $"{place.User ?? place.Address} to {role}"
            );
    }

    private Deed? RemoveCollaborator() =>
        PickOrNone(f.Places) is not { } place
            ? null
            : Do(
                by => rules.Own(by) == 4 || place.User == by.Name || (place.User is null && place.Address == by.Name),
                true,
                "removeCollaborator",
                new { id = place.Id },
                (_, _) => f.Places.Remove(place),
                $"{place.User ?? place.Address}"
            );

    private Deed TransferOwnership()
    {
        var (whom, role) = (Pick(Facts.Invited), dice.Next(2) == 0 ? Pick(OutputRoles) : null);
        return Do(
            by => by.Name == f.Owner,
            whom != f.Owner && !f.IsWaiting("OWNERSHIP_TRANSFER", ""),
            "transferOwnership",
            new
            {
                id = stage.Output,
                to = stage.User(whom),
                formerOwnerRole = role,
            },
            (done, by) =>
                f.Requests.Add(
                    new Request(Id(done, "request"), "OWNERSHIP_TRANSFER", by.Name!, whom, "", f.Now.AddDays(30)) { Role = role ?? "" }
                ),
            $"to {whom}, to {role ?? "nothing"} afterwards",
            "request { id }"
        );
    }

    private async Task HandOverAsync(Request request, string whom)
    {
        f.Owner = whom;
        f.Places.RemoveAll(one => one.User == whom || (one.User is null && one.Address == whom));
        if (request.Role.Length > 0)
        {
            f.Places.Add(
                new Place(await stage.PlaceOfAsync(request.By), request.By, null, request.Role, f.Now, null) { IsAccepted = true }
            );
        }
    }

    private Deed? CreateLink()
    {
        if (f.Links.Count(f.IsLive) >= MostLinks)
        {
            return null;
        }
        var (level, isAnonymous, until) = (Pick(["VIEW", "COMMENT", "EDIT"]), dice.Next(2) == 0, f.Now.AddDays(dice.Next(2) == 0 ? 2 : 60));
        return Do(
            by => rules.Own(by) == 4,
            !rules.IsPublic && !(isAnonymous && level == "EDIT"),
            "createShareLink",
            new
            {
                id = stage.Output,
                name = "A link",
                level,
                isAnonymous,
                expiresAt = until,
            },
            (done, _) => f.Links.Add(new Link(Id(done, "link"), done.GetProperty("secret").GetString()!, level, isAnonymous, until)),
            $"to {level}{(isAnonymous ? ", anonymous" : "")}",
            "secret link { id }"
        );
    }

    private Deed? RevokeLink() =>
        PickOrNone(f.Links.Where(one => !one.IsRevoked)) is not { } link
            ? null
            : Do(
                by => rules.Own(by) == 4,
                true,
                "revokeShareLink",
                new { id = link.Id },
                (_, _) => link.IsRevoked = true,
                $"to {link.Level}"
            );

    private Deed Revise()
    {
        var access = Pick(["OPEN", "RESTRICTED"]);
        return Do(
            by => rules.Level(by) >= 3,
            f.State is "DRAFT" or "CHANGES_REQUESTED" && rules.Agrees(access),
            "reviseDataset",
            new
            {
                id = stage.Output,
                expectedRevision = f.Revision,
                access,
            },
            (_, _) => f.Access = access,
            access
        );
    }

    private Deed Restore()
    {
        var revision = Pick([.. f.AccessIn.Keys]);
        return Do(
            by => rules.Level(by) >= 3,
            f.State is "DRAFT" or "CHANGES_REQUESTED" && revision < f.Revision,
            "restoreRevision",
            new
            {
                id = stage.Output,
                revision,
                expectedRevision = f.Revision,
            },
            (_, _) => f.Access = f.AccessIn[revision],
            $"{revision} of {f.Revision}"
        );
    }

    private Deed PostComment() =>
        Do(
            rules.Comments,
            f.Comments.Count < 10,
            "postComment",
            new { subject = stage.Output, body = f.Comments.Count < 10 ? "A remark." : "" },
            (_, by) => f.Comments.Add((by.Name!, rules.IsBlind(by)))
        );

    private Deed Submit() => Move("submitOutput", by => rules.Own(by) == 4, ["DRAFT", "CHANGES_REQUESTED"], "SUBMITTED");

    private Deed StartReview() => Move("startReview", by => by.IsCurator, ["SUBMITTED", "DECLINED"], "IN_REVIEW");

    // While a round is open, the decision on it ends the review and nothing else does.
    private Deed Accept() => Move("acceptOutput", by => by.IsCurator && !f.IsRoundOpen, ["SUBMITTED", "IN_REVIEW"], "ACCEPTED");

    private Deed RequestChanges() =>
        Move("requestChanges", by => by.IsCurator && !f.IsRoundOpen, ["SUBMITTED", "IN_REVIEW"], "CHANGES_REQUESTED");

    private Deed Decline() => Move("declineOutput", by => by.IsCurator && !f.IsRoundOpen, ["SUBMITTED", "IN_REVIEW"], "DECLINED");

    private Deed Withdraw() => Move("withdrawOutput", by => by.IsCurator, ["PUBLISHED", "EMBARGOED"], "WITHDRAWN");

    private Deed Retract() => Move("retractOutput", by => by.IsCurator, ["PUBLISHED", "EMBARGOED"], "RETRACTED");

    private Deed Publish()
    {
        DateOnly? until = dice.Next(2) == 0 ? DateOnly.FromDateTime(f.Now.UtcDateTime).AddDays(30) : null;
        return Do(
            by => rules.Own(by) == 4,
            f.State == "ACCEPTED" && (until is null || f.Access == Rules.UsualAccess(f.Mode)),
            "publishOutput",
            new { id = stage.Output, embargoUntil = until?.ToString("yyyy-MM-dd", null) },
            (_, _) =>
                (f.State, f.Access, f.EmbargoUntil) = until is null ? ("PUBLISHED", f.Access, null) : ("EMBARGOED", "EMBARGOED", until),
            until is null ? "" : "under embargo"
        );
    }

    private Deed Move(string mutation, Func<Actor, bool> may, string[] from, string to) =>
        Do(
            may,
            f.State is var now && from.Contains(now, StringComparer.Ordinal),
            mutation,
            mutation is "requestChanges" or "declineOutput" or "withdrawOutput" or "retractOutput"
                ? new { id = stage.Output, reason = "For a reason." }
                : new { id = stage.Output },
            (_, _) => f.State = to
        );
}
