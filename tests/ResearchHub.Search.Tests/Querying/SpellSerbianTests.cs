using ResearchHub.Core.Catalogue;
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
                ) with
                {
                    Slug = SlugRule.From(label),
                }
        );
        await index.Index.RebuildAsync(records.ToAsyncEnumerable(), new(1, 1), null, TestContext.Current.CancellationToken);
        await index.Index.Finished;
        var found = 0;

        foreach (var query in labels.Take(Queries))
        {
            var cyrillic = await Scored(query);
            found += cyrillic.Count;

            Assert.Equal(cyrillic, await Scored(SerbianQueries.ToLatin(query)));
            Assert.Equal(cyrillic, await Scored(SerbianQueries.WithoutDiacritics(SerbianQueries.ToLatin(query))));
        }

        Assert.True(labels.Count >= Queries);
        Assert.True(found > 5 * Queries);

        async Task<List<(long, float)>> Scored(string query) => [.. (await index.Search(query)).Hits.Select(hit => (hit.Id, hit.Score))];
    }

    [Theory]
    [InlineData("Миграције", "Migracije", "migracije")]
    [InlineData("Ђаци", "Đaci", "djaci")]
    [InlineData("Радне-миграције", "radne-migracije", "Radne-migracije")]
    public async Task Three_spellings_of_a_slug_give_its_record(string cyrillic, string latin, string ascii)
    {
        var slug = SlugRule.From(cyrillic);
        await using var index = await TestIndex.With(
            TestIndex.Study(1, cyrillic, null, "sr-Cyrl"),
            TestIndex.Study(2, "Something else") with
            {
                Slug = slug,
            }
        );

        foreach (var query in new[] { cyrillic, latin, ascii })
        {
            var results = await index.Search(query);

            Assert.Equal([2L, 1L], results.Hits.Select(hit => hit.Id));
            Assert.StartsWith($"the record with the slug {slug} on top; ", results.InterpretedAs, StringComparison.Ordinal);
        }
    }
}
