using GraphQL.Types;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.GraphQL.Collaboration.Reviews;

internal sealed class InviteReviewerInput : InputGraph
{
    public InviteReviewerInput()
        : base("InviteReviewerInput", "Whom to ask for a review: `email` or `researcher`, exactly one.")
    {
        Needs<IdGraphType>("id", "The output, which is in review.");
        Takes<StringGraphType>("email", "E-mail address of an account.");
        Takes<IdGraphType>("researcher", "Profile that an account is linked to.");
        Needs<ReviewMethodGraph>("method", "Who knows whom.");
        Needs<DateScalar>("dueOn", "Day by which it is hoped for; after today, at most 366 days ahead.");
        Takes<StringGraphType>("message", "What to say to the reviewer.");
    }
}

internal sealed class DeclareInterestsInput : InputGraph
{
    public DeclareInterestsInput()
        : base("DeclareInterestsInput", "Whether a reviewer has a conflict of interest.")
    {
        Needs<IdGraphType>("id", "The review.");
        Needs<BooleanGraphType>("hasConflict", "Whether there is one; the review is declined then.");
        Takes<StringGraphType>("statement", "What it is, for the editor; needed when there is one.");
    }
}

internal sealed class DeclineReviewInput : InputGraph
{
    public DeclineReviewInput()
        : base("DeclineReviewInput", "From which review to step down.")
    {
        Needs<IdGraphType>("id", "The review, which was agreed to and is not handed in.");
        Takes<StringGraphType>("reason", "Why, for the editor.");
    }
}

internal sealed class SubmitReviewInput : InputGraph
{
    public SubmitReviewInput()
        : base("SubmitReviewInput", "What a reviewer says. Grades go from 1, poor, to 5, excellent.")
    {
        Needs<IdGraphType>("id", "The review.");
        Needs<IntGraphType>("originality", "Does it say something new?");
        Needs<IntGraphType>("methods", "Are the methods right for the question?");
        Needs<IntGraphType>("evidence", "Does the evidence bear the conclusions?");
        Needs<IntGraphType>("relevance", "Does it matter for policy?");
        Needs<StringGraphType>("commentsToAuthor", "For the authors.");
        Takes<StringGraphType>("commentsToEditor", "For the editor alone.");
        Needs<ReviewRecommendationGraph>("recommendation", "What the reviewer advises.");
        TakesMany<ReviewAnswerInput>("answers", "To the questions of the round.");
        Takes<BooleanGraphType>("mayPublish", "Whether it may be published as a record that can be cited; false unless said.");
    }
}

internal sealed class CancelReviewInput() : IdInput("CancelReviewInput", "Which review.", "The review, which is not handed in.");

internal sealed class ChangeReviewDueDateInput : InputGraph
{
    public ChangeReviewDueDateInput()
        : base("ChangeReviewDueDateInput", "Until when to wait for a review.")
    {
        Needs<IdGraphType>("id", "The review, which is not handed in.");
        Needs<DateScalar>("dueOn", "Day by which it is hoped for; after today, at most 366 days ahead.");
    }
}

internal sealed class DecideReviewInput : InputGraph
{
    public DecideReviewInput()
        : base("DecideReviewInput", "What becomes of an output that was reviewed.")
    {
        Needs<IdGraphType>("id", "The output.");
        Needs<ReviewRecommendationGraph>("decision", "ACCEPT, PENDING_REVISIONS, RESUBMIT or DECLINE.");
        Needs<StringGraphType>("text", "What to say to the authors.");
    }
}

internal sealed class PublishReviewInput() : IdInput("PublishReviewInput", "Which review.", "The review.");
