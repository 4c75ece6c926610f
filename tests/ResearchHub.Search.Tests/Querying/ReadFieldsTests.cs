using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Search.Percolation;
using ResearchHub.Search.Querying;

namespace ResearchHub.Search.Tests.Querying;

/// <summary>A field holds for what follows it: a word, a phrase, a group, the name of several words.</summary>
public sealed class ReadFieldsTests
{
    private static readonly SearchDocument[] Records =
    [
        TestIndex.Study(1, "Remittances and the brain drain", "On doctors.") with
        {
            Type = "JOURNAL_ARTICLE",
            Year = 2015,
            Contributors = [new SearchName(31, "George J. Borjas")],
            Places = [new SearchPlace(["001", "BA"], [new("en", "Bosnia and Herzegovina"), new("sr-Latn", "Bosna i Hercegovina")])],
        },
        TestIndex.Study(2, "Doctors", "Their brain drain; remittances.") with
        {
            Type = "WORKING_PAPER",
            Year = 2018,
            Contributors = [new SearchName(32, "Giovanni Peri")],
            Concepts =
            [
                new SearchConcept(
                    ConceptScheme.Topic,
                    ["migration", "return"],
                    [new("en", "Return migration"), new("sr-Latn", "Povratne migracije")],
                    []
                ),
            ],
        },
        TestIndex.Study(3, "A drain") with
        {
            Type = "REPORT",
            Year = 2020,
            Places = [new SearchPlace(["001", "RS"], [new("en", "Serbia"), new("sr-Cyrl", "Србија")])],
        },
    ];

    [Theory]
    [InlineData("title:(brain doctors)", new long[] { 1, 2 })]
    [InlineData("title:(brain AND drain)", new long[] { 1 })]
    [InlineData("title:(drain -brain)", new long[] { 3 })]
    [InlineData("title:(\"brain drain\" OR doct*)", new long[] { 1, 2 })]
    [InlineData("author:(Peri OR Borjas)", new long[] { 1, 2 })]
    [InlineData("author:(Peri OR Borjas) drain", new long[] { 1, 2 })]
    [InlineData("author:(Peri OR Borjas) title:remittances", new long[] { 1 })]
    [InlineData("-author:(Peri OR Borjas)", new long[] { 3 })]
    [InlineData("year:(2015 OR 2019..2021)", new long[] { 1, 3 })]
    [InlineData("type:(journal article OR report)", new long[] { 1, 3 })]
    [InlineData("title:(drain AND author:borjas)", new long[] { 1 })]
    [InlineData("title:(brain", new long[] { 1 })]
    [InlineData("title:((((brain))))", new long[] { 1 })]
    public async Task A_group_in_parentheses_is_sought_in_its_field(string query, long[] expected)
    {
        await using var index = await TestIndex.With(Records);

        Assert.Equal(expected, (await index.Ids(query)).Order());
    }

    [Fact]
    public async Task The_interpretation_names_the_field_of_each()
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search("doctors title:(brain AND drain)");

