using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Search.Percolation;

namespace ResearchHub.Search.Tests.Percolation;

/// <summary>A stored query matches the records that the same search finds.</summary>
public sealed class PercolateTests
{
    private static readonly SearchDocument[] Records =
    [
        TestIndex.Study(1, "Remittances in Serbia", "How money sent home changes households in Vojvodina.") with
        {
            Year = 2024,
            PublishedOn = new DateOnly(2024, 3, 1),
            Type = "REPORT",
            Access = "OPEN",
            Places = [new SearchPlace(["001", "150", "RS"], [new LocalizedText("en", "Serbia")])],
            Contributors = [new SearchName(31, "Ana Petrović")],
            Identifiers = ["doi:10.5555/remit"],
        },
        TestIndex.Study(2, "Doznake i povratak migranata", "Istraživanje u Vojvodini.", "sr-Latn") with
        {
            Year = 2020,
            Type = "EVALUATION",
        },
        TestIndex.Study(3, "Повратак избеглица у Србију", null, "sr-Cyrl") with
        {
            Year = 2018,
            Access = "RESTRICTED",
        },
        TestIndex.Study(4, "Labour migration and social protection", "Migrant workers, return and reintegration."),
        TestIndex.Study(5, "L'asile en Europe", "Les demandeurs d'asile.", "fr") with
        {
            Concepts = [new SearchConcept(ConceptScheme.Topic, ["protection", "asylum"], [new LocalizedText("en", "Asylum")], [])],
        },
    ];

    [Theory]
    [InlineData("remittances")]
    [InlineData("remittances return")]
    [InlineData("+return +migrant")]
    [InlineData("\"social protection\"")]
    [InlineData("\"protection social\"")]
    [InlineData("povratak")]
    [InlineData("повратак")]
    [InlineData("vojvodina -serbia")]
    [InlineData("NOT remittances")]
    [InlineData("(remittances OR asile) AND europe")]
    [InlineData("title:remittances")]
    [InlineData("author:petrovic")]
    [InlineData("place:rs")]
    [InlineData("place:serbia")]
    [InlineData("topic:asylum")]
    [InlineData("type:report")]
    [InlineData("type:report povratak remittances")]
    [InlineData("2018..2020")]
    [InlineData("year:2024")]
    [InlineData("remit*")]
    [InlineData("re*")]
    [InlineData("10.5555/remit")]
    [InlineData("the and of")]
    [InlineData("the remittances")]
    [InlineData("")]
    [InlineData("((((")]
    [InlineData("+the")]
    [InlineData("author:\"petrović, a\"")]
    [InlineData("title:(povratak OR asile)")]
    [InlineData("Petrović A")]
    [InlineData("+Petrović +A")]
    [InlineData("mi\u00ADgrant")]
    [InlineData("mig-\nrant")]
    [InlineData("place:rs qzxwvk")]
    [InlineData("place:rs qzxwvk remittances")]
    [InlineData("place:rs qzx*")]
    [InlineData("place:rs (qzxwvk OR qzxwvj)")]
    [InlineData("place:rs +qzxwvk")]
    [InlineData("place:rs -qzxwvk")]
    [InlineData("place:rs the")]
    [InlineData("place:rs the remittances")]
    [InlineData("place:rs (of the) remittances")]
    [InlineData("place:rs AND (of OR the) AND remittances")]
    [InlineData("asile (+the +of)")]
    [InlineData("(+the +of) place:rs asile")]
    [InlineData("ъ place:rs")]
    public async Task Matches_what_the_search_finds(string query)
    {
        await using var index = await TestIndex.With(Records);
        var percolator = new Percolator(new KnownNames());
        percolator.Put(7, query, null);

        var found = await index.Ids(query);
        var matched = Records.Where(record => percolator.Match(record).Count > 0).Select(record => record.Id);

        Assert.Equal(found.Order(), matched);
    }

