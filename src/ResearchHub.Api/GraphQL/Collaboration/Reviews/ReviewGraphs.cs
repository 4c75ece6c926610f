using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Reviews;

namespace ResearchHub.Api.GraphQL.Collaboration.Reviews;

internal sealed class ReviewLoader(ReviewQueries queries) : OneForLoader<Caller, Review>(queries.ByIdAsync);

internal sealed class ReviewsLoader(ReviewQueries queries) : ChildrenLoader<Caller, Review>(queries.OfOutputs);

internal sealed class ReviewRoundsLoader(ReviewQueries queries) : ChildrenLoader<Caller, ReviewRound>(queries.RoundsOfOutputs);

internal sealed class ReviewMethodGraph()
    : EnumGraph<ReviewMethod>(
        "ReviewMethod",
        "Who knows whom in a review; editors know everybody.",
        method =>
            method switch
            {
                ReviewMethod.Open => "Authors and reviewers know each other.",
                ReviewMethod.Anonymous => "Authors do not know the reviewers.",
                ReviewMethod.DoubleAnonymous => "Neither do the reviewers know the authors.",
                _ => null,
            }
    );

internal sealed class ReviewRecommendationGraph()
    : EnumGraph<ReviewRecommendation>(
        "ReviewRecommendation",
        "What a reviewer advises, or an editor decides.",
        advice =>
            advice switch
            {
                ReviewRecommendation.Accept => "Publish it.",
                ReviewRecommendation.PendingRevisions => "Publish it after small changes.",
                ReviewRecommendation.Resubmit => "Review it again after large changes.",
                ReviewRecommendation.Decline => "Do not publish it.",
                ReviewRecommendation.SeeComments => "The comments say it; not for decisions.",
                _ => null,
            }
    );

internal sealed class ReviewStatusGraph()
    : EnumGraph<ReviewStatus>(
        "ReviewStatus",
        "Where a review stands.",
        status =>
            status switch
            {
                ReviewStatus.Invited => "Asked for.",
                ReviewStatus.Agreed => "The reviewer agreed; whether there is a conflict of interest is not said yet.",
                ReviewStatus.Reviewing => "The reviewer reads the output.",
                ReviewStatus.Submitted => "Handed in.",
                ReviewStatus.Declined => "The reviewer declined or stepped down, or has a conflict of interest.",
                ReviewStatus.Cancelled => "Taken back, or ended by the decision.",
                _ => null,
            }
    );

internal sealed class ReviewRoundGraph : ObjectGraphType<ReviewRound>
{
    public ReviewRoundGraph()
    {
        Name = "ReviewRound";
        Description = "A round of review of one revision of an output.";
        this.Required<ReviewRound, IntGraphType>("number", "1 for the first round of the output.", round => round.Number);
        this.Required<ReviewRound, IntGraphType>("version", "Version that was reviewed.", round => round.Version);
        this.Required<ReviewRound, IntGraphType>("revision", "Revision that the round began with.", round => round.Revision);
        this.Optional<ReviewRound, ReviewRecommendationGraph>(
            "decision",
            "What was decided; null while it is open, and for a reviewer who declined.",
            round => round.Decision
        );
        this.Optional<ReviewRound, StringGraphType>(
            "decisionText",
            "What the editor says of it; null for a reviewer who declined.",
            round => round.DecisionText
        );
        this.Optional<ReviewRound, DateTimeScalar>(
            "decidedAt",
            "When it was decided; null for a reviewer who declined.",
            round => round.DecidedAt
        );
        this.Many<ReviewRound, ReviewQuestionGraph>(
            "questions",
            "What its reviewers are asked besides what is always asked; authors see those whose answers they read.",
            context => context.Source.Questions
        );
    }
}

internal sealed class ReviewRoundEdgeGraph() : EdgeGraph<ReviewRound, ReviewRoundGraph>("ReviewRound", "round");

internal sealed class ReviewRoundConnectionGraph()
    : ConnectionGraph<ReviewRound, ReviewRoundGraph, ReviewRoundEdgeGraph>("ReviewRound", "rounds of review");

internal sealed class ReviewEdgeGraph() : EdgeGraph<Review, ReviewGraph>("Review", "review");

internal sealed class ReviewConnectionGraph() : ConnectionGraph<Review, ReviewGraph, ReviewEdgeGraph>("Review", "reviews");

internal sealed class ReviewGraph : ObjectGraphType<Review>
{
    private const string NotForAuthors = "not for authors";

