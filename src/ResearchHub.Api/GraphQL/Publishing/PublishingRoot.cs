using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.GraphQL.Publishing;

/// <summary>Mutations of an output's life.</summary>
internal static class PublishingRoot
{
    private const int MaximumReason = 2000;
    private const string Codes = "INVALID, NOT_FOUND, FORBIDDEN, STATE";
    private const string NotWhileReviewed = "While a round of review is open, `decideReview` does this instead.";

    public static void AddTo(HubMutation mutation)
    {
        Kind<CreateStudyPayload, CreateStudyInput, ReviseStudyPayload, ReviseStudyInput>(mutation, RecordKind.Study, "study");
        Kind<CreateDatasetPayload, CreateDatasetInput, ReviseDatasetPayload, ReviseDatasetInput>(mutation, RecordKind.Dataset, "dataset");
        Kind<CreateLearningResourcePayload, CreateLearningResourceInput, ReviseLearningResourcePayload, ReviseLearningResourceInput>(
            mutation,
            RecordKind.LearningResource,
            "learning resource"
        );
        Step<SubmitOutputPayload, SubmitOutputInput>(
            mutation,
            "submitOutput",
            "Hands a draft to the curators.",
            Role.Reader,
            OutputAction.Submit
        );
        Step<StartReviewPayload, StartReviewInput>(
            mutation,
            "startReview",
            "Takes a submitted output into review, or one that was declined back into it.",
            Role.Curator,
            OutputAction.StartReview
        );
        Step<RequestChangesPayload, RequestChangesInput>(
            mutation,
            "requestChanges",
            $"Gives an output back to its owner, with what should change. {NotWhileReviewed}",
            Role.Curator,
            OutputAction.RequestChanges,
            $"{Codes}, REVIEW_OPEN"
        );
        Step<DeclineOutputPayload, DeclineOutputInput>(
            mutation,
            "declineOutput",
            $"Says that a submitted output will not be published here: its authors cannot submit it again. `startReview` takes it back. {NotWhileReviewed}",
            Role.Curator,
            OutputAction.Decline,
            $"{Codes}, REVIEW_OPEN"
        );
        Step<AcceptOutputPayload, AcceptOutputInput>(
            mutation,
            "acceptOutput",
            $"Accepts an output for publication. {NotWhileReviewed}",
            Role.Curator,
            OutputAction.Accept,
            $"{Codes}, REVIEW_OPEN"
        );
        mutation.Add<PublishOutputPayload, PublishOutputInput>(
            "publishOutput",
            "Publishes an accepted output: it becomes public, citable and unchangeable, and subscribers are told. Codes: INVALID, NOT_FOUND, FORBIDDEN, STATE.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<PublishingService>()
                    .PublishAsync(input.AnyKey("id"), input.Get<DateOnly?>("embargoUntil"), caller, context.CancellationToken)
        );
        mutation.Add<CreateVersionPayload, CreateVersionInput>(
            "createVersion",
            "Drafts a successor of the latest published version, with its content and files. The old version stays citable and says which is the latest. Codes: INVALID, NOT_FOUND, FORBIDDEN, STATE.",
            Role.Researcher,
            (context, input, caller) => context.Service<VersionService>().CreateAsync(input.AnyKey("id"), caller, context.CancellationToken)
        );
        Step<WithdrawOutputPayload, WithdrawOutputInput>(
            mutation,
            "withdrawOutput",
            "Takes a published output out of lists and searches; a tombstone with the reason stays.",
            Role.Curator,
            OutputAction.Withdraw
        );
        Step<RetractOutputPayload, RetractOutputInput>(
            mutation,
            "retractOutput",
            "Declares a published output unreliable; it stays readable and says so.",
            Role.Curator,
            OutputAction.Retract
        );
        mutation.Add<DeleteDraftPayload, DeleteDraftInput>(
            "deleteDraft",
            $"Deletes a draft for good, what was said about it, and relations of other records to it; their history says so. Codes: {Codes}.",
            Role.Researcher,
            (context, input, caller) => context.Service<DraftDeletion>().DeleteAsync(input.AnyKey("id"), caller, context.CancellationToken)
        );
        FileMutations.AddTo(mutation);
    }

    private static void Kind<TCreated, TCreate, TRevised, TRevise>(HubMutation mutation, RecordKind kind, string noun)
        where TCreated : IGraphType
        where TCreate : IGraphType
        where TRevised : IGraphType
        where TRevise : IGraphType
    {
        mutation.Add<TCreated, TCreate>(
            $"create{kind}",
            $"Makes a draft of a {noun} that belongs to the caller. Codes: INVALID.",
            Role.Researcher,
            (context, input, caller) =>
                context.Service<PublishingService>().CreateAsync(kind, ContentReader.Read(input), caller, context.CancellationToken)
        );
        mutation.Add<TRevised, TRevise>(
            $"revise{kind}",
            $"Changes a draft of a {noun}. Its owner may, and those who edit it with them. Codes: INVALID, NOT_FOUND, FORBIDDEN, STATE, CONFLICT.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<PublishingService>()
                    .ReviseAsync(
                        kind,
                        input.Key("id", OutputGraph.TypeName(kind)),
                        (int)input["expectedRevision"]!,
                        ContentReader.Read(input),
                        caller,
                        context.CancellationToken
                    )
        );
    }

    private static void Step<TPayload, TInput>(
        HubMutation mutation,
        string name,
        string description,
        Role role,
        OutputAction action,
        string codes = Codes
    )
        where TPayload : IGraphType
        where TInput : IGraphType =>
        mutation.Add<TPayload, TInput>(
            name,
            $"{description} Codes: {codes}.",
            role,
            async (context, input, caller) =>
            {
                var reason = input.Get<string>("reason");
                if (reason is not null && !PlainText.IsText(reason, MaximumReason))
                {
                    return PublishingResult.Failed(
                        new InvalidError($"Give a reason of 1 to {MaximumReason} characters.", ["input", "reason"])
                    );
                }
                var id = input.AnyKey("id");
                return await context.Service<PublishingService>().MoveAsync(id, action, reason, caller, context.CancellationToken);
            }
        );
}
