using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Vocabularies;

namespace ResearchHub.Core.Tests.Vocabularies;

/// <summary>Codes in words.</summary>
public sealed class CodeLabelsTests
{
    [Fact]
    public void Every_code_that_a_facet_can_show_has_words_in_Serbian()
    {
        string[] codes =
        [
            .. Codes<RecordKind>(),
            .. Codes<StudyType>(),
            .. Codes<LearningFormat>(),
            .. Codes<Sector>(),
            .. Codes<AccessRight>(),
        ];

        Assert.All(codes, code => Assert.NotEqual(CodeLabels.Of(code, "en"), CodeLabels.Of(code, "sr")));
    }

    [Theory]
    [InlineData("sr-Cyrl", "Чланак у часопису")]
    [InlineData("sr-Latn", "Članak u časopisu")]
    [InlineData("sr", "Чланак у часопису")]
    [InlineData("de", "Journal article")]
    [InlineData(null, "Journal article")]
    public void A_code_is_said_in_the_language_asked_for_or_in_English(string? language, string label)
    {
        Assert.Equal(label, CodeLabels.Of("JOURNAL_ARTICLE", language));
    }

    [Fact]
    public void A_code_that_is_not_known_has_no_words()
    {
        Assert.Null(CodeLabels.Of("STUDIES", "en"));
        Assert.Null(CodeLabels.OfLanguage("tlh", "sr"));
    }

    private static IEnumerable<string> Codes<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(ConstantCase.Of);
}