    [Fact]
    public async Task Filters_match_what_the_search_finds()
    {
        SearchFilter[] filters =
        [
            new() { Facets = [new FacetSelection(FacetField.Place, ["150"])] },
            new() { Facets = [new FacetSelection(FacetField.Type, ["REPORT", "EVALUATION"])] },
            new() { YearFrom = 2019 },
            new() { YearTo = 2019 },
            new() { PublishedFrom = new DateOnly(2024, 3, 1), PublishedTo = new DateOnly(2024, 3, 1) },
            new() { Not = new SearchFilter { Facets = [new FacetSelection(FacetField.Access, ["OPEN"])] } },
            new()
            {
                Or =
                [
                    new SearchFilter { YearTo = 2018 },
                    new SearchFilter { Facets = [new FacetSelection(FacetField.Topic, ["protection"])] },
                ],
            },
            new() { And = [new SearchFilter { YearFrom = 2018 }, new SearchFilter { YearTo = 2020 }] },
            new() { Facets = [new FacetSelection(FacetField.Contributor, ["31"])] },
            new(),
            new() { Not = new SearchFilter() },
            new() { Facets = [new FacetSelection(FacetField.Place, [])], YearTo = 2019 },
            new() { Or = [new SearchFilter { YearTo = 2018 }, new SearchFilter()] },
        ];
        await using var index = await TestIndex.With(Records);
        var percolator = new Percolator(new KnownNames());
        for (var i = 0; i < filters.Length; i++)
        {
            percolator.Put(i, null, filters[i]);
        }

        for (var i = 0; i < filters.Length; i++)
        {
            var found = await index.Search(new SearchRequest { Where = filters[i], First = 50 });
            var matched = Records.Where(record => percolator.Match(record).Contains(i)).Select(record => record.Id);
            Assert.Equal(found.Hits.Select(hit => hit.Id).Order(), matched);
        }
    }

    [Theory]
    [InlineData("qzxwvk")]
    [InlineData("qzxwvk remittances")]
    [InlineData("place:rs qzxwvk")]
    [InlineData("place:rs the remittances")]
    public async Task Filters_beside_words_match_what_the_search_finds(string query)
    {
        var where = new SearchFilter { YearFrom = 2018, Facets = [new FacetSelection(FacetField.Type, ["REPORT", "EVALUATION"])] };
        await using var index = await TestIndex.With(Records);
        var percolator = new Percolator(new KnownNames());
        percolator.Put(7, query, where);

        var found = await index.Search(new SearchRequest { Query = query, Where = where });

        Assert.Equal(
            found.Hits.Select(hit => hit.Id).Order(),
            Records.Where(record => percolator.Match(record).Count > 0).Select(record => record.Id)
        );
    }

    /// <summary>Guards only save work: with and without them the same queries match.</summary>
    [Fact]
    public void Guards_leave_nothing_out()
    {
        string[] words =
        [
            "remittances",
            "return",
            "serbia",
            "vojvodina",
            "migrant",
            "asile",
            "social",
            "protection",
            "povratak",
            "nothing",
        ];
        var random = new Random(4);
        var (all, one) = (new Percolator(new KnownNames()), new Percolator(new KnownNames()));
        var queries = new List<string>();
        for (var i = 0; i < 2000; i++)
        {
            string W() => words[random.Next(words.Length)];
            queries.Add(
                random.Next(5) switch
                {
                    0 => $"+{W()} +{W()}",
                    1 => $"\"{W()} {W()}\"",
                    2 => $"{W()} -{W()}",
                    3 => $"({W()} OR {W()}) AND {W()}",
                    _ => $"{W()} OR ({W()} AND {W()})",
                }
            );
            all.Put(i, queries[i], null);
        }

        foreach (var record in Records)
        {
            var matched = all.Match(record).Order().ToArray();
            var expected = Enumerable.Range(0, queries.Count).Where(i => Alone(queries[i], record)).Select(i => (long)i);
            Assert.Equal(expected, matched);
        }

        bool Alone(string query, SearchDocument record)
        {
            one.Put(1, query, null);
            return one.Match(record).Count == 1;
        }
    }

    [Fact]
    public void What_is_replaced_or_removed_matches_no_more()
    {
        var percolator = new Percolator(new KnownNames());
        percolator.Put(1, "remittances", null);
        percolator.Put(2, "", null);
        Assert.Equal([1, 2], percolator.Match(Records[0]).Order());

        percolator.Put(1, "asile", null);
        percolator.Remove(2);
        percolator.Remove(99);

        Assert.Empty(percolator.Match(Records[0]));
        Assert.Equal([1], percolator.Match(Records[4]));
        Assert.Equal(1, percolator.Count);
    }
}
