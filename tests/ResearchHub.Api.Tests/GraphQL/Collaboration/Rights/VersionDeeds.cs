namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>What a version goes through, and how the next one begins.</summary>
internal sealed partial class Deeds
{
    private Deed Submit() => Move("submitOutput", by => rules.Own(by) == 4, ["DRAFT", "CHANGES_REQUESTED"], "SUBMITTED");

    private Deed StartReview() => Move("startReview", rules.ActsAsCurator, ["SUBMITTED", "DECLINED"], "IN_REVIEW");

    // While a round is open, the decision on it ends the review and nothing else does.
    private Deed Accept() => Move("acceptOutput", by => rules.ActsAsCurator(by) && !v.IsRoundOpen, ["SUBMITTED", "IN_REVIEW"], "ACCEPTED");

    private Deed RequestChanges() =>
        Move("requestChanges", by => rules.ActsAsCurator(by) && !v.IsRoundOpen, ["SUBMITTED", "IN_REVIEW"], "CHANGES_REQUESTED");

    private Deed Decline() =>
        Move("declineOutput", by => rules.ActsAsCurator(by) && !v.IsRoundOpen, ["SUBMITTED", "IN_REVIEW"], "DECLINED");

    private Deed Withdraw() => Move("withdrawOutput", rules.ActsAsCurator, ["PUBLISHED", "EMBARGOED"], "WITHDRAWN", () => WithdrawAsync(v));

    private Task WithdrawAsync(Version version)
    {
        version.State = "WITHDRAWN";
        var latest = f.Versions.Find(one => new Rules(f, one).IsListed);
        return TakePlaceAsync(latest?.Number < version.Number ? latest : null);
    }

    private Deed Retract() => Move("retractOutput", rules.ActsAsCurator, ["PUBLISHED", "EMBARGOED"], "RETRACTED");

    private Deed Publish()
    {
        DateOnly? until = dice.Next(2) == 0 ? DateOnly.FromDateTime(f.Now.UtcDateTime).AddDays(30) : null;
        return Do(
            by => rules.Own(by) == 4,
            v.State == "ACCEPTED" && (until is null || v.Access == Rules.UsualAccess(f.Mode)),
            "publishOutput",
            _ => new { id = v.Id, embargoUntil = until?.ToString("yyyy-MM-dd", null) },
            (_, _) =>
            {
                (v.State, v.Access, v.EmbargoUntil) = until is null ? ("PUBLISHED", v.Access, null) : ("EMBARGOED", "EMBARGOED", until);
                v.Named.UnionWith(
                    f.Places.Where(one => one is { IsAccepted: true, IsNamed: true }).Select(one => f.Persons.ProfileOf(one.User!))
                );
                return TakePlaceAsync(v);
            },
            until is null ? "" : "under embargo"
        );
    }

    private Deed CreateVersion() =>
        Do(
            rules.HasNext,
            f.Versions.TrueForAll(one => new Rules(f, one).IsPublic),
            "createVersion",
            _ => new { id = v.Id },
            async (done, _) =>
            {
                var next = new Version(Id(done, "output"), f.Versions.Count + 1)
                {
                    Access = v.Access == "EMBARGOED" ? Rules.UsualAccess(f.Mode) : v.Access,
                    Named = [.. v.Named],
                    First = v.First,
                    Files = [.. FilesOf(done.GetProperty("output"))],
                };
                f.Versions.Add(next);
                await stage.Cast.ReadRevisionsAsync([stage]);
            },
            $"after {v.Number}",
            "output { id ... on Dataset { files { id name download } } }"
        );

    /// <summary>A later version that has become the latest takes the place that the work has in the community.</summary>
    private async Task TakePlaceAsync(Version? latest)
    {
        await stage.Cast.AnnouncedAsync();
        if (latest is { Number: > 1 })
        {
            latest.IsIncluded |= f.Versions.Exists(one => one.IsIncluded);
        }
    }

    private Deed Move(string mutation, Func<Actor, bool> may, string[] from, string to, Func<Task>? then = null) =>
        Do(
            may,
            v.State is var now && from.Contains(now, StringComparer.Ordinal),
            mutation,
            _ =>
                mutation is "requestChanges" or "declineOutput" or "withdrawOutput" or "retractOutput"
                    ? new { id = v.Id, reason = "For a reason." }
                    : new { id = v.Id },
            (_, _) =>
            {
                v.State = to;
                return then?.Invoke() ?? Task.CompletedTask;
            }
        );
}
