using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Lists;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.GraphQL.Collaboration.Lists;

/// <summary>Root fields of reading lists.</summary>
internal static class ReadingListRoot
{
    public static void AddTo(HubQuery query)
    {
        query
            .Awaited<object, ReadingListGraph>(
                "readingList",
                "The reading list with a slug; null when there is none that the caller may see.",
                async context =>
                    await context
                        .Service<ReadingListQueries>()
                        .BySlugAsync(context.GetArgument<string>("slug"), context.Caller(), context.CancellationToken)
            )
            .Takes<object, NonNullGraphType<StringGraphType>>("slug", "Its slug.");
        query
            .Computed<object, NonNullGraphType<ReadingListConnectionGraph>>(
                "readingLists",
                "Public reading lists, those last changed first.",
                context => new Connection<ListAccess>(context.Service<ReadingListQueries>().Public(context.Caller()), context)
            )
            .Pages();
    }

    public static void AddTo(ObjectGraphType<Caller> viewer) =>
        viewer
            .Computed<Caller, NonNullGraphType<ReadingListConnectionGraph>>(
                "readingLists",
                "Reading lists that the caller keeps or that are shared with them, those last changed first.",
                context => new Connection<ListAccess>(context.Service<ReadingListQueries>().OfUser(context.Source.UserId!.Value), context)
            )
            .Pages();

