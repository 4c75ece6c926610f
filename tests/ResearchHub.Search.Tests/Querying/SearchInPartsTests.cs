using ResearchHub.Core.Search;

namespace ResearchHub.Search.Tests.Querying;

/// <summary>A search that uses all processors finds what one thread finds.</summary>
public sealed class SearchInPartsTests
{
    private static readonly string[] Words = ["return", "labour", "asylum", "family", "policy", "border", "health"];

    [Theory]
    [InlineData(SearchOrder.Relevance)]
    [InlineData(SearchOrder.Newest)]
    [InlineData(SearchOrder.Title)]
    [InlineData(SearchOrder.MostCited)]
    public async Task Hits_counts_facets_and_pages_are_the_same(SearchOrder order)
    {
        await using var whole = TestIndex.Open(parallelFrom: int.MaxValue);
        await using var parts = TestIndex.Open(parallelFrom: 0);
        foreach (var batch in Enumerable.Range(1, 240).Chunk(30))
        {
            var records = Array.ConvertAll(batch, Record);
            await whole.Put(records);
            await parts.Put(records);
        }

        foreach (var query in Words.Zip(Words.Skip(1), (left, right) => $"{left} {right}").Append("labour -border").Append("pol*"))
        {
            var request = new SearchRequest
            {
                Query = query,
                Order = order,
                First = 7,
                Facets = [new FacetRequest(FacetField.Type), new FacetRequest(FacetField.Year, 40)],
                Where = new SearchFilter { Facets = [new FacetSelection(FacetField.Type, ["REPORT"])] },
            };
            var (left, right) = (request, request);
            for (var page = 0; page < 3; page++)
            {
                var expected = await whole.Search(left);
                var found = await parts.Search(right);

                Assert.Equal(expected.Hits.Select(hit => (hit.Id, hit.Score)), found.Hits.Select(hit => (hit.Id, hit.Score)));
                Assert.Equal((expected.TotalCount, expected.HasNextPage), (found.TotalCount, found.HasNextPage));
                Assert.Equal(
                    expected.Facets.SelectMany(facet => facet.Values.Select(value => (facet.Field, value.Key, value.Count))),
                    found.Facets.SelectMany(facet => facet.Values.Select(value => (facet.Field, value.Key, value.Count)))
                );
                if (!expected.HasNextPage)
                {
                    break;
                }
                left = request with { After = expected.Hits[^1].Cursor };
                right = request with { After = found.Hits[^1].Cursor };
            }
        }
    }

    private static SearchDocument Record(int id) =>
        TestIndex.Study(id, $"{Words[id % 7]} and {Words[id % 3]}", string.Join(' ', Words.Where((_, word) => (id >> word) % 2 == 0))) with
        {
            Type = id % 2 == 0 ? "REPORT" : "THESIS",
            Year = 2000 + (id % 20),
            Citations = id * 31 % 17,
            PublishedOn = new DateOnly(2000 + (id % 20), 1, 1 + (id % 28)),
        };
}
