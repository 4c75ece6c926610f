using GraphQL.Types;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.GraphQL.Collaboration.Reviews;

internal sealed class ReviewOptionInput : InputGraph
{
    public ReviewOptionInput()
        : base("ReviewOptionInput", "One of the answers that a question lets one choose from.") =>
        NeedsMany<LocalizedTextInput>("texts", $"What it says, by language; 1 to {ReviewFormRules.LongestOption} characters each.");
}

internal sealed class ReviewQuestionInput : InputGraph
{
    public ReviewQuestionInput()
        : base("ReviewQuestionInput", "What reviewers are asked.")
    {
        Needs<ReviewQuestionKindGraph>("kind", "How it is answered.");
        NeedsMany<LocalizedTextInput>(
            "texts",
            $"The question by language, the first for those whose language is not there; 1 to {ReviewFormRules.LongestQuestion} characters each."
        );
        TakesMany<ReviewOptionInput>("options", $"Of a CHOICE, 2 to {ReviewFormRules.MostOptions}.");
        Takes<IntGraphType>(
            "steps",
            $"Highest number of a SCALE, 2 to {ReviewFormRules.MostSteps}; {ReviewFormRules.UsualSteps} unless said."
        );
        Takes<BooleanGraphType>("isRequired", "Whether it must be answered; true unless said.");
        Takes<BooleanGraphType>("isForAuthors", "Whether authors read the answers; false unless said: then editors alone do.");
    }

    /// <summary>A key is made here: what is set anew is another question.</summary>
    public static ReviewQuestion Read(object one)
    {
        var input = (IDictionary<string, object?>)one;
        var kind = (ReviewQuestionKind)input["kind"]!;
        return new ReviewQuestion(
            Guid.NewGuid().ToString("n")[..12],
            kind,
            Texts(input),
            input.Many("options", option => Texts((IDictionary<string, object?>)option)).Value ?? [],
            input.Get<int?>("steps") ?? (kind == ReviewQuestionKind.Scale ? ReviewFormRules.UsualSteps : null),
            input.Get<bool?>("isRequired") ?? true,
            input.Get<bool?>("isForAuthors") ?? false
        );
    }

    private static IReadOnlyList<LocalizedText> Texts(IDictionary<string, object?> input) => input.Many("texts", Text).Value!;

    private static LocalizedText Text(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new LocalizedText(fields.Text("language"), fields.Text("text").Trim().Normalize());
    }
}

internal sealed class SetReviewQuestionsInput : InputGraph
{
    public SetReviewQuestionsInput()
        : base("SetReviewQuestionsInput", "What the reviewers of a round are asked.")
    {
        Needs<IdGraphType>("id", "The output, which is in review.");
        NeedsMany<ReviewQuestionInput>("questions", $"All of them, at most {ReviewFormRules.MostQuestions}; none to ask nothing more.");
    }

    public static IReadOnlyList<ReviewQuestion> Read(IDictionary<string, object?> input) =>
        input.Many("questions", ReviewQuestionInput.Read).Value!;
}

internal sealed class ReviewAnswerInput : InputGraph
{
    public ReviewAnswerInput()
        : base(
            "ReviewAnswerInput",
            "An answer to a question of the round: one of `text`, `number` and `isYes`, by the kind of the question."
        )
    {
        Needs<StringGraphType>("question", "Key of the question.");
        Takes<StringGraphType>("text", $"To a TEXT, 1 to {RequestService.LongestText} characters.");
        Takes<IntGraphType>("number", "On a SCALE, or of the option of a CHOICE, from 1 on.");
        Takes<BooleanGraphType>("isYes", "To YES_NO.");
    }

    public static ReviewAnswer Read(object one)
    {
        var input = (IDictionary<string, object?>)one;
        return new ReviewAnswer(
            input.Text("question"),
            input.Get<string>("text")?.Trim(),
            input.Get<int?>("number"),
            input.Get<bool?>("isYes")
        );
    }
}