        Assert.Equal("(all of: title: brain, title: drain); doctors", results.InterpretedAs);
    }

    [Theory]
    [InlineData("type:journal article", new long[] { 1 })]
    [InlineData("kind:working paper doctors", new long[] { 2 })]
    [InlineData("vrsta:radni dokument", new long[] { 2 })]
    [InlineData("tip:članak u časopisu", new long[] { 1 })]
    [InlineData("тип:чланак у часопису", new long[] { 1 })]
    [InlineData("place:Bosnia and Herzegovina", new long[] { 1 })]
    [InlineData("zemlja:Bosna i Hercegovina brain", new long[] { 1 })]
    [InlineData("земља:Србија", new long[] { 3 })]
    [InlineData("država:Srbija", new long[] { 3 })]
    [InlineData("drzava:Srbija", new long[] { 3 })]
    [InlineData("држава:Србија", new long[] { 3 })]
    [InlineData("topic:return migration", new long[] { 2 })]
    [InlineData("tema:povratne migracije", new long[] { 2 })]
    [InlineData("place:Serbia drain", new long[] { 3 })]
    public async Task A_value_of_several_words_needs_no_quotes(string query, long[] expected)
    {
        await using var index = await TestIndex.With(Records);

        Assert.Equal(expected, (await index.Ids(query)).Order());
    }

    [Theory]
    [InlineData("place:RS qzxwvk", "place: RS; qzxwvk; in no record: qzxwvk", null)]
    [InlineData("year:2020 qzxwvk wvkqzx", "year 2020; any of: qzxwvk, wvkqzx; in no record: qzxwvk, wvkqzx", null)]
    [InlineData("year:2020 qzx*", "year 2020; words that begin with qzx", null)]
    [InlineData("author:peri dran", "author: peri; dran; in no record: dran", "author:peri drain")]
    public async Task Beside_a_condition_a_word_that_stands_nowhere_finds_nothing(string query, string interpretation, string? meant)
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search(query);

        Assert.Empty(results.Hits);
        Assert.Equal(interpretation, results.InterpretedAs);
        Assert.Equal(meant, results.DidYouMean);
    }

    [Theory]
    [InlineData("place:RS drain qzxwvk")]
    [InlineData("place:RS the drain")]
    [InlineData("place:RS (of the) drain")]
    [InlineData("place:RS AND (of OR the) AND drain")]
    [InlineData("place:RS drian")]
    public async Task Beside_a_condition_one_of_the_words_that_carry_a_topic_is_enough(string query)
    {
        await using var index = await TestIndex.With(Records);

        Assert.Equal([3L], await index.Ids(query));
    }

    [Theory]
    [InlineData("doctors (+the +of)", new long[] { 1, 2 })]
    [InlineData("doctors -(+the +of)", new long[] { 1, 2 })]
    [InlineData("(+the +of) qzxwvk", new long[] { })]
    public async Task A_group_of_words_that_carry_no_topic_is_passed_over(string query, long[] expected)
    {
        await using var index = await TestIndex.With(Records);

        Assert.Equal(expected, (await index.Ids(query)).Order());
    }

    [Theory]
    [InlineData("the \"brain drain\"", new long[] { 1 })]
    [InlineData("\"brain drain\" in", new long[] { 1 })]
    [InlineData("of place:RS", new long[] { 2 })]
    [InlineData("the camp*", new long[] { 2, 3 })]
    [InlineData("the title:(camps OR brain)", new long[] { 1, 2, 3 })]
    [InlineData("the", new long[] { 1, 2 })]
    [InlineData("+the -brain", new long[] { 2 })]
    public async Task A_word_that_carries_no_topic_is_sought_only_where_nothing_else_is(string query, long[] expected)
    {
        SearchDocument[] records =
        [
            TestIndex.Study(1, "The brain drain"),
            TestIndex.Study(2, "The camps in the north") with
            {
                Places = Records[2].Places,
            },
            TestIndex.Study(3, "A drain in camps"),
        ];
        await using var index = await TestIndex.With(records);
        var percolator = new Percolator(new KnownNames());
        percolator.Put(1, query, null);

        Assert.Equal(expected, (await index.Ids(query)).Order());
        Assert.Equal(expected, records.Where(record => percolator.Match(record).Count > 0).Select(record => record.Id));
    }

    [Theory]
    [InlineData("topic:migr*", new long[] { 2 }, "topic: words that begin with migr")]
    [InlineData("tema:povrat*", new long[] { 2 }, "topic: words that begin with povrat")]
    [InlineData("place:Herz*", new long[] { 1 }, "place: words that begin with Herz")]
    [InlineData("место:Срб* drain", new long[] { 3 }, "place: words that begin with Срб; drain")]
    [InlineData(
        "place:(Herz* OR Serb*)",
        new long[] { 1, 3 },
        "any of: place: words that begin with Herz, place: words that begin with Serb"
    )]
    [InlineData("type:jour*", new long[] { 1 }, "type: words that begin with jour")]
    [InlineData("vrsta:radn*", new long[] { 2 }, "type: words that begin with radn")]
    [InlineData("-type:rep*", new long[] { 1, 2 }, "everything but: type: words that begin with rep")]
    [InlineData("type:qzx*", new long[] { }, "type: words that begin with qzx")]
    [InlineData("topic:drain*", new long[] { }, "topic: words that begin with drain")]
    public async Task The_beginning_of_a_word_is_sought_in_every_field(string query, long[] expected, string interpretation)
    {
        await using var index = await TestIndex.With(Records);
        var percolator = new Percolator(new KnownNames());
        percolator.Put(1, query, null);

        var results = await index.Search(query);

        Assert.Equal(expected, results.Hits.Select(hit => hit.Id).Order());
        Assert.Equal(interpretation, results.InterpretedAs);
        Assert.Equal(expected, Records.Where(record => percolator.Match(record).Count > 0).Select(record => record.Id));
    }

    [Fact]
    public async Task Words_behind_a_value_stay_words()
    {
        await using var index = await TestIndex.With(Records);

        Assert.StartsWith(
            "place: Serbia; any of: and, Montenegro",
            (await index.Search("place:Serbia and Montenegro")).InterpretedAs,
            StringComparison.Ordinal
        );
        Assert.Equal("type: journal; doctors", (await index.Search("type:journal doctors")).InterpretedAs);
    }

    [Fact]
    public void Groups_count_towards_the_limits()
    {
        var (node, cut) = QueryParser.Parse($"title:({string.Concat(Enumerable.Repeat("a* ", 20))})");

        Assert.True(cut);
        var group = Assert.IsType<ClausesNode>(Assert.IsType<FieldNode>(node).Inner);
        Assert.Equal(QueryLimits.Prefixes, group.Any.Count);
    }

    [Theory]
    [InlineData("\"the brian drain\"", "\"the brain drain\"", new long[] { 1, 2 })]
    [InlineData("title:\"remitances and the brain\"", "title:\"remittances and the brain\"", new long[] { 1 })]
    [InlineData("title:remitances", "title:remittances", new long[] { 1 })]
    [InlineData("author:borhas", "author:borjas", new long[] { 1 })]
    [InlineData("author:\"Pari, Giovani\"", "author:\"Peri, Giovanni\"", new long[] { 2 })]
    [InlineData("place:Hercegovnia", "place:Hercegovina", new long[] { 1 })]
    [InlineData("topic:povratnee", "topic:povratne", new long[] { 2 })]
    public async Task Misspelt_words_of_phrases_and_fields_are_corrected(string query, string corrected, long[] expected)
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search(query);

        Assert.Equal(expected, results.Hits.Select(hit => hit.Id));
        Assert.Equal(corrected, results.DidYouMean);
    }

    [Theory]
    [InlineData("author:doctors")]
    [InlineData("author:barjus")]
    [InlineData("title:herzegovina")]
    [InlineData("author:peri")]
    public async Task What_a_field_has_or_nothing_is_near_stays(string query)
    {
        await using var index = await TestIndex.With(Records);

        Assert.Null((await index.Search(query)).DidYouMean);
    }

    [Fact]
    public async Task A_name_of_the_vocabulary_is_not_misspelt()
    {
        var taxes = new SearchConcept(
            ConceptScheme.Topic,
            ["taxes"],
            [new LocalizedText("en", "Taxes")],
            [new LocalizedText("sr-Latn", "porez")]
        );
        await using var index = await TestIndex.With(
            TestIndex.Study(1, "On taxes") with
            {
                Concepts = [taxes],
            },
            TestIndex.Study(2, "Letters of Perez")
        );

        var results = await index.Search("porez");

        Assert.Equal([1L], results.Hits.Select(hit => hit.Id));
        Assert.Null(results.DidYouMean);
    }
}
