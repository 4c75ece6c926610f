using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Tests.Analysis;

public sealed class AmericanSpellingTests
{
    [Theory]
    [InlineData("labour", "labor")]
    [InlineData("labourers", "laborers")]
    [InlineData("neighbouring", "neighboring")]
    [InlineData("behavioural", "behavioral")]
    [InlineData("organisation", "organization")]
    [InlineData("organisational", "organizational")]
    [InlineData("organising", "organizing")]
    [InlineData("globalised", "globalized")]
    [InlineData("analysing", "analyzing")]
    [InlineData("programmes", "programs")]
    [InlineData("centres", "centers")]
    [InlineData("defence", "defense")]
    [InlineData("enrolments", "enrollments")]
    public void Both_spellings_have_one_form(string british, string american)
    {
        Assert.Equal(AmericanSpelling.Of(american), AmericanSpelling.Of(british));
        Assert.Equal(EnglishStemmer.Stem(american), EnglishStemmer.Stem(british));
    }

    [Theory]
    [InlineData("four")]
    [InlineData("source")]
    [InlineData("tourism")]
    [InlineData("courts")]
    [InlineData("rising")]
    [InlineData("raised")]
    [InlineData("revised")]
    [InlineData("precise")]
    [InlineData("promises")]
    [InlineData("enterprise")]
    [InlineData("improvisation")]
    [InlineData("analysis")]
    [InlineData("programmers")]
    public void What_everybody_writes_so_stays(string word) => Assert.Equal(word, AmericanSpelling.Of(word));

    [Theory]
    [InlineData("revise", "revision")]
    [InlineData("advise", "advised")]
    [InlineData("precise", "precisely")]
    public void Words_of_one_family_still_meet(string one, string other) =>
        Assert.Equal(EnglishStemmer.Stem(other), EnglishStemmer.Stem(one));

    [Fact]
    public async Task A_search_finds_what_is_written_the_other_way()
    {
        await using var index = await TestIndex.With(
            TestIndex.Study(1, "Labor migration and organizations"),
            TestIndex.Study(2, "Labour migration programmes of an organisation")
        );

        Assert.Equal([1L, 2L], (await index.Ids("labour organisation")).Order());
        Assert.Equal([2L], await index.Ids("migration +program"));
    }
}
