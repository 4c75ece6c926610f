using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Common;
using Xunit;

namespace ResearchHub.Core.Tests.Collaboration.Reviews;

/// <summary>What can be asked of reviewers, and what answers that.</summary>
public sealed class ReviewFormRulesTests
{
    private static readonly ReviewQuestion[] Asked =
    [
        Question("words", ReviewQuestionKind.Text),
        Question("scale", ReviewQuestionKind.Scale) with
        {
            Steps = 4,
        },
        Question("choice", ReviewQuestionKind.Choice) with
        {
            Options =
            [
                [new("en", "Small")],
                [new("en", "Large")],
            ],
        },
        Question("yes", ReviewQuestionKind.YesNo) with
        {
            IsRequired = false,
        },
    ];

    [Fact]
    public void Good_questions_and_good_answers_have_no_problems()
    {
        Assert.Empty(ReviewFormRules.Problems(Asked));
        Assert.Empty(
            ReviewFormRules.Problems(
                Asked,
                [new("choice", null, 2, null), new("scale", null, 4, null), new("words", "Well done.", null, null)]
            )
        );
        Assert.Empty(ReviewFormRules.Problems([], []));
    }

    [Fact]
    public void All_that_is_wrong_with_questions_is_told_at_once_where_it_is()
    {
        var problems = ReviewFormRules.Problems([
            Question("a", ReviewQuestionKind.Text) with
            {
                Texts = [],
            },
            Question("b", ReviewQuestionKind.YesNo) with
            {
                Texts = [new("en", "One"), new("EN", " ")],
            },
            Question("c", ReviewQuestionKind.Choice) with
            {
                Options =
                [
                    [new("en", "Alone")],
                ],
            },
            Question("d", ReviewQuestionKind.Choice) with
            {
                Options =
                [
                    [new("en", "One")],
                    [],
                ],
            },
            Question("e", ReviewQuestionKind.Scale) with
            {
                Steps = 11,
            },
            Question("f", ReviewQuestionKind.Text) with
            {
                Steps = 3,
                Options =
                [
                    [new("en", "One")],
                ],
            },
        ]);

        Assert.Equal(
            ["0.texts", "1.texts", "1.texts.1.text", "2.options", "3.options.1.texts", "4.steps", "5.options", "5.steps"],
            Paths(problems, "input.questions.")
        );
        Assert.Equal(
            ["input.questions"],
            Paths(ReviewFormRules.Problems([.. Enumerable.Range(0, 31).Select(n => Question($"{n}", ReviewQuestionKind.Text))]), "")
        );
    }

    [Fact]
    public void All_that_is_wrong_with_answers_is_told_at_once_where_it_is()
    {
        var problems = ReviewFormRules.Problems(
            Asked,
            [
                new("old", "To what was asked before", null, null),
                new("scale", null, 5, null),
                new("yes", "Yes", null, null),
                new("yes", null, null, true),
                new("choice", "Large", 2, null),
            ]
        );

        Assert.Equal(["0.question", "1.number", "2.isYes", "3.question", "4.number"], Paths(problems.SkipLast(1), "input.answers."));
        Assert.Equal(new InvalidError("Answer the question \"words?\".", ["input", "answers"]).Message, problems[^1].Message);
        Assert.Equal(["input.answers"], Paths([problems[^1]], ""));
        Assert.Equal(3, ReviewFormRules.Problems(Asked, [new("scale", null, 0, null), new("words", " ", null, null)]).Count);
    }

    private static ReviewQuestion Question(string key, ReviewQuestionKind kind) =>
        new(key, kind, [new LocalizedText("en", $"{key}?")], [], null, IsRequired: true, IsForAuthors: false);

    private static IEnumerable<string> Paths(IEnumerable<UserError> problems, string below) =>
        problems.Select(problem => string.Join('.', problem.Path)[below.Length..]);
}
