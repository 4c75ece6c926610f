using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>What is done in the community.</summary>
internal sealed partial class Deeds
{
    private Deed InviteMember()
    {
        var (whom, role, byEmail, days) = (Pick(Facts.Invited), Pick(MemberRoles), dice.Next(2) == 0, dice.Next(2) == 0 ? 3 : 14);
        var matter = byEmail ? stage.Email(whom) : whom;
        var until = f.Now.AddDays(days);
        return Do(
            by => rules.Places(rules.RoleOf(by), null, role),
            !f.IsDeleted && !f.IsWaiting("COMMUNITY_INVITATION", matter) && (byEmail || !f.Members.ContainsKey(whom)),
            "inviteToCommunity",
            new
            {
                community = stage.Community,
                invitee = byEmail ? (object)new { email = stage.Email(whom) } : new { user = stage.User(whom) },
                role,
                expiresAt = until,
            },
            (done, by) =>
            {
                var invitation = done.GetProperty("invitation");
                f.Requests.Add(
                    new Request(Id(invitation, "request"), "COMMUNITY_INVITATION", by.Name!, whom, matter, until)
                    {
                        Role = role,
                        Secret = invitation.GetProperty("secret").GetString(),
                    }
                );
            },
            $"{whom} as {role}{(byEmail ? " by e-mail" : "")} for {days} days",
            "invitation { secret request { id } }"
        );
    }

    private Deed RequestMembership() =>
        DoOnce(
            by => rules.Exists(by) && !f.Members.ContainsKey(by.Name!) && !f.IsWaiting("COMMUNITY_MEMBERSHIP", by.Name!),
            "requestMembership",
            new { community = stage.Community },
            (done, by) => f.Requests.Add(new Request(Id(done, "request"), "COMMUNITY_MEMBERSHIP", by.Name!, "MANAGERS", by.Name!, null))
        );

    private Deed SetRole()
    {
        var (whom, role) = (Pick(Facts.Invited), Pick(MemberRoles));
        return Do(
            by => MayPlace(by, whom, role),
            f.Members.ContainsKey(whom) && KeepsOwner(whom, role),
            "setCommunityRole",
            new
            {
                community = stage.Community,
                user = stage.User(whom),
                role,
            },
            (_, _) => Place(whom, role),
            $"{whom} as {role}"
        );
    }

    private Deed RemoveMember()
    {
        var whom = Pick(Facts.Invited);
        return Do(
            by => MayPlace(by, whom, null),
            f.Members.ContainsKey(whom) && KeepsOwner(whom, null),
            "removeCommunityMember",
            new { community = stage.Community, user = stage.User(whom) },
            (_, _) => Place(whom, null),
            whom
        );
    }

    private Deed Leave() =>
        DoOnce(
            by => f.Members.ContainsKey(by.Name!) && KeepsOwner(by.Name!, null),
            "leaveCommunity",
            new { community = stage.Community },
            (_, by) => Place(by.Name!, null)
        );

    /// <summary>Who does not curate any more could read the drafts that the community had or was asked for.</summary>
    private void Place(string whom, string? role)
    {
        if (
            Rules.Rank(f.Members[whom]) >= 1
            && Rules.Rank(role) < 1
            && f.Versions.Exists(one =>
                !new Rules(f, one).IsPublic
                && (one.IsIncluded || f.Requests.Exists(asked => asked.Kind == "COMMUNITY_INCLUSION" && asked.Version == one))
            )
        )
        {
            f.Former.Add(whom);
        }
        if (role is null)
        {
            f.Members.Remove(whom);
        }
        else
        {
            f.Members[whom] = role;
        }
    }

    private Deed RenewFeed() => DoOnce(rules.HasFeed, "renewCommunityFeed", new { community = stage.Community }, (_, _) => { });

    private Deed Govern()
    {
        var (visibility, policy) = (Pick(["PUBLIC", "MEMBERS", "HIDDEN", "HIDDEN"]), Pick(["OPEN", "MEMBERS", "CLOSED"]));
        return Do(
            by => by.IsSignedIn && rules.RoleOf(by) == 3,
            true,
            "updateCommunity",
            new
            {
                community = stage.Community,
                expectedRevision = f.CommunityRevision,
                visibility,
                policy,
            },
            (_, _) => (f.Visibility, f.Policy, f.CommunityRevision) = (visibility, policy, f.CommunityRevision + 1),
            $"{visibility}, {policy}"
        );
    }

    private Deed DeleteCommunity() =>
        DoOnce(by => rules.RoleOf(by) == 3, "deleteCommunity", new { community = stage.Community }, (_, _) => DeleteAll());

    private void DeleteAll()
    {
        foreach (var whom in f.Members.Keys.ToArray())
        {
            Place(whom, null);
        }
        f.Versions.ForEach(one => one.IsIncluded = false);
        (f.IsDeleted, f.CommunityRevision) = (true, f.CommunityRevision + 1);
    }

    private Deed RequestInclusion() =>
        Do(
            by => rules.Own(by) == 4 && rules.Exists(by),
            !f.IsDeleted && v is { IsIncluded: false, State: not "WITHDRAWN" } && !f.IsWaiting("COMMUNITY_INCLUSION", "", v),
            "requestInclusion",
            new { output = v.Id, community = stage.Community },
            (done, by) =>
            {
                var isAtOnce = rules.RoleOf(by) >= 1 || f.Policy == "OPEN" || (f.Policy == "MEMBERS" && rules.RoleOf(by) >= 0);
                f.Requests.Add(
                    new Request(Id(done, "request"), "COMMUNITY_INCLUSION", by.Name!, "COMMUNITY", "", null)
                    {
                        Status = isAtOnce ? "ACCEPTED" : "SUBMITTED",
                        Version = v,
                    }
                );
                v.IsIncluded = isAtOnce;
            },
            selection: "request { id }"
        );

    private Deed RemoveFromCommunity() =>
        Do(
            by => rules.Exists(by) && (MayTakeOut(by) || rules.Own(by) == 4),
            v.IsIncluded,
            "removeFromCommunity",
            new { output = v.Id, community = stage.Community },
            (_, _) => f.Versions.ForEach(one => one.IsIncluded = false)
        );

    /// <summary>Who curates the community without a conflict of interest; an administrator who does not review it either.</summary>
    private bool MayTakeOut(Actor by) =>
        !rules.HasConflict(by) && (Rules.Rank(f.Members.GetValueOrDefault(by.Name!)) >= 1 || (by.IsAdmin && !rules.IsReviewer(by.Name)));

    /// <summary>Owners place everybody, managers those below them, and everybody steps down.</summary>
    private bool MayPlace(Actor by, string whom, string? role) =>
        rules.Places(rules.RoleOf(by), f.Members.GetValueOrDefault(whom), role)
        || (by.Name == whom && Rules.Rank(role) < Rules.Rank(f.Members.GetValueOrDefault(whom)));

    private bool KeepsOwner(string whom, string? role) => role == "OWNER" || f.Members.Any(one => one.Key != whom && one.Value == "OWNER");

    private Deed DoOnce(Func<Actor, bool> may, string mutation, object input, Action<JsonElement, Actor> then, string words = "") =>
        Do(
            by => by.IsSignedIn && may(by),
            !f.IsDeleted,
            mutation,
            input,
            then,
            words,
            mutation.StartsWith("request", StringComparison.Ordinal) ? "request { id }" : ""
        );

    private static string Id(JsonElement of, string property) => of.GetProperty(property).GetProperty("id").GetString()!;
}
