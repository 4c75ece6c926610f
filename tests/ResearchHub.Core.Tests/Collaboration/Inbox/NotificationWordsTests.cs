using ResearchHub.Core.Collaboration.Inbox;
using Xunit;

namespace ResearchHub.Core.Tests.Collaboration.Inbox;

/// <summary>What mail says of each kind that people can be told.</summary>
public sealed class NotificationWordsTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("sr-Cyrl")]
    [InlineData("sr-Latn")]
    public void Every_kind_has_words_of_its_own_in_the_script_of_the_language(string language)
    {
        var words = NotificationWords.In(language);
        Assert.Equal(language, words.Language);

        var said = NotificationKinds.All.Select(words.Of).ToArray();

        Assert.Equal(NotificationKinds.All.Count, said.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(
            said.Append(words.Unsubscribe),
            text => Assert.All(text.Where(char.IsLetter), letter => Assert.Equal(language == "sr-Cyrl", letter is >= 'Ѐ' and <= 'ӿ'))
        );
    }

    [Theory]
    [InlineData("en", "RETRACTED", "Retracted")]
    [InlineData("sr", "LISTED", "Ново на списку за читање")]
    [InlineData("sr-Latn", "LISTED", "Novo na spisku za čitanje")]
    [InlineData("hr", "CALL_ANSWERED", "Neko se javio na vaš poziv na saradnju")]
    [InlineData(null, "PUBLISHED", "Published")]
    public void Says_it_in_the_language_of_the_person(string? language, string kind, string expected) =>
        Assert.Equal(expected, NotificationWords.In(language).Of(kind));

    [Fact]
    public void Its_opening_is_spelled_in_either_script() =>
        Assert.Equal("Ovo je novo za vas na ResearchHub-u", NotificationWords.In("sr-Latn").Opening);
}
