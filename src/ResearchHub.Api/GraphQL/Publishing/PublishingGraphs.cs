using GraphQL.Types;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.GraphQL.Publishing;

internal sealed class ReviewOpenErrorGraph()
    : UserErrorGraph<ReviewOpenError>(
        "ReviewOpenError",
        "REVIEW_OPEN: a round of review is open; `decideReview` ends it and does this too."
    );

internal sealed class StateErrorGraph : UserErrorGraph<StateError>
{
    public StateErrorGraph()
        : base("StateError", "STATE: this cannot be done in the state that the output is in.")
    {
        this.Required<StateError, PublicationStateGraph>("state", "State that it is in.", error => error.State);
    }
}

internal sealed class ConflictErrorGraph : UserErrorGraph<ConflictError>
{
    public ConflictErrorGraph()
        : base(
            "ConflictError",
            "CONFLICT: somebody else has changed the output meanwhile. Nothing of yours was written; `theirs` and `yours` say what each of you changed."
        )
    {
        this.Required<ConflictError, IntGraphType>("expectedRevision", "Revision that you had seen.", error => error.ExpectedRevision);
        this.Required<ConflictError, ResearchOutputInterface>("current", "The output as it is now.", error => error.Current);
        this.Many<ConflictError, FieldChangeGraph>(
            "theirs",
            "What was changed since `expectedRevision`, by field.",
            context =>
                context
                    .Loader<ComparisonLoader>()
                    .LoadAsync((context.Source.ExpectedRevision, context.Source.Current.Revision), context.Source.Current.Id)
        );
        this.Many<ConflictError, FieldChangeGraph>(
            "yours",
            "What your change would make of `current`, by field: `after` is what you sent. Empty where the input was invalid, too, or named an earlier revision.",
            context => context.Source.Yours
        );
    }
}

internal abstract class PayloadGraph<TGraph> : ObjectGraphType<PublishingResult>
    where TGraph : IGraphType
{
    protected PayloadGraph(string name, string field)
    {
        Name = name;
        Description = $"What `{char.ToLowerInvariant(name[0])}{name[1..^"Payload".Length]}` did.";
        this.Optional<PublishingResult, TGraph>(field, "The record afterwards; null when there are errors.", result => result.Output);
        this.Many<PublishingResult, UserErrorInterface>("errors", "Why not; empty when it was done.", context => context.Source.Errors);
    }
}

internal sealed class CreateStudyPayload() : PayloadGraph<StudyGraph>("CreateStudyPayload", "study");

internal sealed class ReviseStudyPayload() : PayloadGraph<StudyGraph>("ReviseStudyPayload", "study");

internal sealed class CreateDatasetPayload() : PayloadGraph<DatasetGraph>("CreateDatasetPayload", "dataset");

internal sealed class ReviseDatasetPayload() : PayloadGraph<DatasetGraph>("ReviseDatasetPayload", "dataset");

internal sealed class CreateLearningResourcePayload()
    : PayloadGraph<LearningResourceGraph>("CreateLearningResourcePayload", "learningResource");

internal sealed class ReviseLearningResourcePayload()
    : PayloadGraph<LearningResourceGraph>("ReviseLearningResourcePayload", "learningResource");

internal sealed class SubmitOutputPayload() : PayloadGraph<ResearchOutputInterface>("SubmitOutputPayload", "output");

internal sealed class StartReviewPayload() : PayloadGraph<ResearchOutputInterface>("StartReviewPayload", "output");

internal sealed class RequestChangesPayload() : PayloadGraph<ResearchOutputInterface>("RequestChangesPayload", "output");

internal sealed class DeclineOutputPayload() : PayloadGraph<ResearchOutputInterface>("DeclineOutputPayload", "output");

internal sealed class AcceptOutputPayload() : PayloadGraph<ResearchOutputInterface>("AcceptOutputPayload", "output");

internal sealed class PublishOutputPayload() : PayloadGraph<ResearchOutputInterface>("PublishOutputPayload", "output");

internal sealed class CreateVersionPayload() : PayloadGraph<ResearchOutputInterface>("CreateVersionPayload", "output");

internal sealed class WithdrawOutputPayload() : PayloadGraph<ResearchOutputInterface>("WithdrawOutputPayload", "output");

internal sealed class RetractOutputPayload() : PayloadGraph<ResearchOutputInterface>("RetractOutputPayload", "output");

internal sealed class DeleteDraftPayload() : PayloadGraph<ResearchOutputInterface>("DeleteDraftPayload", "output");

/// <summary>Input of a step in an output's life.</summary>
internal abstract class StepInput : InputObjectGraphType
{
    protected StepInput(string name, bool needsReason)
    {
        Name = name;
        Description = "Which output.";
        Field<NonNullGraphType<IdGraphType>>("id").Description("The output.");
        if (needsReason)
        {
            Field<NonNullGraphType<StringGraphType>>("reason").Description("Why, in words for its readers; 1 to 2,000 characters.");
        }
    }
}

internal sealed class SubmitOutputInput() : StepInput("SubmitOutputInput", needsReason: false);

internal sealed class StartReviewInput() : StepInput("StartReviewInput", needsReason: false);

internal sealed class RequestChangesInput() : StepInput("RequestChangesInput", needsReason: true);

internal sealed class DeclineOutputInput() : StepInput("DeclineOutputInput", needsReason: true);

internal sealed class AcceptOutputInput() : StepInput("AcceptOutputInput", needsReason: false);

internal sealed class PublishOutputInput : StepInput
{
    public PublishOutputInput()
        : base("PublishOutputInput", needsReason: false) =>
        Field<DateScalar>("embargoUntil")
            .Description("Publish the description now and open the files on this later day, at 00:00 UTC; at most 10 years ahead.");
}

internal sealed class CreateVersionInput() : StepInput("CreateVersionInput", needsReason: false);

internal sealed class WithdrawOutputInput() : StepInput("WithdrawOutputInput", needsReason: true);

internal sealed class RetractOutputInput() : StepInput("RetractOutputInput", needsReason: true);

internal sealed class DeleteDraftInput() : StepInput("DeleteDraftInput", needsReason: false);
