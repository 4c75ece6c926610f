using ResearchHub.Core.Common;

namespace ResearchHub.Core.Tests.Common;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("пет!!", "пет!!")]
    [InlineData("шест!!", "шест!…")]
    [InlineData("no\0end", "no\uFFFDen…")]
    [InlineData("four😀", "four…")]
    [InlineData("tri😀", "tri😀")]
    public void An_excerpt_can_be_kept_and_sent(string text, string excerpt) => Assert.Equal(excerpt, PlainText.Excerpt(text, 5));

    [Fact]
    public void Half_a_pair_is_marked_in_an_excerpt() => Assert.Equal("a\uFFFDb", PlainText.Excerpt("a" + (char)0xD83D + "b", 5));
}
