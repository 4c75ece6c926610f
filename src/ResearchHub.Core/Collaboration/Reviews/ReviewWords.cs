using System.Globalization;
using ResearchHub.Core.Common;
using ResearchHub.Core.Delivery.Mail;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>What a published review says besides the words of its reviewer: in Serbian where those are, in the script of those, else in English.</summary>
internal sealed record ReviewWords
{
    private const string English = "en";

    private ReviewWords(string language) => Language = language;

    /// <summary>Tag of the language.</summary>
    public string Language { get; }

    /// <summary>The words to go with a text in a language.</summary>
    public static ReviewWords In(string language) => new(MailLanguage.Choose(language, English, "sr-Cyrl", "sr-Latn"));

    /// <summary>The title of a review of something, in English too.</summary>
    public IReadOnlyList<LocalizedText> Titles(string reviewed)
    {
        var english = new LocalizedText(English, $"Review of \"{reviewed}\"");
        return Language == English ? [english] : [new LocalizedText(Language, $"{Serbian("Рецензија рада")} „{reviewed}“"), english];
    }

    /// <summary>Grades and recommendation.</summary>
    public string Grades(ReviewForm form) =>
        Language == English
            ? Text(
                $"Originality {form.Originality}, methods {form.Methods}, evidence {form.Evidence}, relevance for policy {form.Relevance} of 5. Recommendation: {ConstantCase.Of(form.Recommendation)}."
            )
            : Serbian(
                Text(
                    $"Оригиналност {form.Originality}, методе {form.Methods}, докази {form.Evidence}, значај за политику {form.Relevance} од 5. Препорука: {ConstantCase.Of(form.Recommendation)}."
                )
            );

    /// <summary>A question that authors read, and what was answered.</summary>
    public string Answer(ReviewQuestion question, ReviewAnswer answer) => $"{Best(question.Texts)}\n{Answered(question, answer)}";

    private string Answered(ReviewQuestion question, ReviewAnswer answer) =>
        question.Kind switch
        {
            ReviewQuestionKind.Text => answer.Text!,
            ReviewQuestionKind.Scale => Text($"{answer.Number} {(Language == English ? "of" : Serbian("од"))} {question.Steps}"),
            ReviewQuestionKind.Choice => Best(question.Options[answer.Number!.Value - 1]),
            _ => (Language == English, answer.IsYes!.Value) switch
            {
                (true, true) => "Yes",
                (true, false) => "No",
                (_, true) => Serbian("Да"),
                _ => Serbian("Не"),
            },
        };

    private string Best(IReadOnlyList<LocalizedText> texts) => new LocalizedTexts(texts).Best(Language)!.Text;

    private string Serbian(string cyrillic) => Language == "sr-Latn" ? SerbianScript.ToLatin(cyrillic) : cyrillic;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
