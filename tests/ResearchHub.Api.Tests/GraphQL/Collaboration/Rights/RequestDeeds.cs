namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>What is done with requests, of whatever kind.</summary>
internal sealed partial class Deeds
{
    private Deed? AcceptRequest()
    {
        if (PickRequest() is not { } request)
        {
            return null;
        }
        DateTimeOffset? until = request.Kind == "DATA_ACCESS" && dice.Next(2) == 0 ? f.Now.AddDays(10) : null;
        return Do(
            by => rules.Decides(by, request),
            IsGood(request),
            "acceptRequest",
            _ => new
            {
                id = request.Id,
                until,
                outcome = "Yes.",
            },
            (_, by) => AcceptedAsync(request, by, until),
            Words(request),
            isUnnamed: true
        );
    }

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
                Words(request),
                isUnnamed: true
            );

    private Deed? CancelRequest() =>
        PickOrNone(f.Requests.Where(one => one.IsWaiting)) is not { } request
            ? null
            : Do(
                by => rules.Cancels(by, request),
                true,
                "cancelRequest",
                new { id = request.Id },
                (_, _) => Close(request, "CANCELLED"),
                Words(request)
            );

    private Deed? AskForMore() =>
        PickRequest() is not { } request
            ? null
            : Do(
                by => rules.Decides(by, request),
                true,
                "askForMoreInformation",
                new { id = request.Id, text = "Say more." },
                (_, _) => { },
                Words(request),
                isUnnamed: true
            );

    private Deed? AssignRequestReviewers()
    {
        string[] whom = [.. Facts.People.Where(one => one != Facts.Rea && dice.Next(4) == 0)];
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
                request.Status != "CREATED",
                "commentOnRequest",
                new { id = request.Id, text = "A word." },
                (_, _) => { },
                Words(request),
                isUnnamed: true
            );

    /// <summary>Ends what is over.</summary>
    public static void Expire(Facts f)
    {
        foreach (var request in f.Requests.Where(one => one.IsWaiting && (one.Until <= f.Now || Rules.IsOver(f, one))))
        {
            Close(request, "EXPIRED");
        }
        foreach (
            var version in f.Versions.Where(one =>
                one is { Access: "EMBARGOED", State: not "WITHDRAWN" } && one.EmbargoUntil <= DateOnly.FromDateTime(f.Now.UtcDateTime)
            )
        )
        {
            (version.State, version.Access) = (version.State == "EMBARGOED" ? "PUBLISHED" : version.State, Rules.UsualAccess(f.Mode));
            // What is retracted is announced as an update, and so takes its place in the community.
            version.IsIncluded |= version is { State: "RETRACTED", Number: > 1 } && f.Versions.Exists(one => one.IsIncluded);
        }
    }

    /// <summary>
    /// Whether what is asked for can be given now: not what is over, a review only while it is asked for, the output to nobody who reviews it, data only on the terms
    /// in force.
    /// </summary>
    private bool IsGood(Request request) =>
        !Rules.IsOver(f, request)
        && request.Kind switch
        {
            "REVIEW_INVITATION" => request.Review!.Status == "INVITED",
            "OWNERSHIP_TRANSFER" => !rules.IsReviewer(request.To),
            "DATA_ACCESS" => request.Terms == TermsInForce(request),
            _ => true,
        };

    private async Task AcceptedAsync(Request request, Actor by, DateTimeOffset? until = null)
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
                request.Version!.IsIncluded = true;
                break;
            case "DATA_ACCESS":
                await GiveAsync(request, until);
                break;
            case "OWNERSHIP_TRANSFER":
                await HandOverAsync(request, by.Name!);
                break;
            case "RECORD_DELETION":
                await WithdrawAsync(request.Version!);
                break;
            case "AUTHORSHIP_CLAIM":
                request.Version!.Named.Remove(request.Version.First);
                request.Version.Named.Add(request.By);
                request.Version.First = request.By;
                break;
            case "CORRECTION":
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

    /// <summary>A request, rather one that waits.</summary>
    private Request? PickRequest() => PickOrNone(f.Requests.Where(one => one.Status == "SUBMITTED" || dice.Next(8) == 0));

    private static string Words(Request request) => $"{request.Kind} of {request.By} to {request.To}";
}
