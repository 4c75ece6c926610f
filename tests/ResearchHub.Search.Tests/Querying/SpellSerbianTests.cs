using ResearchHub.Core.Search;

namespace ResearchHub.Search.Tests.Querying;

public sealed class SpellSerbianTests
{
    private const int Queries = 200;

    [Fact]
    public async Task Three_spellings_of_200_queries_give_the_same_records_in_the_same_order()
    {
        var labels = SerbianQueries.Labels().Distinct().ToList();
        await using var index = TestIndex.Open();
        var records = labels.Select(
            (label, number) =>
                TestIndex.Study(
                    number + 1,
                    number % 2 == 0 ? label : SerbianQueries.ToLatin(label),
                    labels[(number * 7) % labels.Count],
                    number % 2 == 0 ? "sr-Cyrl" : "sr-Latn"
                )
        );
        await index.Index.RebuildAsync(records.ToAsyncEnumerable(), new(1, 1), null, TestContext.Current.CancellationToken);
        await index.Index.Finished;
        var found = 0;

        foreach (var query in labels.Take(Queries))
        {
            var cyrillic = await index.Ids(query);
            found += cyrillic.Count;

            Assert.Equal(cyrillic, await index.Ids(SerbianQueries.ToLatin(query)));
            Assert.Equal(cyrillic, await index.Ids(SerbianQueries.WithoutDiacritics(SerbianQueries.ToLatin(query))));
        }

        Assert.True(labels.Count >= Queries);
        Assert.True(found > 5 * Queries);
    }
}
