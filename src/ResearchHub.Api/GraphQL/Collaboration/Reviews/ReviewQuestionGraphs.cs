using GraphQL.Types;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.GraphQL.Vocabularies;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.GraphQL.Collaboration.Reviews;

internal sealed class ReviewQuestionKindGraph()
    : EnumGraph<ReviewQuestionKind>(
        "ReviewQuestionKind",
        "How a question is answered.",
        kind =>
            kind switch
            {
                ReviewQuestionKind.Text => "In words.",
                ReviewQuestionKind.Scale => "With a whole number from 1 on.",
                ReviewQuestionKind.Choice => "With one of its options.",
                ReviewQuestionKind.YesNo => "With yes or no.",
                _ => null,
            }
    );

internal sealed class ReviewQuestionGraph : ObjectGraphType<ReviewQuestion>
{
    public ReviewQuestionGraph()
    {
        Name = "ReviewQuestion";
        Description = "What an editor asks the reviewers of a round.";
        this.Required<ReviewQuestion, StringGraphType>(
            "key",
            "Names it in answers; another when the questions are set anew.",
            question => question.Key
        );
        this.Required<ReviewQuestion, ReviewQuestionKindGraph>("kind", "How it is answered.", question => question.Kind);
        this.Many<ReviewQuestion, LocalizedTextGraph>("texts", "The question by language.", context => context.Source.Texts);
        this.Many<ReviewQuestion, ReviewOptionGraph>(
            "options",
            "Of a CHOICE; else none.",
            context => context.Source.Options.Select((texts, n) => new ReviewOption(n + 1, texts))
        );
        this.Optional<ReviewQuestion, IntGraphType>("steps", "Highest number of a SCALE; else null.", question => question.Steps);
        this.Required<ReviewQuestion, BooleanGraphType>("isRequired", "Whether it must be answered.", question => question.IsRequired);
        this.Required<ReviewQuestion, BooleanGraphType>(
            "isForAuthors",
            "Whether authors read the answers once it is decided, and everybody where the review is published; else editors alone do.",
            question => question.IsForAuthors
        );
    }
}

/// <summary>An option of a choice.</summary>
/// <param name="Number">From 1 on.</param>
internal sealed record ReviewOption(int Number, IReadOnlyList<LocalizedText> Texts);

internal sealed class ReviewOptionGraph : ObjectGraphType<ReviewOption>
{
    public ReviewOptionGraph()
    {
        Name = "ReviewOption";
        Description = "One of the answers that a question lets one choose from.";
        this.Required<ReviewOption, IntGraphType>("number", "From 1 on; what an answer names.", option => option.Number);
        this.Many<ReviewOption, LocalizedTextGraph>("texts", "What it says, by language.", context => context.Source.Texts);
    }
}

/// <summary>An answer with what it answers.</summary>
internal sealed record AnsweredQuestion(ReviewQuestion Question, ReviewAnswer Answer)
{
    /// <summary>Those of a review, in the order of its questions.</summary>
    public static IEnumerable<AnsweredQuestion> Of(Review review) =>
        review.Round.Questions.Join(
            review.Form?.Answers ?? [],
            question => question.Key,
            answer => answer.Question,
            (question, answer) => new AnsweredQuestion(question, answer),
            StringComparer.Ordinal
        );
}

internal sealed class ReviewAnswerGraph : ObjectGraphType<AnsweredQuestion>
{
    public ReviewAnswerGraph()
    {
        Name = "ReviewAnswer";
        Description = "What a reviewer answers to a question of the round.";
        this.Required<AnsweredQuestion, ReviewQuestionGraph>("question", "What was asked.", one => one.Question);
        this.Optional<AnsweredQuestion, StringGraphType>("text", "Of a TEXT; else null.", one => one.Answer.Text);
        this.Optional<AnsweredQuestion, IntGraphType>(
            "number",
            "On a SCALE, or of the option of a CHOICE, from 1 on; else null.",
            one => one.Answer.Number
        );
        this.Optional<AnsweredQuestion, BooleanGraphType>("isYes", "Of YES_NO; else null.", one => one.Answer.IsYes);
    }
}

internal sealed class SetReviewQuestionsPayload()
    : CommandPayloadGraph<ReviewRound, ReviewRoundGraph>(
        "SetReviewQuestionsPayload",
        "round",
        "The round with its questions.",
        round => round
    );
