namespace ResearchHub.Search.Tests.Querying;

/// <summary>Of a query of few words, records with all of them come before such with one of them often.</summary>
public sealed class CoverageTests
{
    private const int Others = 30;

    [Fact]
    public async Task Records_with_both_words_come_before_such_with_one()
    {
        await using var index = await TestIndex.With([
            TestIndex.Study(
                1,
                "Displacement in a warming world",
                "What a changing climate does to homes, farms and people, with many other words about it."
            ),
            TestIndex.Study(2, "Climate clubs, climate projections", "Climate."),
            TestIndex.Study(3, "Displacement, displacement", "Displacement."),
            .. Enumerable.Range(10, Others).Select(id => TestIndex.Study(id, $"Farms and people {id}")),
        ]);

        Assert.Equal(1L, (await index.Ids("climate displacement"))[0]);
    }

    [Fact]
    public async Task An_initial_that_a_record_lacks_is_no_lacking_word()
    {
        await using var index = await TestIndex.With([
            TestIndex.Study(1, "Goldin on wages"),
            .. Enumerable.Range(10, Others).Select(id => TestIndex.Study(id, $"Vitamin C and wages {id}")),
        ]);

        Assert.Equal(1L, (await index.Ids("Goldin C"))[0]);
    }

    [Theory]
    [InlineData("remittances -asylum")]
    [InlineData("remittances households -asylum")]
    [InlineData("remittances households -(asylum OR camps)")]
    public async Task A_word_that_is_excluded_is_not_lacking(string query)
    {
        await using var index = await TestIndex.With(
            TestIndex.Study(1, "Remittances of households"),
            TestIndex.Study(2, "Remittances of states", "Remittances, remittances"),
            TestIndex.Study(3, "Asylum and camps")
        );

        var scores = (await index.Search(query)).Hits.Select(hit => (hit.Id, hit.Score));

        Assert.Equal((await index.Search(query.Split(" -")[0])).Hits.Select(hit => (hit.Id, hit.Score)), scores);
    }
}
