using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Collaboration.Reviews;

namespace ResearchHub.Api.GraphQL.Collaboration.Reviews;

/// <summary>Peer review: mutations, and fields of outputs and of the viewer.</summary>
internal static class ReviewRoot
{
    public static void AddTo(ObjectGraphType<OutputRow> output)
    {
        output
            .Computed<OutputRow, NonNullGraphType<ReviewConnectionGraph>>(
                "reviews",
                "Its reviews, by round, those that were declined or taken back too: all for editors, one's own for reviewers, those handed in for authors once it is decided; none for others.",
                context => context.Loader<ReviewsLoader>().Of(context, context.Caller(), context.Source.Id)
            )
            .Pages();
        output
            .Computed<OutputRow, NonNullGraphType<ReviewRoundConnectionGraph>>(
                "reviewRounds",
                "Its rounds of review, first to last, with what reviewers are asked in them: all for editors, those that are decided for authors; none for others. Reviewers find theirs at their review.",
                context => context.Loader<ReviewRoundsLoader>().Of(context, context.Caller(), context.Source.Id)
            )
            .Pages();
    }

    public static void AddTo(ObjectGraphType<Caller> viewer) =>
        viewer
            .Computed<Caller, NonNullGraphType<ReviewConnectionGraph>>(
                "reviewAssignments",
                "Reviews that the caller was asked for, latest first.",
                context => new Connection<Review>(context.Service<ReviewQueries>().OfReviewer(context.Source), context)
            )
            .Pages();

