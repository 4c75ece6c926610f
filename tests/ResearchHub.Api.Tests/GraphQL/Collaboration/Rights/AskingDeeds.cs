namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>What is asked about what is public, at once or later.</summary>
internal sealed partial class Deeds
{
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
}
