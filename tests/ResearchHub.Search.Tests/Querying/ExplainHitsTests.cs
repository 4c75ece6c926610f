using System.Text;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;

namespace ResearchHub.Search.Tests.Querying;

/// <summary>What is said of a query and of each hit is true of them.</summary>
public sealed class ExplainHitsTests
{
    [Fact]
    public async Task Words_of_a_phrase_are_marked_only_where_the_phrase_stands()
    {
        await using var index = await TestIndex.With(
            TestIndex.Study(1, "Return to Serbia", "Voluntary work. A voluntary return is assisted.") with
            {
                Contributors = [new SearchName(7, "Return Voluntary")],
            }
        );

        var hit = await OnlyHit(index, "\"voluntary return\"");

        Assert.Equal([new MatchReason("abstract", "voluntary return", null)], hit.Matched);
        var fragment = Assert.Single(Assert.Single(hit.Highlights).Fragments);
        Assert.Equal(["voluntary", "return"], fragment.Ranges.Select(range => fragment.Text.Substring(range.Start, range.Length)));
    }

    [Fact]
    public async Task A_name_of_several_words_is_a_reason_only_where_all_of_them_stand()
    {
        var concept = new SearchConcept(
            ConceptScheme.Topic,
            ["trafficking"],
            [new LocalizedText("en", "Trafficking in persons"), new LocalizedText("sr-Latn", "Trgovina ljudima")],
            []
        );
        await using var index = await TestIndex.With(
            TestIndex.Study(1, "Sale of persons", "Trafficking in many persons.") with
            {
                Concepts = [concept],
            }
        );

        var hit = await OnlyHit(index, "trgovina ljudima");

        Assert.Equal(
            ["abstract", "concepts"],
            hit.Matched.Where(reason => reason.Synonym == "Trafficking in persons").Select(reason => reason.Field)
        );
        Assert.DoesNotContain(hit.Matched, reason => reason.Field == "title");
    }

    [Theory]
    [InlineData("title:return", "title return")]
    [InlineData("title:retur*", "title retur*")]
    [InlineData("author:return", "contributors return")]
    [InlineData("author:retur*", "contributors retur*")]
    [InlineData("topic:return", "concepts return")]
    [InlineData("place:return", "places return")]
    [InlineData("title:\"return home\"", "title return home")]
    [InlineData("return", "title return, abstract return, contributors return, concepts return, places return, text return")]
    [InlineData("title:return home", "title return, title home, abstract home")]
    [InlineData(
        "return -title:migrants",
        "title return, abstract return, contributors return, concepts return, places return, text return"
    )]
    public async Task The_reason_names_the_fields_in_which_the_word_was_sought(string query, string expected)
    {
        await using var index = await TestIndex.With(
            TestIndex.Study(1, "Return home", "Return home.") with
            {
                Contributors = [new SearchName(7, "Return")],
                Concepts = [new SearchConcept(ConceptScheme.Topic, ["r"], [new LocalizedText("en", "Return")], [])],
                Places = [new SearchPlace(["001", "XR"], [new LocalizedText("en", "Return")])],
                Text = "return",
            }
        );

        var hit = await OnlyHit(index, query);

        Assert.Equal(expected, string.Join(", ", hit.Matched.Select(reason => $"{reason.Field} {reason.Term}")));
        Assert.Equal(
            hit.Matched.Select(reason => reason.Field).Distinct(StringComparer.Ordinal),
            hit.Highlights.Select(highlight => highlight.Field)
        );
    }

