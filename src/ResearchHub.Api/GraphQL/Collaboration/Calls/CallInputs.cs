using GraphQL.Types;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.People;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration.Calls;
using ResearchHub.Core.People;

namespace ResearchHub.Api.GraphQL.Collaboration.Calls;

/// <summary>Fields that say whom a call speaks to.</summary>
internal abstract class CallContentInput : InputGraph
{
    protected CallContentInput(string name, string description)
        : base(name, description)
    {
        Takes<StringGraphType>("place", "Code of the place where they work; an organisation there or in a part of it counts.");
        TakesMany<LanguageTagScalar>("languages", "Languages wanted, one of them.");
        TakesMany<SectorGraph>("sectors", "Sectors wanted, one of them.");
        TakesMany<IdGraphType>("concepts", "Concepts that they know about, one of them or a narrower one.");
    }

    public static CallContent Read(IDictionary<string, object?> input) =>
        new()
        {
            Title = input.Value<string>("title"),
            Description = input.Value<string>("description"),
            Seeks = input.Value<Openness?>("seeks"),
            Deadline = input.Value<DateOnly?>("deadline"),
            Place = input.Value<string>("place"),
            Languages = input.Many("languages", one => (string)one),
            Sectors = input.Many("sectors", one => (Sector)one),
            Concepts = input.Many("concepts", one => NodeId.KeyOf(one.ToString(), "Concept") ?? 0),
        };
}

internal sealed class OpenCollaborationCallInput : CallContentInput
{
    public OpenCollaborationCallInput()
        : base("OpenCollaborationCallInput", "A call for collaboration. People it speaks to meet everything that it names.")
    {
        Needs<StringGraphType>("title", "What it is about; 1 to 300 characters.");
        Needs<StringGraphType>("description", "What is planned and who is wanted; plain text, 1 to 5,000 characters.");
        Needs<OpennessGraph>("seeks", "What the people wanted are open to.");
        Needs<DateScalar>("deadline", "Last day to answer, at most 366 days ahead.");
        Takes<IdGraphType>("community", "Community that it is for.");
    }
}

internal sealed class UpdateCollaborationCallInput : CallContentInput
{
    public UpdateCollaborationCallInput()
        : base("UpdateCollaborationCallInput", "Changes of a call: what is left out stays as it is. The community that it is for stays.")
    {
        Needs<IdGraphType>("id", "The call.");
        Needs<IntGraphType>("expectedRevision", "Revision that you have seen.");
        Takes<StringGraphType>("title", "What it is about; 1 to 300 characters.");
        Takes<StringGraphType>("description", "What is planned and who is wanted; plain text, 1 to 5,000 characters.");
        Takes<OpennessGraph>("seeks", "What the people wanted are open to.");
        Takes<DateScalar>("deadline", "Last day to answer, from today on and at most 366 days ahead.");
    }
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

internal sealed class UpdateCollaborationCallPayload() : CallPayloadGraph("UpdateCollaborationCallPayload");

internal sealed class AnswerCollaborationCallPayload() : CallPayloadGraph("AnswerCollaborationCallPayload");

internal sealed class CloseCollaborationCallPayload() : CallPayloadGraph("CloseCollaborationCallPayload");
