namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights.Lists;

/// <summary>What is done with invitations to a list.</summary>
internal sealed partial class ListDeeds
{
    private const int DaysToAccept = 30;

    private Deed Invite()
    {
        var (whom, level) = (Pick(["ana", "ben", "cid", "kurt", "eve"]), Pick(Levels));
        return Do(
            by => rules.Has(by, "OWN"),
            !f.IsInvited(whom),
            "inviteToReadingList",
            new
            {
                id = f.Id,
                email = stage.Email(whom),
                level,
            },
            (done, _) =>
            {
                var made = done.GetProperty("invitation");
                f.Invitations.Add(
                    new ListInvitation(
                        made.GetProperty("request").GetProperty("id").GetString()!,
                        whom,
                        level,
                        made.GetProperty("secret").GetString()!,
                        f.Now.AddDays(DaysToAccept)
                    )
                );
                Open();
            },
            $"{whom} to {level}",
            "invitation { secret request { id } }"
        );
    }

    private Deed? Accept() =>
        Answer(
            "acceptRequest",
            (by, one) => by.Name == one.To && by.Name != f.Owner,
            f.Visibility != "PRIVATE",
            one => new { id = one.Id },
            Accepted
        );

    private Deed? AcceptBySecret() =>
        Answer("acceptInvitation", (by, _) => by.Name != f.Owner, f.Visibility != "PRIVATE", one => new { secret = one.Secret }, Accepted);

    private Deed? Decline() =>
        Answer(
            "declineRequest",
            (by, one) => by.Name == one.To && by.Name != f.Owner,
            true,
            one => new { id = one.Id },
            (one, _) => one.Status = "DECLINED"
        );

    private Deed? CancelInvitation() =>
        Answer(
            "cancelRequest",
            (by, _) => by.Name == f.Owner || by.IsAdmin,
            true,
            one => new { id = one.Id },
            (one, _) => one.Status = "CANCELLED"
        );

    private Deed? Answer(
        string mutation,
        Func<Actor, ListInvitation, bool> may,
        bool isPossible,
        Func<ListInvitation, object> input,
        Action<ListInvitation, string> then
    ) =>
        PickOrNone(f.Invitations) is not { } one
            ? null
            : Do(
                by => by.IsSignedIn && may(by, one),
                isPossible && one.Status == "SUBMITTED",
                mutation,
                input(one),
                (_, by) => then(one, by.Name!),
                $"of {one.Address} to {one.Level}"
            );

    private void Accepted(ListInvitation one, string by)
    {
        (one.Status, one.To) = ("ACCEPTED", by);
        f.Members[by] = f.Members.GetValueOrDefault(by) == "EDIT" ? "EDIT" : one.Level;
    }
}