    [Theory]
    [InlineData("Costs 😀 of remittances 😀", "remittances")]
    [InlineData("😀😀remittances😀", "remittances")]
    [InlineData("The 𠀀𠀁 remittances", "remittances")]
    [InlineData("Letters 𝐫𝐞 and 𐐨𐐩remit", "𐐨𐐩remit")]
    public async Task Ranges_count_UTF_16_units_and_cut_no_sign_in_two(string title, string word)
    {
        await using var index = await TestIndex.With(
            TestIndex.Study(1, title, string.Concat(Enumerable.Repeat($"😀 {title}. 𝐀 sentence without it 😀😀😀😀😀😀😀😀😀. ", 40)))
        );

        var hit = await OnlyHit(index, word);

        Assert.Equal(["title", "abstract"], hit.Highlights.Select(highlight => highlight.Field));
        foreach (var fragment in hit.Highlights.SelectMany(highlight => highlight.Fragments))
        {
            Assert.Equal(fragment.Text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(fragment.Text)));
            Assert.All(fragment.Ranges, range => Assert.Equal(word, fragment.Text.Substring(range.Start, range.Length)));
            Assert.NotEmpty(fragment.Ranges);
        }
    }

    [Theory]
    [InlineData("see https://hdl.handle.net/10986/35183", "https://hdl.handle.net/10986/35183", "identifier")]
    [InlineData("10986/35183", "10986/35183", "identifier")]
    [InlineData("handle 10986/35183", "handle 10986/35183", "identifier")]
    [InlineData("https://repository.example/handle/10986/35183?locale=en", null, "identifier")]
    [InlineData("Study-1", "Study-1", "slug")]
    public async Task An_identifier_is_on_top_and_the_reason_for_its_hit(string query, string? term, string field)
    {
        await using var index = await TestIndex.With(
            TestIndex.Study(1, "Poverty") with
            {
                Identifiers = ["handle:10986/35183"],
            },
            TestIndex.Study(2, "Study of a handle at https://repository.example")
        );

        var results = await index.Search(new SearchRequest { Query = query, Highlights = true });

        Assert.Equal(1L, results.Hits[0].Id);
        Assert.Equal(new MatchReason(field, term ?? query, null), results.Hits[0].Matched[0]);
        Assert.Contains($"the record with the {field}", results.InterpretedAs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fraction_is_no_handle()
    {
        await using var index = await TestIndex.With(TestIndex.Study(1, "Migration in 2015/2016"));

        var results = await index.Search("2015/2016");

        Assert.Equal([1L], results.Hits.Select(hit => hit.Id));
        Assert.Equal("any of: 2015, 2016", results.InterpretedAs);
    }

    [Fact]
    public async Task A_correction_replaces_the_word_and_not_a_part_of_another()
    {
        await using var index = await TestIndex.With(TestIndex.Study(1, "Migrants and immigrants"));

        Assert.Equal("migrants xmigranttsx", (await index.Search("migrantts xmigranttsx")).DidYouMean);
    }

    [Fact]
    public async Task A_misspelt_word_with_the_stem_of_a_rare_one_is_corrected_to_the_usual_one()
    {
        await using var index = await TestIndex.With([
            TestIndex.Study(1, "The remitting patterns of migrants"),
            .. Enumerable.Range(2, 10).Select(id => TestIndex.Study(id, $"Remittances {id}")),
        ]);

        var results = await index.Search("remitances");

        Assert.Equal("remittances", results.DidYouMean);
        Assert.Equal(10, results.TotalCount);
        Assert.Null((await index.Search("remits")).DidYouMean);
    }

    [Theory]
    [InlineData("author:Nguyen")]
    [InlineData("author:NGUYỄN")]
    [InlineData("title:finance")]
    [InlineData("title:efficiency")]
    public async Task Accents_of_any_Latin_script_and_forms_for_print_do_not_matter(string query)
    {
        await using var index = await TestIndex.With(
            TestIndex.Study(1, "\uFB01nance and e\uFB03ciency") with
            {
                Contributors = [new SearchName(7, "Nguyễn Văn Hùng")],
            }
        );

        Assert.Equal([1L], await index.Ids(query));
    }

    [Theory]
    [InlineData("type:report")]
    [InlineData("vrsta:izveštaj")]
    [InlineData("врста:извештај")]
    [InlineData("vrsta:\"obrazovni materijal\"")]
    [InlineData("kind:\"learning resource\"")]
    public async Task A_type_is_named_in_English_or_Serbian(string query)
    {
        await using var index = await TestIndex.With(
            TestIndex.Study(1, "Remittances") with
            {
                Type = "REPORT",
                Kind = RecordKind.LearningResource,
            },
            TestIndex.Study(2, "Remittances")
        );

        Assert.Equal([1L], await index.Ids(query));
    }

    private static async Task<SearchResult> OnlyHit(TestIndex index, string query) =>
        Assert.Single((await index.Search(new SearchRequest { Query = query, Highlights = true })).Hits);
}
