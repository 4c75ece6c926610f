using GraphQL.Types;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Requests;

namespace ResearchHub.Api.GraphQL.Collaboration.Requests;

/// <summary>An input that names a request.</summary>
internal abstract class RequestInputGraph : InputGraph
{
    protected RequestInputGraph(string name, string description)
        : base(name, description) => Needs<IdGraphType>("id", "The request.");
}

internal sealed class SubmitRequestInput() : RequestInputGraph("SubmitRequestInput", "A request to send.");

internal sealed class AcceptRequestInput : RequestInputGraph
{
    public AcceptRequestInput()
        : base("AcceptRequestInput", "A request to accept.")
    {
        Takes<StringGraphType>("outcome", "What was or will be done; needed for some kinds, 1 to 5,000 characters.");
        Takes<DateTimeScalar>("until", "When what is given ends, for kinds that give for a time.");
    }
}

internal sealed class DeclineRequestInput : RequestInputGraph
{
    public DeclineRequestInput()
        : base("DeclineRequestInput", "A request to decline.") =>
        Takes<StringGraphType>("outcome", "Why; needed unless one refuses for oneself, 1 to 5,000 characters.");
}

internal sealed class CancelRequestInput : RequestInputGraph
{
    public CancelRequestInput()
        : base("CancelRequestInput", "A request to take back.") => Takes<StringGraphType>("reason", "Why; 1 to 5,000 characters.");
}

internal sealed class CommentOnRequestInput : RequestInputGraph
{
    public CommentOnRequestInput()
        : base("CommentOnRequestInput", "Something to say in a timeline.") =>
        Needs<StringGraphType>("text", "Plain text; 1 to 5,000 characters.");
}

internal sealed class AskForMoreInformationInput : RequestInputGraph
{
    public AskForMoreInformationInput()
        : base("AskForMoreInformationInput", "What the creator is asked for.") =>
        Needs<StringGraphType>("text", "Plain text; 1 to 5,000 characters.");
}

internal sealed class AssignRequestReviewersInput : RequestInputGraph
{
    public AssignRequestReviewersInput()
        : base("AssignRequestReviewersInput", "Whose opinion is wanted.") =>
        NeedsMany<IdGraphType>("reviewers", "All accounts whose opinion is wanted, at most 20; none ends it.");
}

internal sealed class RequestCorrectionInput : InputGraph
{
    public RequestCorrectionInput()
        : base("RequestCorrectionInput", "What is wrong in a record.")
    {
        Needs<IdGraphType>("output", "The output.");
        Needs<RecordFieldGraph>("field", "Part of it.");
        Needs<StringGraphType>("message", "What is wrong, and how one knows; 1 to 5,000 characters.");
        Takes<StringGraphType>("proposed", "How it should read; 1 to 5,000 characters.");
        Takes<DateScalar>("dueOn", "Day by which an answer is hoped for; 30 days from now unless said.");
        Takes<BooleanGraphType>("isDraft", "Whether to keep it back for now.");
    }

    public static CorrectionDetails Details(IDictionary<string, object?> input) =>
        new((RecordField)input["field"]!, input.Get<string>("proposed"));
}

internal sealed class RequestDeletionInput : InputGraph
{
    public RequestDeletionInput()
        : base("RequestDeletionInput", "A record to be taken down.")
    {
        Needs<IdGraphType>("output", "The output.");
        Needs<StringGraphType>("message", "Why; 1 to 5,000 characters.");
        Takes<BooleanGraphType>("isDraft", "Whether to keep it back for now.");
    }
}

/// <summary>Payload of a mutation of a request.</summary>
internal abstract class RequestPayloadGraph(string name)
    : CommandPayloadGraph<RequestRow, RequestGraph>(name, "request", "The request afterwards.", request => request);

internal sealed class SubmitRequestPayload() : RequestPayloadGraph("SubmitRequestPayload");

internal sealed class AcceptRequestPayload() : RequestPayloadGraph("AcceptRequestPayload");

internal sealed class DeclineRequestPayload() : RequestPayloadGraph("DeclineRequestPayload");

internal sealed class CancelRequestPayload() : RequestPayloadGraph("CancelRequestPayload");

internal sealed class CommentOnRequestPayload() : RequestPayloadGraph("CommentOnRequestPayload");

internal sealed class AskForMoreInformationPayload() : RequestPayloadGraph("AskForMoreInformationPayload");

internal sealed class AssignRequestReviewersPayload() : RequestPayloadGraph("AssignRequestReviewersPayload");

internal sealed class RequestCorrectionPayload() : RequestPayloadGraph("RequestCorrectionPayload");

internal sealed class RequestDeletionPayload() : RequestPayloadGraph("RequestDeletionPayload");

internal sealed class RequestStateErrorGraph : UserErrorGraph<RequestStateError>
{
    public RequestStateErrorGraph()
        : base("RequestStateError", "STATE: this cannot be done in the status that the request is in.") =>
        this.Required<RequestStateError, RequestStatusGraph>("status", "Status that it is in.", error => error.Status);
}