    public static void AddTo(HubMutation mutation)
    {
        Editors(mutation);
        mutation.Add<DeclareInterestsPayload, DeclareInterestsInput, Review>(
            "declareInterests",
            "Says whether the caller, who agreed to review, has a conflict of interest. Without one the caller may read the output from then on. One that is found while they read is declared in the same way, and ends the review. Codes: INVALID, NOT_FOUND.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<ReviewService>()
                    .DeclareAsync(
                        input.Key("id", Review.TypeName),
                        (bool)input["hasConflict"]!,
                        input.Get<string>("statement"),
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<DeclineReviewPayload, DeclineReviewInput, Review>(
            "declineReview",
            "Steps down from a review that the caller agreed to and has not handed in; the editor is told. An invitation is declined by `declineRequest`, a conflict of interest declared by `declareInterests`. Codes: INVALID, NOT_FOUND.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<ReviewService>()
                    .DeclineAsync(input.Key("id", Review.TypeName), input.Get<string>("reason"), caller, context.CancellationToken)
        );
        mutation.Add<SaveReviewPayload, SaveReviewInput, Review>(
            "saveReview",
            "Keeps what the caller has written so far of a review of theirs, in place of what was kept before; nobody else reads it, and it is gone once the review is handed in or ends. Codes: INVALID, NOT_FOUND.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<UnfinishedReviews>()
                    .SaveAsync(input.Key("id", Review.TypeName), SaveReviewInput.Read(input), caller, context.CancellationToken)
        );
        mutation.Add<SubmitReviewPayload, SubmitReviewInput, Review>(
            "submitReview",
            "Hands in a review of the caller's, with answers to the questions of its round. Codes: INVALID, NOT_FOUND.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<ReviewService>()
                    .SubmitAsync(
                        input.Key("id", Review.TypeName),
                        new ReviewForm(
                            (int)input["originality"]!,
                            (int)input["methods"]!,
                            (int)input["evidence"]!,
                            (int)input["relevance"]!,
                            input.Text("commentsToAuthor"),
                            input.Get<string>("commentsToEditor"),
                            (ReviewRecommendation)input["recommendation"]!,
                            input.Get<bool>("mayPublish")
                        )
                        {
                            Answers = input.Many("answers", ReviewAnswerInput.Read).Value ?? [],
                        },
                        caller,
                        context.CancellationToken
                    )
        );
    }

    private static void Editors(HubMutation mutation)
    {
        mutation.Add<InviteReviewerPayload, InviteReviewerInput, Review>(
            "inviteReviewer",
            $"Asks somebody to review an output, by a request that they accept or decline; at most {ReviewInvitations.Maximum} at a time in a round and {InvitationLimit.MostInADay} invitations a day, {InvitationLimit.MostToOnePerson} of them to one person. Who declined, did not answer in time or was cancelled may be asked again in the same round, but not who has a conflict of interest. Nobody with a part in the output may, and nobody who reviews it. Curators and whoever has met the authors in another part are not asked to review DOUBLE_ANONYMOUS. Codes: INVALID, NOT_FOUND, FORBIDDEN, STATE, RATE_LIMITED.",
            Role.Curator,
            (context, input, caller) =>
                context
                    .Service<ReviewInvitations>()
                    .InviteAsync(
                        input.AnyKey("id"),
                        new Invitee(input.Get<string>("email"), input.KeyOrNull("researcher", "Researcher")),
                        (ReviewMethod)input["method"]!,
                        (DateOnly)input["dueOn"]!,
                        input.Get<string>("message"),
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<CancelReviewPayload, CancelReviewInput, Review>(
            "cancelReview",
            "Takes back what was asked of a reviewer. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            Role.Curator,
            (context, input, caller) =>
                context.Service<ReviewService>().CancelAsync(input.Key("id", Review.TypeName), caller, context.CancellationToken)
        );
        mutation.Add<ChangeReviewDueDatePayload, ChangeReviewDueDateInput, Review>(
            "changeReviewDueDate",
            "Sets another day by which a review is hoped for that is not handed in. Its reviewer is told and reminded anew; an invitation that waits can be accepted until then. Saying the same day again does nothing; another counts as a comment in the limit of `postComment`. Codes: INVALID, NOT_FOUND, FORBIDDEN, RATE_LIMITED.",
            Role.Curator,
            (context, input, caller) =>
                context
                    .Service<ReviewService>()
                    .ChangeDueDateAsync(input.Key("id", Review.TypeName), (DateOnly)input["dueOn"]!, caller, context.CancellationToken)
        );
        mutation.Add<SetReviewQuestionsPayload, SetReviewQuestionsInput, ReviewRound>(
            "setReviewQuestions",
            "Sets what reviewers of the open round are asked besides what is always asked; opens a round when none is. All questions are replaced. Once a review of the round was handed in they stay; the next round begins with them. Codes: INVALID, NOT_FOUND, FORBIDDEN, STATE.",
            Role.Curator,
            (context, input, caller) =>
                context
                    .Service<ReviewForms>()
                    .SetAsync(input.AnyKey("id"), SetReviewQuestionsInput.Read(input), caller, context.CancellationToken)
        );
        mutation.Add<DecideReviewPayload, DecideReviewInput>(
            "decideReview",
            "Decides on an output that was reviewed and ends the round: ACCEPT accepts it, PENDING_REVISIONS and RESUBMIT give it back to its authors with the text, DECLINE declines it. Nobody with a part in the output may, and nobody who reviews it. Codes: INVALID, NOT_FOUND, FORBIDDEN, STATE.",
            Role.Curator,
            (context, input, caller) =>
                context
                    .Service<ReviewDecisions>()
                    .DecideAsync(
                        input.AnyKey("id"),
                        (ReviewRecommendation)input["decision"]!,
                        input.Text("text"),
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<PublishReviewPayload, PublishReviewInput>(
            "publishReview",
            "Publishes a review of a public output as a record that can be cited, if its reviewer agreed; it names the reviewer only where the method is OPEN, by the profile or else by the name of the account. Codes: INVALID, NOT_FOUND, FORBIDDEN, STATE.",
            Role.Curator,
            (context, input, caller) =>
                context.Service<ReviewPublisher>().PublishAsync(input.Key("id", Review.TypeName), caller, context.CancellationToken)
        );
    }
}
