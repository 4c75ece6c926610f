using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;

namespace ResearchHub.Search.Tests.Facets;

public sealed class CountFacetsTests
{
    private static readonly LocalizedText[] NoLabels = [new("en", "label")];

    private static SearchDocument Record(long id, string? type, int? year, string[]? place = null, params string[] topic) =>
        TestIndex.Study(id, "migration") with
        {
            Type = type,
            Year = year,
            Places = place is null ? [] : [new SearchPlace(place, NoLabels)],
            Concepts = topic.Length == 0 ? [] : [new SearchConcept(ConceptScheme.Topic, topic, NoLabels, [])],
            Contributors = [new SearchName(id % 2, "Someone")],
        };

    private static readonly string[] Serbia = ["001", "150", "039", "RS"];
    private static readonly string[] Croatia = ["001", "150", "039", "HR"];

    private static readonly SearchDocument[] Records =
    [
        Record(1, "REPORT", 2015, Serbia, "economy", "remittances"),
        Record(2, "REPORT", 2017, Croatia, "economy"),
        Record(3, "JOURNAL_ARTICLE", 2017, Serbia, "protection"),
        Record(4, "JOURNAL_ARTICLE", 2016, ["001", "142"]),
        Record(5, null, null),
    ];

    private static SearchRequest Ask(params FacetField[] fields) => new() { Facets = [.. fields.Select(field => new FacetRequest(field))] };

    private static string[] Show(IReadOnlyList<FacetValue> values) => [.. values.Select(value => $"{value.Key} {value.Count}")];

    [Fact]
    public async Task Counts_values_over_the_whole_result_and_what_has_none()
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search(Ask(FacetField.Type) with { First = 1, Query = "migration" });

