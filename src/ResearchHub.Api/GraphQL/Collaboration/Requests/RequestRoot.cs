using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Filtering;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.GraphQL.Collaboration.Requests;

/// <summary>Root fields of requests, and the caller's own list.</summary>
internal static class RequestRoot
{
    public const string Order = "RequestOrder";

    public static NodeSource Node { get; } =
        new(RequestRow.TypeName, (context, key) => context.Loader<RequestLoader>().LoadAsync(context.Caller(), key));

    public static void AddTo(HubQuery query) =>
        query
            .Computed<object, RequestGraph>(
                "request",
                "A request. Null when there is none that the caller may see.",
                context =>
                    NodeId.KeyOf(context.GetArgument<string>("id"), RequestRow.TypeName) is { } key
                        ? context.Loader<RequestLoader>().LoadAsync(context.Caller(), key)
                        : null
            )
            .Takes<object, NonNullGraphType<IdGraphType>>("id", "Global id.");

    public static void AddTo(ObjectGraphType<Caller> viewer) =>
        viewer
            .Computed<Caller, NonNullGraphType<RequestConnectionGraph>>(
                "requests",
                "Requests that concern the caller, those to which something happened last first unless an order is given.",
                context => new Connection<RequestRow>(
                    context
                        .Service<RequestQueries>()
                        .Concerning(
                            context.Source,
                            context.GetArgument<RequestPart?>("part"),
                            context.Where(RequestFilters.Request),
                            context.Order(RequestFilters.Orders, RequestFilters.Default)
                        ),
                    context
                )
            )
            .Takes<Caller, RequestPartGraph>("part", "Only those in which the caller has this part.")
            .TakesFilter(RequestFilters.Request)
            .TakesOrder(Order, "those to which something happened last first")
            .Pages();

    public static void AddTo(HubMutation mutation)
    {
        Add<SubmitRequestPayload, SubmitRequestInput>(
            mutation,
            "submitRequest",
            "Sends a request that its creator kept back; a correction only before its day. One for data is accepted at once where the access mode asks for nobody's decision, and not sent on terms that are no longer in force. Codes: INVALID, NOT_FOUND, FORBIDDEN, STATE.",
            (service, id, _, caller, cancellationToken) => service.SubmitAsync(id, caller, cancellationToken)
        );
        Add<AcceptRequestPayload, AcceptRequestInput>(
            mutation,
            "acceptRequest",
            "Accepts a request; what it asks for is done with it. Who has a conflict of interest in the review of what it is about does not decide, but as its author. One for data is not accepted on terms that are no longer in force, nor an invitation to a reading list while that is PRIVATE. Codes: INVALID, NOT_FOUND, FORBIDDEN, STATE.",
            (service, id, input, caller, cancellationToken) =>
                service.AcceptAsync(id, input.Get<string>("outcome"), input.Get<DateTimeOffset?>("until"), caller, cancellationToken)
        );
        Add<DeclineRequestPayload, DeclineRequestInput>(
            mutation,
            "declineRequest",
            "Declines a request. Who was asked by e-mail stays unnamed. Codes: INVALID, NOT_FOUND, FORBIDDEN, STATE.",
            (service, id, input, caller, cancellationToken) =>
                service.DeclineAsync(id, input.Get<string>("outcome"), caller, cancellationToken)
        );
        Add<CancelRequestPayload, CancelRequestInput>(
            mutation,
            "cancelRequest",
            "Takes a request back; an invitation into a community whoever there might have sent it. Codes: INVALID, NOT_FOUND, FORBIDDEN, STATE.",
            (service, id, input, caller, cancellationToken) =>
                service.CancelAsync(id, input.Get<string>("reason"), caller, cancellationToken)
        );
        Add<CommentOnRequestPayload, CommentOnRequestInput>(
            mutation,
            "commentOnRequest",
            "Says something in the timeline of a request. Codes: INVALID, NOT_FOUND, STATE, RATE_LIMITED.",
            (service, id, input, caller, cancellationToken) => service.CommentAsync(id, input.Text("text"), caller, cancellationToken)
        );
        Add<AskForMoreInformationPayload, AskForMoreInformationInput>(
            mutation,
            "askForMoreInformation",
            "Asks the creator of a request for more before deciding. Codes: INVALID, NOT_FOUND, FORBIDDEN, STATE, RATE_LIMITED.",
            (service, id, input, caller, cancellationToken) => service.AskForMoreAsync(id, input.Text("text"), caller, cancellationToken)
        );
        Add<AssignRequestReviewersPayload, AssignRequestReviewersInput>(
            mutation,
            "assignRequestReviewers",
            $"Says whose opinion the receiver of a request wants. Of a draft that is to come into a community they read the draft as long as the request waits. Saying the same again does nothing; each person who is new counts among the {InvitationLimit.MostInADay} invitations of a day, {InvitationLimit.MostToOnePerson} of them to one person. Codes: INVALID, NOT_FOUND, FORBIDDEN, STATE, RATE_LIMITED.",
            (service, id, input, caller, cancellationToken) =>
                service.AssignReviewersAsync(
                    id,
                    input.Many("reviewers", one => NodeId.KeyOf(one.ToString(), UserGraph.TypeName) ?? 0).Value!,
                    caller,
                    cancellationToken
                )
        );
        mutation.Add<RequestCorrectionPayload, RequestCorrectionInput, RequestRow>(
            "requestCorrection",
            "Asks those who administer a public output, and curators, to put a field right. The answer is public. Codes: INVALID, NOT_FOUND, RATE_LIMITED.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<CorrectionService>()
                    .RequestAsync(
                        input.Subject("output"),
                        RequestCorrectionInput.Details(input),
                        input.Text("message"),
                        input.Get<DateOnly?>("dueOn"),
                        input.Get<bool?>("isDraft") ?? false,
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<RequestDeletionPayload, RequestDeletionInput, RequestRow>(
            "requestDeletion",
            "Asks the curators to take a public output down; accepted, a tombstone stays. Not one that was taken down or retracted already. Codes: INVALID, NOT_FOUND, RATE_LIMITED.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<DeletionService>()
                    .RequestAsync(
                        input.Subject("output"),
                        input.Text("message"),
                        input.Get<bool?>("isDraft") ?? false,
                        caller,
                        context.CancellationToken
                    )
        );
    }

    private static void Add<TPayload, TInput>(
        HubMutation mutation,
        string name,
        string description,
        Func<RequestService, long, IDictionary<string, object?>, Caller, CancellationToken, Task<CommandResult<RequestRow>>> run
    )
        where TPayload : IGraphType
        where TInput : IGraphType =>
        mutation.Add<TPayload, TInput, RequestRow>(
            name,
            description,
            Role.Reader,
            (context, input, caller) =>
                run(context.Service<RequestService>(), input.Key("id", RequestRow.TypeName), input, caller, context.CancellationToken)
        );
}
