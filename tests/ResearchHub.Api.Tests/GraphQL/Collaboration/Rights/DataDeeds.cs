namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>What is done about access to the data.</summary>
internal sealed partial class Deeds
{
    private const int UsualDays = 365;

    private Deed SetTerms()
    {
        var days = Pick([3, 30]);
        return Do(
            by => rules.Level(by) == 4,
            f.Terms.Count < 3,
            "setAccessTerms",
            new
            {
                dataset = v.Id,
                text = f.Terms.Count < 3 ? "Cite it." : "",
                grantDays = days,
            },
            (_, _) => f.Terms.Add(new Terms(f.Terms.Select(one => one.Number).DefaultIfEmpty().Max() + 1, v, days)),
            $"of {v.Number}, for {days} days"
        );
    }

    private Deed RequestData()
    {
        var (isDraft, terms) = (KeepsBack, PickTerms(rules.Terms));
        var isAtOnce = f.Mode == "DIRECT" && !isDraft;
        return Do(
            by =>
                rules.IsPublic
                && !rules.IsAuthor(by)
                && !f.IsWaiting("DATA_ACCESS", by.Name ?? "", v)
                && !(isAtOnce && IsHeld(v, by.Name, terms)),
            IsOnRequest(v) && terms == rules.Terms,
            "requestDataAccess",
            _ => new
            {
                dataset = v.Id,
                purpose = "A thesis.",
                acceptedTermsVersion = terms == 0 ? null : (int?)terms,
                isDraft,
            },
            async (done, by) =>
            {
                var request = new Request(Id(done, "request"), "DATA_ACCESS", by.Name!, "OUTPUT", by.Name!, null)
                {
                    Status =
                        isDraft ? "CREATED"
                        : isAtOnce ? "ACCEPTED"
                        : "SUBMITTED",
                    Version = v,
                    Terms = terms,
                };
                f.Requests.Add(request);
                if (isAtOnce)
                {
                    await GiveAsync(request, until: null);
                }
            },
            $"of {v.Number} on terms {terms}{(isDraft ? ", kept back" : "")}",
            "request { id }"
        );
    }

    private static bool IsOnRequest(Version version) => version is { Access: not ("OPEN" or "EMBARGOED"), State: not "WITHDRAWN" };

    /// <summary>Whether somebody has what would be given at once.</summary>
    private bool IsHeld(Version version, string? name, int terms) =>
        f.Mode == "DIRECT" && version.Grants.Exists(one => one.User == name && one.Terms == terms && f.IsLive(one));

    private Deed? AcceptTerms()
    {
        // Rather where they have changed.
        var all = f.Requests.Where(one => one.Kind == "DATA_ACCESS").ToArray();
        if ((PickOrNone(all.Where(HasOtherTerms)) ?? PickOrNone(all)) is not { Version: { } asked } request)
        {
            return null;
        }
        var inForce = TermsInForce(request);
        var terms = PickTerms(inForce);
        return Do(
            by => by.Name == request.By,
            terms == inForce && terms > 0 && request.IsWaiting && IsOnRequest(asked),
            "acceptAccessTerms",
            new { id = request.Id, acceptedTermsVersion = terms },
            (_, _) => request.Terms = terms,
            $"{terms} by {request.By}"
        );
    }

    private Deed? RevokeData() =>
        PickOrNone(v.Grants.Where(one => !one.IsRevoked)) is not { } grant
            ? null
            : Do(
                by => rules.Level(by) == 4,
                true,
                "revokeDataAccess",
                new { id = grant.Id, reason = "It was passed on." },
                (_, _) => Revoke(grant),
                $"of {grant.User}"
            );

    private void Revoke(Grant grant)
    {
        grant.IsRevoked = true;
        foreach (var other in f.Versions.SelectMany(one => one.Grants).Where(one => one.User == grant.User && f.IsLive(one)))
        {
            other.IsRevoked = true;
        }
    }

    /// <summary>Whether a request for data waits that accepts other terms than those in force.</summary>
    private bool HasOtherTerms(Request request) =>
        request is { Kind: "DATA_ACCESS", IsWaiting: true } && request.Terms != TermsInForce(request);

    private int TermsInForce(Request request) => f.TermsOf(request.Version!)?.Number ?? 0;

    /// <summary>Those in force, or now and then others.</summary>
    private int PickTerms(int inForce) => dice.Next(4) > 0 ? inForce : dice.Next(f.Terms.Count + 1);

    private async Task GiveAsync(Request request, DateTimeOffset? until)
    {
        var days = f.Terms.Find(one => one.Number == request.Terms)?.Days ?? UsualDays;
        request.Version!.Grants.Add(
            new Grant(await stage.LatestGrantAsync(request.By), request.By, request.Terms, until ?? f.Now.AddDays(days))
        );
    }
}