    public static void AddTo(HubMutation mutation)
    {
        OnLists<CreateReadingListPayload, CreateReadingListInput>(
            mutation,
            "createReadingList",
            $"Makes a reading list, at most {ListRules.MostLists} an account. Codes: INVALID.",
            (lists, input, caller, cancellationToken) => lists.CreateAsync(UpdateReadingListInput.Read(input), caller, cancellationToken)
        );
        OnLists<UpdateReadingListPayload, UpdateReadingListInput>(
            mutation,
            "updateReadingList",
            "Changes what is said of a list, and who sees it. Its owner may. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            (lists, input, caller, cancellationToken) =>
                lists.UpdateAsync(ListKey(input), UpdateReadingListInput.Read(input), caller, cancellationToken)
        );
        OnLists<DeleteReadingListPayload, DeleteReadingListInput>(
            mutation,
            "deleteReadingList",
            "Deletes a list and all that stands on it; whom it was shared with is told. Its owner may. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            (lists, input, caller, cancellationToken) => lists.DeleteAsync(ListKey(input), caller, cancellationToken)
        );
        OnLists<ForkReadingListPayload, ForkReadingListInput>(
            mutation,
            "forkReadingList",
            "Copies a list that the caller sees, with its notes, into a private one of theirs. Codes: INVALID, NOT_FOUND.",
            (lists, input, caller, cancellationToken) => lists.ForkAsync(ListKey(input), caller, cancellationToken)
        );
        mutation.Add<ShareReadingListPayload, ShareReadingListInput, ListAccess>(
            "shareReadingList",
            $"Lets somebody see a list, or work on it too; at most {ListRules.MostMembers} people, who are told when that is new to them; counted among the {InvitationLimit.MostInADay} invitations of a day, {InvitationLimit.MostToOnePerson} of them to one person. A private list is SHARED from then on. Its owner may. Codes: INVALID, NOT_FOUND, FORBIDDEN, RATE_LIMITED.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<ListSharing>()
                    .ShareAsync(ListKey(input), input.Subject("person"), (ListLevel)input["level"]!, caller, context.CancellationToken)
        );
        mutation.Add<UnshareReadingListPayload, UnshareReadingListInput, ListAccess>(
            "unshareReadingList",
            "Takes a list back from somebody, who is told; an invitation to it that waits is cancelled if it went to an address by which they came in before: whose an address is nobody learns by it. Its owner may, and who leaves it. Codes: NOT_FOUND, FORBIDDEN.",
            Role.Reader,
            (context, input, caller) =>
                context.Service<ListSharing>().UnshareAsync(ListKey(input), input.Subject("person"), caller, context.CancellationToken)
        );
        mutation.Add<InviteToReadingListPayload, InviteToReadingListInput, MadeInvitation>(
            "inviteToReadingList",
            $"Invites whoever reads the mail of an address to a list, for {ListInvitationService.DaysToAccept} days: they accept with `acceptInvitation` or `acceptRequest`. A private list is SHARED from then on. Its owner may; an account makes at most {InvitationLimit.MostInADay} invitations a day, {InvitationLimit.MostToOnePerson} of them to one person. Codes: INVALID, NOT_FOUND, FORBIDDEN, RATE_LIMITED.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<ListInvitationService>()
                    .InviteAsync(ListKey(input), input.Text("email"), (ListLevel)input["level"]!, caller, context.CancellationToken)
        );
        OnLists<RenewReadingListSecretPayload, RenewReadingListSecretInput>(
            mutation,
            "renewReadingListSecret",
            "Gives a list another `secretPath`; the one before leads nowhere from now on. Its owner may. Codes: NOT_FOUND, FORBIDDEN.",
            (lists, input, caller, cancellationToken) => lists.RenewSecretAsync(ListKey(input), caller, cancellationToken)
        );
        OnItems<AddToReadingListPayload, AddToReadingListInput>(
            mutation,
            "addToReadingList",
            $"Puts a public output on a list, at most {ListRules.MostItems} a list. Who may edit the list may. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            (items, input, caller, cancellationToken) =>
                items.AddAsync(
                    ListKey(input),
                    input.AnyKey("output"),
                    input.Get<string>("note"),
                    input.KeyOrNull("after", ReadingListItemGraph.TypeName),
                    caller,
                    cancellationToken
                )
        );
        OnItems<UpdateReadingListItemPayload, UpdateReadingListItemInput>(
            mutation,
            "updateReadingListItem",
            "Says something else of an item. Who may edit the list may. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            (items, input, caller, cancellationToken) =>
                items.AnnotateAsync(ItemKey(input), input.Get<string>("note"), caller, cancellationToken)
        );
        OnItems<MoveReadingListItemPayload, MoveReadingListItemInput>(
            mutation,
            "moveReadingListItem",
            "Moves an item on its list. Who may edit the list may. Codes: NOT_FOUND, FORBIDDEN.",
            (items, input, caller, cancellationToken) =>
                items.MoveAsync(ItemKey(input), input.KeyOrNull("after", ReadingListItemGraph.TypeName), caller, cancellationToken)
        );
        OnItems<RemoveFromReadingListPayload, RemoveFromReadingListInput>(
            mutation,
            "removeFromReadingList",
            "Takes an item off its list. Who may edit the list may. Codes: NOT_FOUND, FORBIDDEN.",
            (items, input, caller, cancellationToken) => items.RemoveAsync(ItemKey(input), caller, cancellationToken)
        );
        OnItems<BookmarkOutputPayload, BookmarkOutputInput>(
            mutation,
            "bookmarkOutput",
            "Puts a public output on the caller's private list of bookmarks; what stands there stays. Codes: INVALID, NOT_FOUND.",
            (items, input, caller, cancellationToken) => items.BookmarkAsync(input.AnyKey("output"), caller, cancellationToken)
        );
    }

    private static void OnLists<TPayload, TInput>(
        HubMutation mutation,
        string name,
        string description,
        Func<ReadingListService, IDictionary<string, object?>, Caller, CancellationToken, Task<CommandResult<ListAccess>>> run
    )
        where TPayload : IGraphType
        where TInput : IGraphType =>
        mutation.Add<TPayload, TInput, ListAccess>(
            name,
            description,
            Role.Reader,
            (context, input, caller) => run(context.Service<ReadingListService>(), input, caller, context.CancellationToken)
        );

    private static void OnItems<TPayload, TInput>(
        HubMutation mutation,
        string name,
        string description,
        Func<ReadingListItems, IDictionary<string, object?>, Caller, CancellationToken, Task<CommandResult<ReadingListItem>>> run
    )
        where TPayload : IGraphType
        where TInput : IGraphType =>
        mutation.Add<TPayload, TInput, ReadingListItem>(
            name,
            description,
            Role.Reader,
            (context, input, caller) => run(context.Service<ReadingListItems>(), input, caller, context.CancellationToken)
        );

    private static long ListKey(IDictionary<string, object?> input) => input.Key("id", ReadingListGraph.TypeName);

    private static long ItemKey(IDictionary<string, object?> input) => input.Key("id", ReadingListItemGraph.TypeName);
}
