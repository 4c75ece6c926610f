using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Tests.Analysis;

public sealed class EnglishStemsTests
{
    [Theory]
    [InlineData("minors", "minorities")]
    [InlineData("communities", "communications")]
    [InlineData("imports", "important")]
    [InlineData("experience", "experiments")]
    [InlineData("internal", "international")]
    [InlineData("organs", "organisations")]
    [InlineData("universal", "universities")]
    [InlineData("generally", "generations")]
    [InlineData("severe", "several")]
    [InlineData("departed", "departments")]
    public void Words_of_other_meaning_have_other_stems(string one, string other) =>
        Assert.NotEqual(EnglishStemmer.Stem(one), EnglishStemmer.Stem(other));

    [Theory]
    [InlineData("minority", "minorities")]
    [InlineData("organisation", "organizing")]
    [InlineData("important", "importance")]
    [InlineData("communicate", "communications")]
    [InlineData("minor", "minors")]
    [InlineData("migrant", "migrants")]
    [InlineData("migration", "migrations")]
    public void Words_of_one_meaning_have_one(string one, string other) =>
        Assert.Equal(EnglishStemmer.Stem(one), EnglishStemmer.Stem(other));
}
