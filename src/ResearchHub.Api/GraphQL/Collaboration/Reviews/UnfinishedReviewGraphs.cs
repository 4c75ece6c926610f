using GraphQL.Types;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Reviews;

namespace ResearchHub.Api.GraphQL.Collaboration.Reviews;

internal sealed class UnfinishedReviewLoader(UnfinishedReviews reviews) : OneForLoader<Caller, SavedReview>(reviews.ByIdAsync);

internal sealed class UnfinishedReviewGraph : ObjectGraphType<SavedReview>
{
    public UnfinishedReviewGraph()
    {
        Name = "UnfinishedReview";
        Description =
            "What a reviewer has written of a review so far, kept by `saveReview`: for them alone, and gone once the review is handed in or ends.";
        this.Optional<SavedReview, IntGraphType>("originality", "1 to 5: does it say something new?", one => one.Form.Originality);
        this.Optional<SavedReview, IntGraphType>("methods", "1 to 5: are the methods right for the question?", one => one.Form.Methods);
        this.Optional<SavedReview, IntGraphType>("evidence", "1 to 5: does the evidence bear the conclusions?", one => one.Form.Evidence);
        this.Optional<SavedReview, IntGraphType>("relevance", "1 to 5: does it matter for policy?", one => one.Form.Relevance);
        this.Optional<SavedReview, StringGraphType>("commentsToAuthor", "For the authors.", one => one.Form.CommentsToAuthor);
        this.Optional<SavedReview, StringGraphType>("commentsToEditor", "For the editor alone.", one => one.Form.CommentsToEditor);
        this.Optional<SavedReview, ReviewRecommendationGraph>(
            "recommendation",
            "What the reviewer advises.",
            one => one.Form.Recommendation
        );
        this.Optional<SavedReview, BooleanGraphType>("mayPublish", "Whether it may be published.", one => one.Form.MayPublish);
        this.Many<SavedReview, UnfinishedAnswerGraph>(
            "answers",
            "To questions of the round; of such too that were set anew since.",
            context => context.Source.Form.Answers
        );
        this.Required<SavedReview, DateTimeScalar>("savedAt", "When it was kept.", one => one.SavedAt);
    }
}

internal sealed class UnfinishedAnswerGraph : ObjectGraphType<ReviewAnswer>
{
    public UnfinishedAnswerGraph()
    {
        Name = "UnfinishedReviewAnswer";
        Description = "What a reviewer answers so far.";
        this.Required<ReviewAnswer, StringGraphType>("question", "Key of the question.", one => one.Question);
        this.Optional<ReviewAnswer, StringGraphType>("text", "To a TEXT.", one => one.Text);
        this.Optional<ReviewAnswer, IntGraphType>("number", "On a SCALE, or of the option of a CHOICE.", one => one.Number);
        this.Optional<ReviewAnswer, BooleanGraphType>("isYes", "To YES_NO.", one => one.IsYes);
    }
}

internal sealed class SaveReviewInput : InputGraph
{
    public SaveReviewInput()
        : base("SaveReviewInput", "What a reviewer has written so far; what is left out is not kept.")
    {
        Needs<IdGraphType>("id", "The review, which the reviewer writes.");
        Takes<IntGraphType>("originality", "Does it say something new? 1, poor, to 5, excellent, as the other grades.");
        Takes<IntGraphType>("methods", "Are the methods right for the question?");
        Takes<IntGraphType>("evidence", "Does the evidence bear the conclusions?");
        Takes<IntGraphType>("relevance", "Does it matter for policy?");
        Takes<StringGraphType>("commentsToAuthor", "For the authors.");
        Takes<StringGraphType>("commentsToEditor", "For the editor alone.");
        Takes<ReviewRecommendationGraph>("recommendation", "What the reviewer advises.");
        TakesMany<ReviewAnswerInput>("answers", "To questions of the round.");
        Takes<BooleanGraphType>("mayPublish", "Whether it may be published as a record that can be cited.");
    }

    public static UnfinishedReview Read(IDictionary<string, object?> input) =>
        new(
            input.Get<int?>("originality"),
            input.Get<int?>("methods"),
            input.Get<int?>("evidence"),
            input.Get<int?>("relevance"),
            input.Get<string>("commentsToAuthor"),
            input.Get<string>("commentsToEditor"),
            input.Get<ReviewRecommendation?>("recommendation"),
            input.Get<bool?>("mayPublish")
        )
        {
            Answers = input.Many("answers", ReviewAnswerInput.Read).Value ?? [],
        };
}

internal sealed class SaveReviewPayload() : ReviewPayload("SaveReviewPayload");
