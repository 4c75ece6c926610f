using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>What is done with requests, of whatever kind, and with the access that is asked for by some.</summary>
internal sealed partial class Deeds
{
    private Deed RequestData()
    {
        var isAtOnce = f.Mode == "DIRECT";
        return Do(
            by => rules.IsPublic && !f.IsWaiting("DATA_ACCESS", by.Name ?? ""),
            f.Access is not ("OPEN" or "EMBARGOED"),
            "requestDataAccess",
            _ => new { dataset = stage.Output, purpose = "A thesis." },
            async (done, by) =>
            {
                f.Requests.Add(
                    new Request(Id(done, "request"), "DATA_ACCESS", by.Name!, "OUTPUT", by.Name!, null)
                    {
                        Status = isAtOnce ? "ACCEPTED" : "SUBMITTED",
                    }
                );
                if (isAtOnce)
                {
                    await GiveAsync(by.Name!);
                }
            },
            selection: "request { id }"
        );
    }

    private Deed? RevokeData() =>
        PickOrNone(f.Grants.Where(one => !one.IsRevoked)) is not { } grant
            ? null
            : Do(
                by => rules.Own(by) == 4,
                true,
                "revokeDataAccess",
                new { id = grant.Id, reason = "It was passed on." },
                (_, _) => grant.IsRevoked = true,
                $"of {grant.User}"
            );

    private Deed? AcceptRequest() =>
        PickRequest() is not { } request
            ? null
            : Do(
                by => rules.Decides(by, request),
                IsGood(request),
                "acceptRequest",
                _ =>
                    request.Kind == "DATA_ACCESS" && dice.Next(2) == 0
                        ? new { id = request.Id, until = (DateTimeOffset?)f.Now.AddDays(10) }
                        : new { id = request.Id, until = (DateTimeOffset?)null },
                (_, by) => AcceptedAsync(request, by),
                Words(request)
            );

    private Deed? AcceptBySecret() =>
        PickOrNone(f.Requests.Where(one => one.Secret is not null)) is not { } request
            ? null
            : Do(
                by => request.By != by.Name && (!request.IsTaken || request.To == by.Name),
                request.Status == "SUBMITTED" && IsGood(request),
                "acceptInvitation",
                _ => new { secret = request.Secret },
                (_, by) => AcceptedAsync(request, by),
                Words(request)
            );

    private Deed? DeclineRequest() =>
        PickRequest() is not { } request
            ? null
            : Do(
                by => rules.Decides(by, request),
                true,
                "declineRequest",
                new { id = request.Id, outcome = "No." },
                (_, _) => Close(request, "DECLINED"),
                Words(request)
            );

    private Deed? CancelRequest() =>
        PickRequest() is not { } request
            ? null
            : Do(
                by => rules.Cancels(by, request),
                true,
                "cancelRequest",
                new { id = request.Id },
                (_, _) => Close(request, "CANCELLED"),
                Words(request)
            );

    private Deed? AssignRequestReviewers()
    {
        string[] whom = [.. Facts.People.Where(_ => dice.Next(4) == 0)];
        return PickRequest() is not { } request
            ? null
            : Do(
                by => rules.Decides(by, request),
                true,
                "assignRequestReviewers",
                new { id = request.Id, reviewers = whom.Select(stage.User).ToArray() },
                (_, _) => request.Opinions = whom,
                $"{string.Join(" and ", whom)} for {Words(request)}"
            );
    }

    private Deed? CommentOnRequest() =>
        PickOrNone(f.Requests) is not { } request
            ? null
            : Do(
                by => rules.SeesRequest(by, request),
                true,
                "commentOnRequest",
                new { id = request.Id, text = "A word." },
                (_, _) => { },
                Words(request)
            );

    /// <summary>Ends what is over.</summary>
    public static void Expire(Facts f)
    {
        foreach (var request in f.Requests.Where(one => one.Status == "SUBMITTED" && one.Until <= f.Now))
        {
            Close(request, "EXPIRED");
        }
        if (f.State == "EMBARGOED" && f.EmbargoUntil <= DateOnly.FromDateTime(f.Now.UtcDateTime))
        {
            (f.State, f.Access) = ("PUBLISHED", Rules.UsualAccess(f.Mode));
        }
    }

    /// <summary>
    /// Whether what is asked for can still be given: an invitation only by who may still invite, a review only while it is
    /// asked for, the output only by its owner and to nobody who reviews it.
    /// </summary>
    private bool IsGood(Request request) =>
        request.Kind switch
        {
            "COMMUNITY_INVITATION" => rules.Places(rules.RoleOf(new Actor(request.By)), null, request.Role),
            "REVIEW_INVITATION" => request.Review!.Status == "INVITED",
            "OWNERSHIP_TRANSFER" => request.By == f.Owner && !rules.IsReviewer(request.To),
            _ => true,
        };

    private async Task AcceptedAsync(Request request, Actor by)
    {
        request.Status = "ACCEPTED";
        switch (request.Kind)
        {
            case "COMMUNITY_INVITATION":
                (request.To, request.IsTaken) = (by.Name!, true);
                Join(by.Name!, request.Role);
                break;
            case "COMMUNITY_MEMBERSHIP":
                Join(request.By, "READER");
                break;
            case "COMMUNITY_INCLUSION":
                f.IsIncluded = true;
                break;
            case "DATA_ACCESS":
                await GiveAsync(request.By);
                break;
            case "OWNERSHIP_TRANSFER":
                await HandOverAsync(request, by.Name!);
                break;
            default:
                request.Review!.Status = "AGREED";
                break;
        }
    }

    private static void Close(Request request, string status)
    {
        request.Status = status;
        if (request.Review is { Status: "INVITED" } review)
        {
            review.Status = status == "DECLINED" ? "DECLINED" : "CANCELLED";
        }
    }

    private void Join(string who, string role)
    {
        if (!(Rules.Rank(f.Members.GetValueOrDefault(who)) >= Rules.Rank(role)))
        {
            f.Members[who] = role;
        }
    }

    private async Task GiveAsync(string whom)
    {
        var (id, until) = await stage.LatestGrantAsync(whom);
        f.Grants.Add(new Grant(id, whom, until));
    }

    /// <summary>A request, rather one that waits.</summary>
    private Request? PickRequest() => PickOrNone(f.Requests.Where(one => one.Status == "SUBMITTED" || dice.Next(8) == 0));

    private static string Words(Request request) => $"{request.Kind} of {request.By} to {request.To}";
}
