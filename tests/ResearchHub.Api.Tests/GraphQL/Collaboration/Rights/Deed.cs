using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>Something that somebody tries.</summary>
/// <param name="IsAllowed">Whether it must be done; if not, it must be refused and change nothing.</param>
/// <param name="Then">What has happened if it was done; given the payload.</param>
internal sealed record Deed(Actor By, string Mutation, object Input, bool IsAllowed, Func<JsonElement, Task> Then)
{
    /// <summary>Of the payload.</summary>
    public string Selection { get; init; } = "";

    /// <summary>What is tried, without ids, as read when it fails.</summary>
    public string Words { get; init; } = "";

    public override string ToString() => $"{By}: {Mutation} {Words}{(IsAllowed ? "" : " (refused)")}";
}

/// <summary>Draws deeds of all kinds from numbers: what is drawn depends on the numbers and on what there is, never on the server.</summary>
internal sealed partial class Deeds(Facts f, Rules rules, Stage stage, Random dice)
{
    private const int MostDraws = 30;
    private static readonly string[] OutputRoles = ["READ", "COMMENT", "EDIT", "ADMIN"];
    private static readonly string[] MemberRoles = ["READER", "CURATOR", "MANAGER", "OWNER"];

    /// <summary>Deeds up to the first that is done; not all that are refused before it are tried.</summary>
    /// <param name="refusals">How many of those are.</param>
    public IEnumerable<Deed> UntilSomethingHappens(int refusals)
    {
        for (var draws = 0; draws < MostDraws; draws++)
        {
            if (Draw() is { } deed && (deed.IsAllowed || refusals-- > 0))
            {
                yield return deed;
                if (deed.IsAllowed)
                {
                    yield break;
                }
            }
        }
    }

    /// <summary>A deed; null when there is nothing that it could be done to.</summary>
    private Deed? Draw()
    {
        // Much has to happen until this can be done, and sequences end.
        if (rules.IsPublic && f.Reviews.Exists(IsPublishable) && dice.Next(2) == 0)
        {
            return PublishReview();
        }
        (int Weight, Func<Deed?>[] Kinds)[] all =
        [
            (1, [RequestMembership, SetRole, Leave, Govern, RequestInclusion, RemoveFromCommunity]),
            (
                1,
                [
                    ChangeCollaborator,
                    RemoveCollaborator,
                    RevokeLink,
                    PostComment,
                    Accept,
                    RequestChanges,
                    Decline,
                    Withdraw,
                    Retract,
                    CancelReview,
                ]
            ),
            (1, [RevokeData, DeclineRequest, CancelRequest, CommentOnRequest, AcceptBySecret, Restore]),
            (
                2,
                [
                    InviteMember,
                    RemoveMember,
                    InviteCollaborator,
                    TransferOwnership,
                    CreateLink,
                    Revise,
                    DecideReview,
                    AssignRequestReviewers,
                ]
            ),
            (3, [AcceptCollaboration, Submit, StartReview, Publish, RequestData, PublishReview]),
            (6, [InviteReviewer, AcceptRequest]),
            (9, [Declare, HandIn]),
        ];
        var kinds = all.SelectMany(one => Enumerable.Repeat(one.Kinds, one.Weight).SelectMany(same => same)).ToArray();
        return Pick(kinds)();
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[dice.Next(from.Count)];

    private T? PickOrNone<T>(IEnumerable<T> from)
        where T : class => from.ToArray() is { Length: > 0 } some ? Pick(some) : null;

    /// <summary>Anybody, but more often somebody who may, so that something happens.</summary>
    private Actor Somebody(Func<Actor, bool> may)
    {
        var everybody = f.Everybody().ToArray();
        var (any, able) = (Pick(everybody), everybody.Where(one => one.IsSignedIn && may(one)).ToArray());
        return dice.Next(3) > 0 && able.Length > 0 ? Pick(able) : any;
    }

    private Deed Do(
        Func<Actor, bool> may,
        bool isPossible,
        string mutation,
        object input,
        Action<JsonElement, Actor> then,
        string words = "",
        string selection = ""
    ) =>
        Do(
            may,
            isPossible,
            mutation,
            _ => input,
            (payload, by) =>
            {
                then(payload, by);
                return Task.CompletedTask;
            },
            words,
            selection
        );

    private Deed Do(
        Func<Actor, bool> may,
        bool isPossible,
        string mutation,
        Func<Actor, object> input,
        Func<JsonElement, Actor, Task> then,
        string words = "",
        string selection = ""
    )
    {
        var by = Somebody(may);
        return new Deed(by, mutation, input(by), isPossible && by.IsSignedIn && may(by), payload => then(payload, by))
        {
            Words = words,
            Selection = selection,
        };
    }
}
