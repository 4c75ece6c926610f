using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>What is done with the draft, and who works on it.</summary>
internal sealed partial class Deeds
{
    private const int MostLinks = 3;

    private Deed InviteCollaborator()
    {
        var (whom, role) = (Pick(Facts.Invited), Pick(OutputRoles));
        var byEmail = dice.Next(2) == 0 || !f.Persons.IsAlone(whom);
        var open = f.Places.Where(one => one.IsAccepted || one.Until > f.Now);
        return Do(
            // Of whose address it is nothing is asked, but of one's own.
            by => rules.Own(by) == 4 && !(byEmail && by.Name == whom),
            byEmail ? !open.Any(one => one.Address == whom) : whom != f.Owner && !open.Any(one => one.User == whom),
            "inviteCollaborator",
            byEmail
                ? new
                {
                    id = v.Id,
                    email = stage.Email(whom),
                    role,
                }
                : new
                {
                    id = v.Id,
                    researcher = stage.Researcher(whom),
                    role,
                },
            (done, _) =>
            {
                f.Leave(one => !one.IsAccepted && one.Until <= f.Now);
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
        if (place.IsAccepted && !bySecret)
        {
            return Do(
                by => by.Name == place.User,
                true,
                "acceptCollaboration",
                new { id = place.Id },
                (_, _) => { },
                $"of {place.User} once more"
            );
        }
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
                (_, _) => f.Leave(one => one == place),
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
                id = v.Id,
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
        f.Leave(one => one.User == whom);
        f.Former.Add(request.By);
        f.Authors.Add(request.By);
        if (request.Role.Length > 0)
        {
            f.Places.Add(
                new Place(await stage.PlaceOfAsync(request.By), request.By, null, request.Role, f.Now, null)
                {
                    IsAccepted = true,
                    IsNamed = rules.IsNamed(request.By),
                }
            );
        }
    }

    private Deed? CreateLink()
    {
        if (v.Links.Count(f.IsLive) >= MostLinks)
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
                id = v.Id,
                name = "A link",
                level,
                isAnonymous,
                expiresAt = until,
            },
            (done, _) => v.Links.Add(new Link(Id(done, "link"), done.GetProperty("secret").GetString()!, level, isAnonymous, until)),
            $"to {level}{(isAnonymous ? ", anonymous" : "")}",
            "secret link { id }"
        );
    }

    private Deed? RevokeLink() =>
        PickOrNone(v.Links.Where(one => !one.IsRevoked)) is not { } link
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
            v.State is "DRAFT" or "CHANGES_REQUESTED" && rules.Agrees(access),
            "reviseDataset",
            new
            {
                id = v.Id,
                expectedRevision = v.Revision,
                access,
            },
            (_, by) => Write(by, access),
            access
        );
    }

    private Deed Restore()
    {
        var revision = Pick([.. v.AccessIn.Keys]);
        return Do(
            by => rules.Level(by) >= 3,
            v.State is "DRAFT" or "CHANGES_REQUESTED" && revision < v.Revision,
            "restoreRevision",
            new
            {
                id = v.Id,
                revision,
                expectedRevision = v.Revision,
            },
            (_, by) => Write(by, v.AccessIn[revision]),
            $"{revision} of {v.Revision}"
        );
    }

    private void Write(Actor by, string access)
    {
        v.Access = access;
        f.Former.Add(by.Name!);
    }
}
