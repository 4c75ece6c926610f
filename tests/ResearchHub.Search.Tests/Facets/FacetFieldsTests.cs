using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Search.Percolation;

namespace ResearchHub.Search.Tests.Facets;

/// <summary>Every facet over three records counted by hand; trees are written with what is below a value in brackets.</summary>
public sealed class FacetFieldsTests
{
    private static readonly LocalizedText[] Labels = [new("en", "label")];

    private static readonly SearchDocument[] Records =
    [
        TestIndex.Study(1, "migration") with
        {
            Type = "REPORT",
            Year = 2019,
            Languages = ["en", "sr-Latn"],
            Concepts =
            [
                Concept(ConceptScheme.GcmObjective, "2"),
                Concept(ConceptScheme.SdgTarget, "10", "10.7"),
                Concept(ConceptScheme.Topic, "economy", "remittances"),
                Concept(ConceptScheme.Population, "women"),
            ],
            Places = [new SearchPlace(["001", "150", "039", "RS"], Labels)],
            Design = "SURVEY",
            Access = "OPEN",
            License = "CC-BY-4.0",
            Funders = [new SearchName(71, "Fund")],
            Contributors = [new SearchName(81, "Ana"), new SearchName(82, "Boris")],
            Source = "nber",
        },
        TestIndex.Study(2, "migration") with
        {
            Type = "REPORT",
            PublishedOn = new DateOnly(2020, 5, 1),
            Concepts =
            [
                Concept(ConceptScheme.GcmObjective, "2"),
                Concept(ConceptScheme.GcmObjective, "20"),
                Concept(ConceptScheme.SdgTarget, "8", "8.8"),
                Concept(ConceptScheme.Topic, "economy"),
                Concept(ConceptScheme.Population, "women"),
                Concept(ConceptScheme.Population, "children"),
            ],
            Places = [new SearchPlace(["001", "150", "039", "HR"], Labels), new SearchPlace(["001", "150", "039", "RS"], Labels)],
            Design = "SURVEY",
            Access = "CLOSED",
            License = "CC-BY-4.0",
            Funders = [new SearchName(71, "Fund"), new SearchName(72, "Bank")],
            Contributors = [new SearchName(81, "Ana")],
            Source = "nber",
        },
        TestIndex.Study(3, "migration", language: "sr-Latn") with
        {
            Kind = RecordKind.Dataset,
            Type = "PUBLIC",
            Year = 2020,
            Source = "researchhub",
        },
    ];

    private static SearchConcept Concept(ConceptScheme scheme, params string[] path) => new(scheme, path, Labels, []);

    public static TheoryData<FacetField, string, int> Expected =>
        new()
        {
            { FacetField.Kind, "STUDY 2, DATASET 1", 0 },
            { FacetField.Type, "REPORT 2, PUBLIC 1", 0 },
            { FacetField.Year, "2019 1, 2020 2", 0 },
            { FacetField.Language, "en 2, sr-Latn 2", 0 },
            { FacetField.GcmObjective, "2 2, 20 1", 1 },
            { FacetField.SdgTarget, "10.7 1, 8.8 1", 1 },
            { FacetField.Topic, "economy 2 (remittances 1)", 1 },
            { FacetField.Place, "001 2 (150 2 (039 2 (RS 2, HR 1)))", 1 },
            { FacetField.Population, "women 2, children 1", 1 },
            { FacetField.Design, "SURVEY 2", 1 },
            { FacetField.Access, "CLOSED 1, OPEN 1", 1 },
            { FacetField.License, "CC-BY-4.0 2", 1 },
            { FacetField.Funder, "71 2, 72 1", 1 },
            { FacetField.Contributor, "81 2, 82 1", 1 },
            { FacetField.Source, "nber 2, researchhub 1", 0 },
        };

    [Theory]
    [MemberData(nameof(Expected))]
    public async Task Counts_are_those_made_by_hand_also_when_a_value_is_selected(FacetField field, string expected, int missing)
    {
        await using var index = await TestIndex.With(Records);
        var request = new SearchRequest { Query = "migration", Facets = [new FacetRequest(field)] };

        var whole = Assert.Single((await index.Search(request)).Facets);

        Assert.Equal((expected, missing), (Show(whole.Values), whole.MissingCount));
        foreach (var value in whole.Values)
        {
            var where = new SearchFilter { Facets = [new FacetSelection(field, [value.Key])] };
            var narrowed = await index.Search(request with { Where = where });
            Assert.Equal(value.Count, narrowed.TotalCount);
            Assert.Equal((expected, missing), (Show(narrowed.Facets[0].Values), narrowed.Facets[0].MissingCount));
            Assert.Equal([value.Key], narrowed.Facets[0].Values.Where(each => each.Selected).Select(each => each.Key));
        }
    }

    [Theory]
    [InlineData("sr", 1L, 3L, 4L)]
    [InlineData("sr-Latn", 1L, 3L, 4L)]
    [InlineData("sr-Cyrl", 4L)]
    [InlineData("en", 1L, 2L)]
    [InlineData("s")]
    public async Task A_language_alone_selects_its_scripts_and_the_buckets_stay_exact(string language, params long[] expected)
    {
        var both = TestIndex.Study(4, "migration") with { Languages = ["sr", "sr-Latn", "sr-Cyrl"] };
        await using var index = await TestIndex.With([.. Records, both]);
        var where = new SearchFilter { Facets = [new FacetSelection(FacetField.Language, [language])] };
        var percolator = new Percolator(new KnownNames());
        percolator.Put(1, "migration", where);

        var results = await index.Search(
            new SearchRequest
            {
                Query = "migration",
                Where = where,
                Facets = [new FacetRequest(FacetField.Language)],
            }
        );

        Assert.Equal(expected, results.Hits.Select(hit => hit.Id).Order());
        Assert.Equal("sr-Latn 3, en 2, sr 1, sr-Cyrl 1", Show(results.Facets[0].Values));
        Assert.Equal(expected, Records.Append(both).Where(record => percolator.Match(record).Contains(1)).Select(record => record.Id));
    }

    [Fact]
    public void No_facet_is_left_out() => Assert.Equal(Enum.GetValues<FacetField>(), Expected.Select(row => row.Data.Item1));

    private static string Show(IReadOnlyList<FacetValue> values) =>
        string.Join(
            ", ",
            values.Select(value => $"{value.Key} {value.Count}" + (value.Children.Count == 0 ? "" : $" ({Show(value.Children)})"))
        );
}
