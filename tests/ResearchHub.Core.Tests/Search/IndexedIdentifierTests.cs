using ResearchHub.Core.Search;
using Xunit;

namespace ResearchHub.Core.Tests.Search;

public sealed class IndexedIdentifierTests
{
    [Theory]
    [InlineData("https://www.nber.org/papers/w15419", "url:nber.org/papers/w15419")]
    [InlineData("http://NBER.org/papers/W15419/#top", "url:nber.org/papers/w15419")]
    [InlineData("<www.nber.org/papers/w15419>", "url:nber.org/papers/w15419")]
    [InlineData("https://example.org/view?id=7", "url:example.org/view?id=7")]
    [InlineData("https://example.org?id=7", "url:example.org?id=7")]
    [InlineData("https://www.iom.int", "url:iom.int")]
    [InlineData("iom", null)]
    [InlineData("10.1257/aer.1", null)]
    [InlineData("two words.org", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_address_has_one_spelling(string? text, string? expected) => Assert.Equal(expected, IndexedIdentifier.Address(text));

    [Theory]
    [InlineData("w15419", "local:w15419")]
    [InlineData("nber:W15419", "local:w15419")]
    [InlineData("worldbank-prwp:WPS5556", "local:wps5556")]
    [InlineData("12345", null)]
    [InlineData("words", null)]
    [InlineData("w1", null)]
    [InlineData("10986/3326", null)]
    [InlineData(null, null)]
    public void A_number_has_letters_and_digits(string? text, string? expected) => Assert.Equal(expected, IndexedIdentifier.Number(text));
}
