using System.Text.Json;
using System.Text.Json.Serialization;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>How a question of a round is answered.</summary>
public enum ReviewQuestionKind
{
    Text,

    /// <summary>With a whole number, from 1 to <see cref="ReviewQuestion.Steps"/>.</summary>
    Scale,

    /// <summary>With one of its options, by its number from 1 on.</summary>
    Choice,
    YesNo,
}

/// <summary>What an editor asks the reviewers of a round, besides what is always asked.</summary>
/// <param name="Key">Names it in answers; another when the questions are set anew, so that nobody answers what they have not read.</param>
/// <param name="Texts">The question by language, the first for those whose language is not there.</param>
/// <param name="Options">Of a choice, each by language; else empty.</param>
/// <param name="Steps">Of a scale; else null.</param>
/// <param name="IsForAuthors">Whether authors read the answers, once it is decided; so does everybody where the review is published.</param>
public sealed record ReviewQuestion(
    string Key,
    ReviewQuestionKind Kind,
    IReadOnlyList<LocalizedText> Texts,
    IReadOnlyList<IReadOnlyList<LocalizedText>> Options,
    int? Steps,
    bool IsRequired,
    bool IsForAuthors
);

/// <summary>What a reviewer answers; one of these is given, by the kind of the question.</summary>
/// <param name="Question">Key of the question.</param>
/// <param name="Number">On a scale, or of an option, from 1 on.</param>
public sealed record ReviewAnswer(string Question, string? Text, int? Number, bool? IsYes);

/// <summary>Questions and answers as they are kept.</summary>
internal static class ReviewJson
{
    private static readonly JsonSerializerOptions Options = new(ColumnConventions.Json)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Of<T>(IReadOnlyList<T> items) => JsonSerializer.Serialize(items, Options);

    public static IReadOnlyList<T> Read<T>(string json) => json == "[]" ? [] : JsonSerializer.Deserialize<List<T>>(json, Options)!;
}
