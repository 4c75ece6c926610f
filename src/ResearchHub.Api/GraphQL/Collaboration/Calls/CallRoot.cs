using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Filtering;
using ResearchHub.Api.GraphQL.People;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration.Calls;
using ResearchHub.Core.Collaboration.Communities;
using ResearchHub.Core.People;

namespace ResearchHub.Api.GraphQL.Collaboration.Calls;

/// <summary>Root fields of calls for collaboration.</summary>
internal static class CallRoot
{
    public const string Order = "CollaborationCallOrder";

    public static NodeSource Node { get; } = new(CallRow.TypeName, (context, key) => context.Loader<CallLoader>().LoadAsync(key));

    public static void AddTo(HubQuery query) =>
        query
            .Computed<object, NonNullGraphType<CollaborationCallConnectionGraph>>(
                "collaborationCalls",
                "Calls for collaboration, latest first unless an order is given.",
                context => new Connection<CallRow>(
                    context
                        .Service<CallQueries>()
                        .List(
                            context.GetArgument<bool>("forViewer") ? context.Caller().ResearcherId ?? 0 : null,
                            context.Where(CallQueries.Filter),
                            context.Order(CallQueries.Orders, CallQueries.Default)
                        ),
                    context
                )
            )
            .Takes<object, BooleanGraphType>(
                "forViewer",
                "Only calls that speak to the profile of the caller, by what it shows to everybody; none without a profile."
            )
            .TakesFilter(CallQueries.Filter)
            .TakesOrder(Order, "latest first")
            .Pages();

    public static void AddTo(HubMutation mutation)
    {
        mutation.Add<OpenCollaborationCallPayload, OpenCollaborationCallInput, CallRow>(
            "openCollaborationCall",
            "Opens a call for collaboration; those whom it speaks to are told, also who comes to meet it while it is open. For a community its curators may, and who follows that is told. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            Role.Researcher,
            (context, input, caller) =>
                context
                    .Service<CallService>()
                    .OpenAsync(
                        CallContentInput.Read(input),
                        input.KeyOrNull("community", CommunityRow.TypeName),
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<UpdateCollaborationCallPayload, UpdateCollaborationCallInput, CallRow>(
            "updateCollaborationCall",
            "Changes an open call: who opened it, and curators of its community. Whom it speaks to now, and nobody told of it yet, is told; who answered or follows it hears of the change, of another deadline everybody who was told of it. Counts as a comment. Codes: INVALID, NOT_FOUND, FORBIDDEN, CONFLICT, RATE_LIMITED.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<CallService>()
                    .UpdateAsync(
                        input.Key("id", CallRow.TypeName),
                        (int)input["expectedRevision"]!,
                        CallContentInput.Read(input),
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<AnswerCollaborationCallPayload, AnswerCollaborationCallInput, CallRow>(
            "answerCollaborationCall",
            "Answers an open call, once; who opened it is told. Codes: INVALID, NOT_FOUND.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<CallService>()
                    .AnswerAsync(input.Key("id", CallRow.TypeName), input.Text("message"), caller, context.CancellationToken)
        );
        mutation.Add<CloseCollaborationCallPayload, CloseCollaborationCallInput, CallRow>(
            "closeCollaborationCall",
            "Closes a call before its deadline: who opened it, and curators of its community. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<CallService>()
                    .CloseAsync(input.Key("id", CallRow.TypeName), input.Get<string>("outcome"), caller, context.CancellationToken)
        );
    }
}
