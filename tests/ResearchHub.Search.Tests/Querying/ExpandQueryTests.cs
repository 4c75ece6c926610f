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
}
