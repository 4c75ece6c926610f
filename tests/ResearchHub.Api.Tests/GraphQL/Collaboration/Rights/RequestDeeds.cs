using System.Text.Json;

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

    /// <summary>Of what is public anybody asks for a correction, and that it is taken down.</summary>
    private Deed RequestCorrection()
    {
        var (isDraft, due) = (KeepsBack, f.Today.AddDays(Pick([2, 30])));
        return Ask(
            "requestCorrection",
            "CORRECTION",
            "OUTPUT",
            ["PUBLISHED", "EMBARGOED", "RETRACTED"],
            new
            {
                output = v.Id,
                field = "TITLE",
                message = Reason,
                dueOn = due.ToString("yyyy-MM-dd", null),
                isDraft,
            },
            isDraft,
            due
        );
    }

    private Deed RequestDeletion()
    {
        var isDraft = KeepsBack;
        return Ask(
            "requestDeletion",
            "RECORD_DELETION",
            "CURATORS",
            ["PUBLISHED", "EMBARGOED"],
            new
            {
                output = v.Id,
                message = Reason,
                isDraft,
            },
            isDraft
        );
    }

    private Deed Ask(string mutation, string kind, string to, string[] states, object input, bool isDraft, DateOnly? due = null) =>
        Do(
            by => by.IsSignedIn && !f.IsWaiting(kind, by.Name!, v),
            states.Contains(v.State, StringComparer.Ordinal),
            mutation,
            input,
            (done, by) =>
                f.Requests.Add(
                    new Request(Id(done, "request"), kind, by.Name!, to, by.Name!, null)
                    {
                        Status = isDraft ? "CREATED" : "SUBMITTED",
                        Version = v,
                        Due = due,
                    }
                ),
            $"of {v.Number}{(isDraft ? ", kept back" : "")}",
            "request { id }"
        );

    /// <summary>Whether somebody keeps back what they ask for, for now.</summary>
    private bool KeepsBack => dice.Next(2) == 0;

    private Deed? SubmitRequest() =>
        (PickOrNone(f.Requests.Where(one => one.Status == "CREATED")) ?? PickOrNone(f.Requests)) is not { } request
            ? null
            : Do(
                by => by.Name == request.By,
                request.Status == "CREATED" && !Rules.IsOver(f, request) && IsFit(request),
                "submitRequest",
                _ => new { id = request.Id },
                (_, _) => SubmittedAsync(request),
                Words(request)
            );

    /// <summary>Whether what was kept back could be asked now: a correction before its day, data as when they are asked for at once.</summary>
    private bool IsFit(Request request) =>
        request.Kind switch
        {
            "CORRECTION" => request.Due > f.Today,
            "DATA_ACCESS" => IsOnRequest(request.Version!)
                && request.Terms == TermsInForce(request)
                && !IsHeld(request.Version!, request.By, request.Terms),
            _ => true,
        };

    private async Task SubmittedAsync(Request request)
    {
        request.Status = "SUBMITTED";
        if (request.Kind == "DATA_ACCESS" && f.Mode == "DIRECT")
        {
            request.Status = "ACCEPTED";
            await GiveAsync(request, until: null);
        }
    }

    /// <summary>Eve says that the first author is she.</summary>
    private Deed ClaimAuthorship()
    {
        var eve = new Actor("eve");
        var isAllowed =
            v.State is "PUBLISHED" or "EMBARGOED" or "RETRACTED" && v.First != eve.Name && !f.IsWaiting("AUTHORSHIP_CLAIM", eve.Name!, v);
        return new Deed(
            eve,
            "claimAuthorship",
            new
            {
                output = v.Id,
                position = 0,
                evidence = Reason,
            },
            isAllowed,
            done =>
            {
                f.Requests.Add(
                    new Request(Id(done, "request"), "AUTHORSHIP_CLAIM", eve.Name!, "CURATORS", eve.Name!, null) { Version = v }
                );
                return Task.CompletedTask;
            }
        )
        {
            IsTelling = true,
            Words = $"of {v.Number}",
            Selection = "request { id }",
        };
    }

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
