using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>Something that somebody tries.</summary>
/// <param name="IsAllowed">Whether it must be done; if not, it must be refused and change nothing.</param>
/// <param name="Then">What has happened if it was done; given the payload.</param>
internal sealed record Deed(Actor By, string Mutation, object Input, bool IsAllowed, Func<JsonElement, Task> Then)
{
    /// <summary>Whether one thing alone stands against it, the right of who tries or the state of things: its refusal would come to light if that rule were gone.</summary>
    public bool IsTelling { get; init; }

    /// <summary>Whether the ten rules let it be done.</summary>
    public bool IsLet { get; init; } = true;

    /// <summary>Of the payload.</summary>
    public string Selection { get; init; } = "";

    /// <summary>Name of the file that is sent with it; null for none.</summary>
    public string? File { get; init; }

    /// <summary>What is tried, without ids, as read when it fails.</summary>
    public string Words { get; init; } = "";

    public override string ToString() => $"{By}: {Mutation} {Words}{(IsAllowed ? "" : " (refused)")}";
}

/// <summary>Draws deeds of all kinds from numbers: what is drawn depends on the numbers and on what there is, never on the server.</summary>
internal sealed partial class Deeds(Facts f, Version v, Rules rules, Stage stage, Random dice)
{
    private const int MostDraws = 30;
    private static readonly string[] OutputRoles = ["READ", "COMMENT", "EDIT", "ADMIN"];
    private static readonly string[] MemberRoles = ["READER", "CURATOR", "MANAGER", "OWNER"];

    /// <summary>Deeds on one of the versions, rather the latest.</summary>
    public static Deeds On(Stage stage, Random dice)
    {
        var versions = stage.Facts.Versions;
        var version = dice.Next(3) > 0 ? versions[^1] : versions[dice.Next(versions.Count)];
        return new Deeds(stage.Facts, version, new Rules(stage.Facts, version), stage, dice);
    }

    /// <summary>A deed that is done, and others that are refused for one reason.</summary>
    /// <param name="refusals">How many others at most.</param>
    /// <param name="isDeletion">Whether it is to delete the work, while it is a draft, or the community: that is for ever, and so it is not drawn.</param>
    public IEnumerable<Deed> Some(int refusals, bool isDeletion)
    {
        Func<Deed?> draw =
            !isDeletion ? Draw
            : v is { Number: 1, State: "DRAFT" } ? DeleteDraft
            : DeleteCommunity;
        var isDone = false;
        for (var draws = 0; draws < MostDraws && !(isDone && refusals == 0); draws++)
        {
            if (draw() is { } deed && (deed.IsAllowed ? !isDone : deed.IsTelling && refusals > 0))
            {
                isDone |= deed.IsAllowed;
                refusals -= deed.IsAllowed ? 0 : 1;
                yield return deed;
            }
        }
    }

