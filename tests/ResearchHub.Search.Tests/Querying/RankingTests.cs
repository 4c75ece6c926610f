using ResearchHub.Core.Events;
using ResearchHub.Search.Meaning;
using ResearchHub.Search.Ranking;

namespace ResearchHub.Search.Tests.Querying;

/// <summary>What decides between records that have the words of a query equally often.</summary>
public sealed class RankingTests
{
    private const int Theme = 320;
    private const int WordsOfATheme = 100;

    [Fact]
    public async Task Words_that_stand_near_each_other_count_more()
    {
        await using var index = await TestIndex.With([
            TestIndex.Study(1, "Labour one two three four five six seven eight nine ten eleven twelve market"),
            TestIndex.Study(2, "One two three four five six labour market seven eight nine ten eleven twelve"),
            .. Enumerable.Range(10, 20).Select(id => TestIndex.Study(id, $"Asylum {id}")),
        ]);

        Assert.Equal([2L, 1L], await index.Ids("labour market"));
        Assert.Equal([1L, 2L], index.Index.Rank("labour market", 2, RankingFeatures.All with { Proximity = false }).Select(hit => hit.Id));
    }

    [Fact]
    public async Task A_record_whose_other_words_go_with_those_of_the_query_comes_first()
    {
        var random = new Random(1);
        await using var index = TestIndex.Open();
        var records = Enumerable
            .Range(1, 2 * Theme)
            .Select(id =>
                TestIndex.Study(
                    id,
                    $"{(id % 16 == 0 ? "remittances remittances" : id % 8 == 0 ? "remittances" : "asylum")} {Words(id % 2 == 0 ? "money" : "border")}"
                )
            )
            .Append(TestIndex.Study(5001, $"remittances {Words("border")}"))
            .Append(TestIndex.Study(5002, $"remittances {Words("money")}"));
        await index.Index.RebuildAsync(records.ToAsyncEnumerable(), new FeedPosition(1, 1), null, TestContext.Current.CancellationToken);
        await index.Index.Finished;

        Assert.True(2 * Theme > MeaningTrainer.FewestRecords);
        Assert.Equal([5002L, 5001L], Both(RankingFeatures.All));
        Assert.Equal([5001L, 5002L], Both(RankingFeatures.All with { WordShare = 1f }));

        string Words(string theme) =>
            string.Join(
                ' ',
                Enumerable.Range(0, 12).Select(_ => theme + (char)('a' + random.Next(10)) + (char)('a' + random.Next(WordsOfATheme / 10)))
            );

        IEnumerable<long> Both(RankingFeatures features) =>
            index.Index.Rank("remittances", Theme + 2, features).Select(hit => hit.Id).Where(id => id > 5000);
    }
}
