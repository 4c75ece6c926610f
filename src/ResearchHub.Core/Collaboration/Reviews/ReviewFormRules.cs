using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>What can be asked of reviewers, and what answers that: all problems at once, each with its place in the input.</summary>
public static class ReviewFormRules
{
    public const int MostQuestions = 30;
    public const int MostOptions = 20;
    public const int MostSteps = 10;
    public const int UsualSteps = 5;
    public const int LongestQuestion = 1000;
    public const int LongestOption = 200;

    /// <summary>What is wrong with questions.</summary>
    public static IReadOnlyList<UserError> Problems(IReadOnlyList<ReviewQuestion> questions)
    {
        var problems = new List<UserError>();
        if (questions.Count > MostQuestions)
        {
            problems.Add(Invalid($"Ask at most {MostQuestions} questions."));
        }
        foreach (var (question, n) in questions.Select((question, n) => (question, $"{n}")))
        {
            problems.AddRange(Texts(question.Texts, LongestQuestion, n, "texts"));
            var isChoice = question.Kind == ReviewQuestionKind.Choice;
            if (isChoice ? question.Options.Count is < 2 or > MostOptions : question.Options.Count > 0)
            {
                problems.Add(Invalid(isChoice ? $"Give 2 to {MostOptions} options." : "Only a CHOICE has options.", n, "options"));
            }
            problems.AddRange(question.Options.SelectMany((option, i) => Texts(option, LongestOption, n, "options", $"{i}", "texts")));
            var isScale = question.Kind == ReviewQuestionKind.Scale;
            if (isScale ? question.Steps is < 2 or > MostSteps : question.Steps is not null)
            {
                problems.Add(Invalid(isScale ? $"Give 2 to {MostSteps} steps." : "Only a SCALE has steps.", n, "steps"));
            }
        }
        return problems;

        static InvalidError Invalid(string message, params string[] at) => new(message, ["input", "questions", .. at]);

        static IEnumerable<InvalidError> Texts(IReadOnlyList<LocalizedText> texts, int longest, params string[] at)
        {
            if (texts.Count == 0)
            {
                yield return Invalid("Say it in at least one language.", at);
            }
            if (texts.DistinctBy(text => text.Language, StringComparer.OrdinalIgnoreCase).Count() < texts.Count)
            {
                yield return Invalid("Give one text for each language.", at);
            }
            foreach (var (_, i) in texts.Select((text, i) => (text, i)).Where(one => !PlainText.IsText(one.text.Text, longest)))
            {
                yield return Invalid($"Give 1 to {longest} characters.", [.. at, $"{i}", "text"]);
            }
        }
    }

    /// <summary>What is wrong with answers to these questions.</summary>
    public static IReadOnlyList<UserError> Problems(IReadOnlyList<ReviewQuestion> questions, IReadOnlyList<ReviewAnswer> answers)
    {
        var open = questions.ToDictionary(question => question.Key, StringComparer.Ordinal);
        var problems = new List<UserError>();
        foreach (var (answer, n) in answers.Select((answer, n) => (answer, $"{n}")))
        {
            if (questions.FirstOrDefault(question => question.Key == answer.Question) is not { } question)
            {
                problems.Add(new InvalidError("This is not asked, or not any more: read the questions again.", At(n, "question")));
            }
            else if (!open.Remove(question.Key))
            {
                problems.Add(new InvalidError("This is answered twice.", At(n, "question")));
            }
            else if (Problem(question, answer) is var (field, message))
            {
                problems.Add(new InvalidError(message, At(n, field)));
            }
        }
        problems.AddRange(
            questions
                .Where(question => question.IsRequired && open.ContainsKey(question.Key))
                .Select(question => new InvalidError($"Answer the question \"{question.Texts[0].Text}\".", ["input", "answers"]))
        );
        return problems;

        static string[] At(string n, string field) => ["input", "answers", n, field];
    }

    /// <summary>The field that must be given, and what it must hold; null when it does and no other is.</summary>
    private static (string Field, string Message)? Problem(ReviewQuestion question, ReviewAnswer answer)
    {
        var (field, isGood, message) = question.Kind switch
        {
            ReviewQuestionKind.Text => (
                "text",
                PlainText.IsText(answer.Text, RequestService.LongestText),
                $"Give 1 to {RequestService.LongestText} characters."
            ),
            ReviewQuestionKind.Scale => ("number", IsUpTo(question.Steps!.Value), $"Give a number from 1 to {question.Steps}."),
            ReviewQuestionKind.Choice => (
                "number",
                IsUpTo(question.Options.Count),
                $"Give the number of an option, 1 to {question.Options.Count}."
            ),
            _ => ("isYes", answer.IsYes is not null, "Say yes or no."),
        };
        var given = new object?[] { answer.Text, answer.Number, answer.IsYes }.Count(value => value is not null);
        return !isGood ? (field, message)
            : given > 1 ? (field, $"Answer this with `{field}` alone.")
            : null;

        bool IsUpTo(int most) => answer.Number is { } number && number >= 1 && number <= most;
    }
}