    /// <summary>A deed; null when there is nothing that it could be done to.</summary>
    private Deed? Draw()
    {
        // Much has to happen until this can be done, and sequences end.
        if (rules.IsPublic && v.Reviews.Exists(IsPublishable) && dice.Next(2) == 0)
        {
            return PublishReview();
        }
        if (!rules.IsPublic && v.Reviews.Exists(IsPublishable) && dice.Next(3) == 0)
        {
            return Pick<Func<Deed?>>([DecideReview, Accept, Publish])();
        }
        if (IsTense && dice.Next(8) == 0)
        {
            return Pick<Func<Deed?>>([InviteReviewer, SetQuestions, DecideReview, CancelReview, ChangeDueDate, Accept, AcceptRequest])();
        }
        if (v.Reviews.Exists(one => one.Status == "REVIEWING") && dice.Next(4) == 0)
        {
            return Pick<Func<Deed?>>([SaveReview, HandIn])();
        }
        if (v.State == "IN_REVIEW" && dice.Next(2) == 0)
        {
            return Pick<Func<Deed?>>([InviteReviewer, AcceptRequest, Declare, SaveReview, HandIn])();
        }
        if (rules.IsPublic && v.Access == "RESTRICTED" && !v.Grants.Exists(f.IsLive) && dice.Next(3) == 0)
        {
            return Pick<Func<Deed?>>([RequestData, AcceptRequest])();
        }
        if (f.Requests.Exists(HasOtherTerms) && dice.Next(2) == 0)
        {
            return AcceptTerms();
        }
        if (!rules.IsPublic && v.Links.Exists(one => one is { IsAnonymous: true, Level: "COMMENT" }) && dice.Next(6) == 0)
        {
            return PostAsGuest();
        }
        if (f.Requests.Exists(one => one.Status == "CREATED") && dice.Next(12) == 0)
        {
            return SubmitRequest();
        }
        if (rules.IsPublic && dice.Next(8) == 0)
        {
            return Pick<Func<Deed?>>([RequestCorrection, RequestDeletion])();
        }
        if (v is { Number: > 1, State: "DRAFT" } && dice.Next(16) == 0)
        {
            return DeleteDraft();
        }
        if (v.State is "PUBLISHED" or "EMBARGOED" && dice.Next(16) == 0)
        {
            return CreateVersion();
        }
        if (IsRevisable && dice.Next(30) == 0)
        {
            return Pick<Func<Deed?>>([UploadFile, RemoveFile])();
        }
        (int Weight, Func<Deed?>[] Kinds)[] all =
        [
            (
                1,
                [RequestMembership, SetRole, Leave, RenewFeed, Govern, RequestInclusion, RemoveFromCommunity, RequestCorrection, AskForMore]
            ),
            (
                1,
                [
                    ChangeCollaborator,
                    RemoveCollaborator,
                    RevokeLink,
                    Accept,
                    RequestChanges,
                    Decline,
                    Withdraw,
                    Retract,
                    CancelReview,
                    ChangeDueDate,
                    SetQuestions,
                    StepDown,
                    RequestDeletion,
                    ClaimAuthorship,
                ]
            ),
            (1, [TryToDeleteDraft]),
            (1, [RevokeData, DeclineRequest, CancelRequest, CommentOnRequest, AcceptBySecret]),
            (1, [HideComment, UnhideComment, DeleteComment, LockComment, UnlockComment, ResolveComment, ReopenComment]),
            (
                2,
                [
                    InviteMember,
                    RemoveMember,
                    InviteCollaborator,
                    TransferOwnership,
                    CreateLink,
                    Revise,
                    Restore,
                    UploadFile,
                    RemoveFile,
                    DecideReview,
                    AssignRequestReviewers,
                    ReportComment,
                    DecideReport,
                    SetTerms,
                    AcceptTerms,
                ]
            ),
            (2, [SaveReview]),
            (3, [AcceptCollaboration, Submit, StartReview, Publish, CreateVersion, RequestData, PublishReview, PostComment]),
            (6, [InviteReviewer, AcceptRequest]),
            (6, [Declare, HandIn]),
        ];
        var kinds = all.SelectMany(one => Enumerable.Repeat(one.Kinds, one.Weight).SelectMany(same => same)).ToArray();
        return Pick(kinds)();
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[dice.Next(from.Count)];

    private T? PickOrNone<T>(IEnumerable<T> from)
        where T : class => from.ToArray() is { Length: > 0 } some ? Pick(some) : null;

    /// <summary>Anybody, but more often somebody who may, so that something happens, and often somebody who had a right, or would have one if nothing kept them from it.</summary>
    /// <param name="rather">Who is wanted, if there are any who may.</param>
    private Actor Somebody(Func<Actor, bool> may, Func<Actor, bool>? rather)
    {
        var everybody = f.Everybody(v).ToArray();
        if (rather is not null && PickOrNone(everybody.Where(one => one.IsSignedIn && may(one) && rather(one))) is { } special)
        {
            return special;
        }
        var wanted = dice.Next(6) switch
        {
            < 3 => everybody.Where(one => one.IsSignedIn && may(one)),
            3 when !IsTense => everybody.Where(one => one.IsSignedIn && may(one)),
            < 5 => everybody.Where(one => one.IsSignedIn && !may(one) && (IsTense ? IsKeptCurator(one) : IsKept(one))),
            _ => everybody,
        };
        return PickOrNone(wanted) ?? Pick(everybody);
    }

    /// <summary>Whether there is a curator who does not decide here.</summary>
    private bool IsTense => v.State == "IN_REVIEW" && Facts.Anywhere.Any(IsKeptCurator);

    private bool IsKeptCurator(Actor actor) => f.IsCurator(actor) && !rules.IsEditor(actor);

    private bool IsKept(Actor actor) =>
        actor.Link is not null || rules.OnlyReads(actor) || rules.HasPart(actor.Name!) || f.Former.Contains(actor.Name!);

    /// <param name="isUnnamed">Whether Rea does it; what else she may, Eve does.</param>
    private Deed Do(
        Func<Actor, bool> may,
        bool isPossible,
        string mutation,
        object input,
        Action<JsonElement, Actor> then,
        string words = "",
        string selection = "",
        bool isUnnamed = false,
        Func<Actor, bool>? rather = null
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
            selection,
            isUnnamed,
            rather
        );

    private Deed Do(
        Func<Actor, bool> may,
        bool isPossible,
        string mutation,
        Func<Actor, object> input,
        Func<JsonElement, Actor, Task> then,
        string words = "",
        string selection = "",
        bool isUnnamed = false,
        Func<Actor, bool>? rather = null
    )
    {
        var by = Somebody(may, rather);
        if (by.Name == Facts.Rea && !isUnnamed && may(by))
        {
            by = new Actor("eve");
        }
        var isTheirs = by.IsSignedIn && f.IsLetIn(by) && may(by);
        return new Deed(by, mutation, input(by), isPossible && isTheirs, payload => then(payload, by))
        {
            IsTelling = isPossible || isTheirs,
            IsLet = new TenRules(f, v, by).Lets(mutation),
            Words = words,
            Selection = selection,
        };
    }
}
