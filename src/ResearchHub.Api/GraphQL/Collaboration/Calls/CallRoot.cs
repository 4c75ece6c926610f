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
                context.Service<CallService>().OpenAsync(OpenCollaborationCallInput.Read(input), caller, context.CancellationToken)
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

internal sealed class OpenCollaborationCallInput : InputGraph
{
    public OpenCollaborationCallInput()
        : base("OpenCollaborationCallInput", "A call for collaboration. People it speaks to meet everything that it names.")
    {
        Needs<StringGraphType>("title", "What it is about; 1 to 300 characters.");
        Needs<StringGraphType>("description", "What is planned and who is wanted; plain text, 1 to 5,000 characters.");
        Needs<OpennessGraph>("seeks", "What the people wanted are open to.");
        Needs<DateScalar>("deadline", "Last day to answer, at most 366 days ahead.");
        Takes<StringGraphType>("place", "Code of the place where they work; an organisation there or in a part of it counts.");
        TakesMany<LanguageTagScalar>("languages", "Languages wanted, one of them.");
        TakesMany<SectorGraph>("sectors", "Sectors wanted, one of them.");
        TakesMany<IdGraphType>("concepts", "Concepts that they know about, one of them or a narrower one.");
        Takes<IdGraphType>("community", "Community that it is for.");
    }

    public static CallContent Read(IDictionary<string, object?> input) =>
        new(
            input.Text("title"),
            input.Text("description"),
            (Openness)input["seeks"]!,
            (DateOnly)input["deadline"]!,
            input.Get<string>("place"),
            input.Many("languages", one => (string)one).Value ?? [],
            input.Many("sectors", one => (Sector)one).Value ?? [],
            input.Many("concepts", one => NodeId.KeyOf(one.ToString(), "Concept") ?? 0).Value ?? [],
            input.KeyOrNull("community", CommunityRow.TypeName)
        );
}

internal sealed class AnswerCollaborationCallInput : InputGraph
{
    public AnswerCollaborationCallInput()
        : base("AnswerCollaborationCallInput", "An answer to a call.")
    {
        Needs<IdGraphType>("id", "The call.");
        Needs<StringGraphType>("message", "What you say to who opened it; plain text, 1 to 5,000 characters.");
    }
}

internal sealed class CloseCollaborationCallInput : InputGraph
{
    public CloseCollaborationCallInput()
        : base("CloseCollaborationCallInput", "A call to close.")
    {
        Needs<IdGraphType>("id", "The call.");
        Takes<StringGraphType>("outcome", "What came of it, for everybody; plain text, 1 to 5,000 characters.");
    }
}

internal abstract class CallPayloadGraph(string name)
    : CommandPayloadGraph<CallRow, CollaborationCallGraph>(name, "call", "The call afterwards.", call => call);

internal sealed class OpenCollaborationCallPayload() : CallPayloadGraph("OpenCollaborationCallPayload");

internal sealed class AnswerCollaborationCallPayload() : CallPayloadGraph("AnswerCollaborationCallPayload");

internal sealed class CloseCollaborationCallPayload() : CallPayloadGraph("CloseCollaborationCallPayload");
