using ResearchHub.Core.Common;

namespace ResearchHub.Core.Tests.Common;

public sealed class SerbianScriptTests
{
    [Theory]
    [InlineData("izbeglice", "избеглице")]
    [InlineData("Njegoš", "Његош")]
    [InlineData("ljudi džep đak", "људи џеп ђак")]
    [InlineData("čišćenje žena", "чишћење жена")]
    [InlineData("дознаке 2015", "дознаке 2015")]
    public void A_word_is_written_in_Cyrillic(string latin, string cyrillic) => Assert.Equal(cyrillic, SerbianScript.ToCyrillic(latin));

    [Theory]
    [InlineData("Wilson")]
    [InlineData("mäßig")]
    public void A_letter_that_Serbian_does_not_have_leaves_no_spelling(string word) => Assert.Null(SerbianScript.ToCyrillic(word));
}