        var type = Assert.Single(results.Facets);
        Assert.Equal(["JOURNAL_ARTICLE 2", "REPORT 2"], Show(type.Values));
        Assert.Equal(1, type.MissingCount);
        Assert.Equal(0, type.OtherCount);
    }

    [Fact]
    public async Task What_is_beyond_the_buckets_asked_for_is_other()
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search(new SearchRequest { Facets = [new FacetRequest(FacetField.Type, 1)] });

        Assert.Equal(["JOURNAL_ARTICLE 2"], Show(results.Facets[0].Values));
        Assert.Equal(2, results.Facets[0].OtherCount);
    }

    [Fact]
    public async Task Years_come_in_their_order()
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search(Ask(FacetField.Year));

        Assert.Equal(["2015 1", "2016 1", "2017 2"], Show(results.Facets[0].Values));
    }

    [Fact]
    public async Task Places_are_a_tree_in_which_each_record_counts_once_a_level()
    {
        await using var index = await TestIndex.With(Records);

        var place = (await index.Search(Ask(FacetField.Place))).Facets[0];

        var world = Assert.Single(place.Values);
        Assert.Equal(("001", 4), (world.Key, world.Count));
        Assert.Equal(["150 3", "142 1"], Show(world.Children));
        Assert.Equal(["039 3"], Show(world.Children[0].Children));
        Assert.Equal(["RS 2", "HR 1"], Show(world.Children[0].Children[0].Children));
        Assert.Equal(1, place.MissingCount);
    }

    [Fact]
    public async Task Selecting_a_value_keeps_its_siblings_and_narrows_the_other_facets()
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search(
            Ask(FacetField.Type, FacetField.Year) with
            {
                Where = new SearchFilter { Facets = [new FacetSelection(FacetField.Type, ["REPORT"])] },
            }
        );

        Assert.Equal([1L, 2L], results.Hits.Select(hit => hit.Id).Order());
        Assert.Equal(["JOURNAL_ARTICLE 2", "REPORT 2"], Show(results.Facets[0].Values));
        Assert.Equal([false, true], results.Facets[0].Values.Select(value => value.Selected));
        Assert.Equal(["2015 1", "2017 1"], Show(results.Facets[1].Values));
    }

    [Fact]
    public async Task A_range_of_years_keeps_the_other_years_and_narrows_the_other_facets()
    {
        await using var index = await TestIndex.With(Records);
        var late = new SearchFilter { And = [new SearchFilter { YearFrom = 2016 }, new SearchFilter { YearTo = 2016 }] };

        var results = await index.Search(Ask(FacetField.Year, FacetField.Type) with { Where = late });

        Assert.Equal([4L], results.Hits.Select(hit => hit.Id));
        Assert.Equal(["2015 1", "2016 1", "2017 2"], Show(results.Facets[0].Values));
        Assert.Equal([false, true, false], results.Facets[0].Values.Select(value => value.Selected));
        Assert.Equal(["JOURNAL_ARTICLE 1"], Show(results.Facets[1].Values));
    }

    [Fact]
    public async Task Selected_years_are_shown_before_later_ones()
    {
        await using var index = await TestIndex.With(Records);
        var where = new SearchFilter { YearTo = 2015 };

        var results = await index.Search(new SearchRequest { Where = where, Facets = [new FacetRequest(FacetField.Year, 2)] });

        Assert.Equal(["2015 1", "2017 2"], Show(results.Facets[0].Values));
        Assert.Equal(1, results.Facets[0].OtherCount);
    }

    [Fact]
    public async Task Selections_are_known_however_deep_they_are_nested_in_what_must_hold_together()
    {
        await using var index = await TestIndex.With(Records);
        var reports = new SearchFilter { Facets = [new FacetSelection(FacetField.Type, ["REPORT"])] };
        var where = new SearchFilter { And = [new SearchFilter { And = [reports, new SearchFilter { YearFrom = 2017 }] }] };

        var results = await index.Search(Ask(FacetField.Type, FacetField.Year, FacetField.Place) with { Where = where });

        Assert.Equal([2L], results.Hits.Select(hit => hit.Id));
        Assert.Equal(["JOURNAL_ARTICLE 1", "REPORT 1"], Show(results.Facets[0].Values));
        Assert.Equal([false, true], results.Facets[0].Values.Select(value => value.Selected));
        Assert.Equal(["2015 1", "2017 1"], Show(results.Facets[1].Values));
        Assert.Equal(["001 1"], Show(results.Facets[2].Values));
    }

    [Fact]
    public async Task A_selected_country_is_shown_below_its_regions_among_its_siblings()
    {
        await using var index = await TestIndex.With([.. Records, Record(6, "REPORT", 2015, ["001", "142", "034", "IN"])]);
        var india = new SearchFilter { Facets = [new FacetSelection(FacetField.Place, ["IN"])] };

        var results = await index.Search(new SearchRequest { Where = india, Facets = [new FacetRequest(FacetField.Place, 1)] });

        var world = Assert.Single(results.Facets[0].Values);
        Assert.Equal(("001", 5, false), (world.Key, world.Count, world.Selected));
        Assert.Equal(["150 3", "142 2"], Show(world.Children));
        Assert.Equal(["034 1"], Show(world.Children[1].Children));
        var country = Assert.Single(world.Children[1].Children[0].Children);
        Assert.Equal(("IN", 1, true), (country.Key, country.Count, country.Selected));
    }

    [Fact]
    public async Task A_selected_country_that_the_query_does_not_find_keeps_its_place_in_the_tree()
    {
        await using var index = await TestIndex.With([
            .. Records,
            TestIndex.Study(6, "asylum") with
            {
                Places = [new SearchPlace(["001", "002", "KE"], NoLabels)],
            },
        ]);
        var kenya = new SearchFilter { Facets = [new FacetSelection(FacetField.Place, ["KE"])] };

        var results = await index.Search(Ask(FacetField.Place) with { Query = "migration", Where = kenya });

        Assert.Equal(0, results.TotalCount);
        var africa = results.Facets[0].Values[0].Children[^1];
        Assert.Equal(("002", 0, false), (africa.Key, africa.Count, africa.Selected));
        Assert.Equal(("KE", 0, true), (africa.Children[0].Key, africa.Children[0].Count, africa.Children[0].Selected));
    }

    [Fact]
    public async Task Selecting_a_node_of_a_tree_takes_its_descendants()
    {
        await using var index = await TestIndex.With(Records);

        var europe = new SearchFilter { Facets = [new FacetSelection(FacetField.Place, ["150"])] };
        var economy = new SearchFilter { Facets = [new FacetSelection(FacetField.Topic, ["economy"])] };

        Assert.Equal([1L, 2L, 3L], (await index.Search(new SearchRequest { Where = europe })).Hits.Select(hit => hit.Id).Order());
        Assert.Equal([1L, 2L], (await index.Search(new SearchRequest { Where = economy })).Hits.Select(hit => hit.Id).Order());
    }

    [Fact]
    public async Task A_value_made_of_signs_is_not_taken_for_several_values()
    {
        await using var index = await TestIndex.With(Records);
        var topics = new[] { "economy", "protection" };

        foreach (var joiner in new[] { "\u001e", ")", ",", "7:" })
        {
            Assert.Equal(0, (await Count(string.Join(joiner, topics))).TotalCount);
        }

        Assert.Equal(3, (await Count(topics)).TotalCount);

        Task<SearchResults> Count(params string[] keys) =>
            index.Search(
                new SearchRequest
                {
                    Query = "migration",
                    Where = new SearchFilter { Facets = [new FacetSelection(FacetField.Topic, keys)] },
                }
            );
    }

    [Fact]
    public async Task Filters_combine()
    {
        await using var index = await TestIndex.With(Records);
        var reports = new SearchFilter { Facets = [new FacetSelection(FacetField.Type, ["REPORT"])] };
        var late = new SearchFilter { YearFrom = 2017 };

        Assert.Equal([2L], await Ids(new SearchFilter { And = [reports, late] }));
        Assert.Equal([1L, 2L, 3L], await Ids(new SearchFilter { Or = [reports, late] }));
        Assert.Equal([3L, 4L, 5L], await Ids(new SearchFilter { Not = reports }));
        Assert.Equal([1L, 4L], await Ids(new SearchFilter { YearFrom = 2015, YearTo = 2016 }));
        Assert.Empty(await Ids(new SearchFilter { Not = new SearchFilter() }));
        Assert.Equal([1L, 2L], await Ids(new SearchFilter { Or = [reports, new SearchFilter { Not = new SearchFilter { And = [] } }] }));

        async Task<IReadOnlyList<long>> Ids(SearchFilter where) =>
            [.. (await index.Search(new SearchRequest { Where = where })).Hits.Select(hit => hit.Id).Order()];
    }

    [Fact]
    public async Task Deleted_records_are_in_no_count()
    {
        await using var index = await TestIndex.With(Records);

        await index.Index.ApplyAsync([], [1], index.Index.Status.Sequence, TestContext.Current.CancellationToken);
        await index.Index.CommitAsync(TestContext.Current.CancellationToken);
        var results = await index.Search(Ask(FacetField.Type));

        Assert.Equal(4, results.TotalCount);
        Assert.Equal(["JOURNAL_ARTICLE 2", "REPORT 1"], Show(results.Facets[0].Values));
    }
}
