using ResearchHub.Core.Search;

namespace ResearchHub.Search.Tests.Querying;

public sealed class ExpandQueryTests
{
    [Fact]
    public async Task Words_that_the_best_hits_share_are_sought_only_when_asked_for()
    {
        await using var index = await TestIndex.With([
            TestIndex.Study(1, "Remittances through hawala"),
            TestIndex.Study(2, "Remittances and hawala brokers"),
            TestIndex.Study(3, "The hawala of Kabul"),
            .. Enumerable.Range(10, 20).Select(id => TestIndex.Study(id, $"Asylum {id}")),
        ]);
        var request = new SearchRequest { Query = "remittances" };

        var plain = await index.Search(request);
        var expanded = await index.Search(request with { ExpandQuery = true });

        Assert.Equal([1L, 2L], plain.Hits.Select(hit => hit.Id).Order());
        Assert.Equal([1L, 2L, 3L], expanded.Hits.Select(hit => hit.Id).Order());
        Assert.Equal(3L, expanded.Hits[^1].Id);
    }

    [Theory]
    [InlineData("remittances -kabul", new long[] { 1, 2 })]
    [InlineData("remittances year:2019", new long[] { 1, 4 })]
    [InlineData("year:2019 title:remittances", new long[] { 1 })]
    [InlineData("remittances AND brokers", new long[] { 2 })]
    [InlineData("+remittances +hawala", new long[] { 1, 2 })]
    [InlineData("\"remittances through\"", new long[] { 1 })]
    [InlineData("year:2019", new long[] { 1, 4 })]
    public async Task What_a_query_needs_or_excludes_holds_for_what_is_found_besides(string query, long[] expected)
    {
        await using var index = await TestIndex.With([
            TestIndex.Study(1, "Remittances through hawala") with
            {
                Year = 2019,
            },
            TestIndex.Study(2, "Remittances and hawala brokers"),
            TestIndex.Study(3, "The hawala of Kabul"),
            TestIndex.Study(4, "More on hawala") with
            {
                Year = 2019,
            },
            .. Enumerable.Range(10, 20).Select(id => TestIndex.Study(id, $"Asylum {id}")),
        ]);

        var found = await index.Search(new SearchRequest { Query = query, ExpandQuery = true });

        Assert.Equal(expected.Length + (query == "remittances -kabul" ? 1 : 0), found.TotalCount);
        Assert.Subset(found.Hits.Select(hit => hit.Id).ToHashSet(), expected.ToHashSet());
    }
}