    public ReviewGraph()
    {
        Name = Review.TypeName;
        Description =
            "A review of an output. Its reviewer and editors see all of it; authors what was handed in, once it is decided, without what is confidential and, unless the method is OPEN, without who wrote it.";
        Interface<NodeInterface>();
        IsTypeOf = value => value is Review;
        this.Required<Review, IdGraphType>("id", "Global id.", review => NodeId.Encode(Review.TypeName, review.Id));
        this.Computed<Review, ResearchOutputInterface>(
            "output",
            "What is reviewed; null where the caller may not read it, or not any more.",
            context => context.Output(context.Source.OutputId)
        );
        this.Required<Review, ReviewRoundGraph>("round", "The round that it belongs to.", review => review.Round);
        this.Required<Review, ReviewMethodGraph>("method", "Who knows whom.", review => review.Method);
        this.Required<Review, ReviewStatusGraph>("status", "Where it stands.", review => review.Status);
        this.Computed<Review, UserGraph>(
            "reviewer",
            "Who writes it; for authors only where the method is OPEN.",
            context => User(context, context.Source.ReviewerId)
        );
        this.Optional<Review, StringGraphType>(
            "pseudonym",
            "What the reviewer is called where authors may not know them: `Reviewer 1`, the same all through a round, in comments too. Null before it is decided, and where the method is OPEN.",
            review => review.Pseudonym
        );
        this.Computed<Review, UserGraph>(
            "invitedBy",
            $"The editor who asked for it; {NotForAuthors}.",
            context => User(context, context.Source.InvitedBy)
        );
        this.Optional<Review, DateTimeScalar>("invitedAt", $"When it was asked for; {NotForAuthors}.", review => review.InvitedAt);
        this.Optional<Review, DateScalar>("dueOn", $"Day by which it is hoped for; {NotForAuthors}.", review => review.DueOn);
        this.Optional<Review, StringGraphType>(
            "conflict",
            $"What the reviewer said of a conflict of interest; {NotForAuthors}.",
            review => review.Conflict
        );
        this.Optional<Review, BooleanGraphType>(
            "hasConflict",
            $"Whether the reviewer said that there is a conflict of interest; null before they said anything; {NotForAuthors}.",
            review => review.HasConflict
        );
        this.Optional<Review, StringGraphType>(
            "declineReason",
            $"Why the reviewer stepped down after they had agreed, if they said so; {NotForAuthors}.",
            review => review.DeclineReason
        );
        this.Optional<Review, IntGraphType>(
            "originality",
            "1, poor, to 5, excellent: does it say something new?",
            review => review.Form?.Originality
        );
        this.Optional<Review, IntGraphType>("methods", "1 to 5: are the methods right for the question?", review => review.Form?.Methods);
        this.Optional<Review, IntGraphType>("evidence", "1 to 5: does the evidence bear the conclusions?", review => review.Form?.Evidence);
        this.Optional<Review, IntGraphType>("relevance", "1 to 5: does it matter for policy?", review => review.Form?.Relevance);
        this.Optional<Review, StringGraphType>("commentsToAuthor", "For the authors.", review => review.Form?.CommentsToAuthor);
        this.Optional<Review, StringGraphType>(
            "commentsToEditor",
            $"Confidential; {NotForAuthors}.",
            review => review.Form?.CommentsToEditor
        );
        this.Optional<Review, ReviewRecommendationGraph>(
            "recommendation",
            "What the reviewer advises.",
            review => review.Form?.Recommendation
        );
        this.Many<Review, ReviewAnswerGraph>(
            "answers",
            "To the questions of the round, in their order; authors read those that are for them.",
            context => AnsweredQuestion.Of(context.Source)
        );
        this.Optional<Review, BooleanGraphType>(
            "mayPublish",
            "Whether the reviewer agrees to its publication.",
            review => review.Form?.MayPublish
        );
        this.Computed<Review, UnfinishedReviewGraph>(
            "unfinished",
            "What its reviewer has kept of it and not handed in; for them alone, null for everybody else.",
            context => context.Loader<UnfinishedReviewLoader>().LoadAsync(context.Caller(), context.Source.Id)
        );
        this.Optional<Review, DateTimeScalar>("submittedAt", $"When it was handed in; {NotForAuthors}.", review => review.SubmittedAt);
        this.Computed<Review, ResearchOutputInterface>(
            "record",
            "Its published record, which can be cited; null when there is none.",
            context => context.Source.RecordId is { } record ? context.Output(record) : null
        );
    }

    private static IDataLoaderResult<Core.Access.Reading.UserRow>? User(IResolveFieldContext context, long? key) =>
        key is { } user ? context.Loader<UserLoader>().LoadAsync(user) : null;
}

internal abstract class ReviewPayload(string name)
    : CommandPayloadGraph<Review, ReviewGraph>(name, "review", "The review afterwards.", review => review);

internal sealed class InviteReviewerPayload() : ReviewPayload("InviteReviewerPayload");

internal sealed class DeclareInterestsPayload() : ReviewPayload("DeclareInterestsPayload");

internal sealed class DeclineReviewPayload() : ReviewPayload("DeclineReviewPayload");

internal sealed class SubmitReviewPayload() : ReviewPayload("SubmitReviewPayload");

internal sealed class CancelReviewPayload() : ReviewPayload("CancelReviewPayload");

internal sealed class ChangeReviewDueDatePayload() : ReviewPayload("ChangeReviewDueDatePayload");

internal sealed class DecideReviewPayload() : PayloadGraph<ResearchOutputInterface>("DecideReviewPayload", "output");

internal sealed class PublishReviewPayload() : PayloadGraph<StudyGraph>("PublishReviewPayload", "study");
