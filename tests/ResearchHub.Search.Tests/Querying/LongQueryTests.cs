using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Search.Querying;
using ResearchHub.Search.Ranking;

namespace ResearchHub.Search.Tests.Querying;

/// <summary>What is beyond the longest query is read by nothing, and the interpretation says so.</summary>
public sealed class LongQueryTests
{
    private const string LeftOut = "; what is beyond the limits of a query was left out";
    private static readonly string Gap = new(' ', QueryLimits.Length);

    private static readonly SearchDocument[] Records =
    [
        TestIndex.Study(1, "Remittances in Serbia"),
        TestIndex.Study(2, "Somewhere else") with
        {
            Identifiers = ["doi:10.5555/remit"],
        },
        TestIndex.Study(3, Words(QueryLimits.WholeWords)),
        TestIndex.Study(4, Words(QueryLimits.WholeWords + 1)),
    ];

    [Theory]
    [InlineData("https://doi.org/10.5555/remit")]
    [InlineData("remit-\ntances")]
    [InlineData("remitances")]
    public async Task What_is_beyond_the_longest_query_is_not_read(string beyond)
    {
        await using var index = await TestIndex.With(Records);
        var text = "remitances" + Gap + beyond;

        var results = await index.Search(text);

        Assert.Equal("remitances; remittances instead of remitances" + LeftOut, results.InterpretedAs);
        Assert.Equal([1L], results.Hits.Select(hit => hit.Id));
        Assert.Equal("remittances" + Gap[10..], results.DidYouMean);
        Assert.Equal([1L], index.Index.Rank(text, 10, RankingFeatures.All).Select(hit => hit.Id));
    }

    [Fact]
    public void No_sign_is_cut_in_the_middle()
    {
        var most = new string('a', QueryLimits.Length - 1);

        Assert.Equal(most, QueryLimits.Cut(most + "😀"));
        Assert.Equal(most[1..] + "😀", QueryLimits.Cut(most[1..] + "😀a"));
        Assert.Equal(most + "a", QueryLimits.Cut(most + "a"));
        Assert.Null(QueryLimits.Cut(null));
    }

    [Theory]
    [InlineData(3, QueryLimits.WholeWords, true)]
    [InlineData(4, QueryLimits.WholeWords + 1, false)]
    public async Task A_text_of_more_words_than_titles_have_is_no_title(long record, int words, bool expected)
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search(Words(words));

        Assert.Equal(expected, results.InterpretedAs.StartsWith("the record with the title", StringComparison.Ordinal));
        Assert.Contains(record, results.Hits.Select(hit => hit.Id));
    }

    private static string Words(int count) => string.Join(' ', Enumerable.Range(100, count).Select(number => $"w{number}"));
}
