using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;

namespace ResearchHub.Search.Tests.Querying;

public sealed class FindRecordsTests
{
    private static readonly SearchDocument[] Records =
    [
        TestIndex.Study(1, "Remittances and household education", "Money sent home by migrant workers pays for schools."),
        TestIndex.Study(2, "Border management in the Western Balkans", "Reception of asylum seekers and refugees."),
        TestIndex.Study(3, "Дознаке и сиромаштво у Србији", "Новац који радници шаљу породицама.", "sr-Cyrl"),
        TestIndex.Study(4, "Return and reintegration", "Assisted voluntary return of migrants to Serbia.") with
        {
            Identifiers = ["doi:10.1257/aer.p20171005"],
            Contributors = [new SearchName(71, "Милош Петровић"), new SearchName(72, "Anna Kovács")],
            Year = 2018,
            PublishedOn = new DateOnly(2018, 5, 1),
            Type = "REPORT",
        },
    ];

    [Fact]
    public async Task Finds_a_word_in_another_inflection()
    {
        await using var index = await TestIndex.With(Records);

        Assert.Equal([1L], await index.Ids("remittance"));
    }

    [Theory]
    [InlineData("дознаке")]
    [InlineData("doznake")]
    [InlineData("doznaka")]
    [InlineData("ДОЗНАКАМА")]
    public async Task Finds_Serbian_in_either_script_and_any_case(string query)
    {
        await using var index = await TestIndex.With(Records);

        Assert.Equal([3L], await index.Ids(query));
    }

    [Theory]
    [InlineData("10.1257/aer.p20171005")]
    [InlineData("https://doi.org/10.1257/AER.P20171005")]
    [InlineData("doi:10.1257/aer.p20171005")]
    [InlineData("DOI: 10.1257/aer.p20171005")]
    [InlineData("http://dx.doi.org/10.1257%2Faer.p20171005")]
    public async Task An_identifier_is_a_direct_hit(string query)
    {
        await using var index = await TestIndex.With(Records);

        Assert.Equal([4L], await index.Ids(query));
    }

    [Theory]
    [InlineData("0000-0002-1694-233X")]
    [InlineData("0000-0002-1694-233x")]
    [InlineData("https://orcid.org/0000-0002-1694-233X")]
    [InlineData("orcid:0000-0002-1694-233X")]
    public async Task A_researcher_is_found_by_the_orcid_id(string query)
    {
        var person = TestIndex.Study(8, "Milena Jović", null, "und") with
        {
            Kind = RecordKind.Researcher,
            Identifiers = ["orcid:0000-0002-1694-233X"],
        };
        await using var index = await TestIndex.With([.. Records, person]);

        Assert.Equal([8L], await index.Ids(query));
    }

    [Theory]
    [InlineData("author:petrović")]
    [InlineData("author:Петровић")]
    [InlineData("author:petrovic")]
    [InlineData("author:kovacs")]
    [InlineData("author:\"anna kovács\"")]
    [InlineData("author:kov*")]
    [InlineData("author:петр*")]
    [InlineData("title:reintegr*")]
    [InlineData("\"voluntary return\"")]
    [InlineData("reintegr*")]
    [InlineData("type:report")]
    [InlineData("year:2015..2020")]
    [InlineData("title:reintegration migrants")]
    [InlineData("return -remittances -border")]
    [InlineData("migrants AND return")]
    [InlineData("migrants и return")]
    [InlineData("migrants NOT money")]
    [InlineData("study-4")]
    public async Task Understands_its_query_language(string query)
    {
        await using var index = await TestIndex.With(Records);

        Assert.Equal([4L], await index.Ids(query));
    }

    [Fact]
    public async Task The_beginning_of_a_name_is_looked_up_among_names()
    {
        var frequent = string.Join(' ', Enumerable.Range(0, 250).Select(number => $"kov{number}"));
        await using var index = await TestIndex.With([
            TestIndex.Study(1, "Words", frequent),
            TestIndex.Study(2, "The same words", frequent),
            TestIndex.Study(3, "A study") with
            {
                Contributors = [new SearchName(72, "Anna Kovács")],
            },
        ]);

        Assert.Equal([3L], await index.Ids("author:kov*"));
    }

    [Theory]
    [InlineData("+return +and +reintegration")]
    [InlineData("return AND of AND migrants")]
    public async Task Words_that_every_text_has_are_not_necessary(string query)
    {
        await using var index = await TestIndex.With(Records);

        Assert.Equal([4L], await index.Ids(query));
    }

    [Fact]
    public async Task A_necessary_word_that_stands_nowhere_finds_nothing_and_is_named()
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search("+reintegration +qzxwvk");

        Assert.Empty(results.Hits);
        Assert.Equal("all of: reintegration, qzxwvk; in no record: qzxwvk", results.InterpretedAs);
    }

    [Theory]
    [InlineData("What is known about reintegration?")]
    [InlineData("I am looking for reintegration, please.")]
    [InlineData("(reintegration)")]
    public async Task Signs_around_words_and_a_first_person_do_not_matter(string query)
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search(query);

        Assert.Equal(4L, results.Hits[0].Id);
        Assert.Null(results.DidYouMean);
    }

    [Fact]
    public async Task Any_of_plain_words_is_enough()
    {
        await using var index = await TestIndex.With(Records);

        Assert.Equal([1L, 2L], (await index.Ids("remittances asylum")).Order());
        Assert.Equal([1L, 2L], (await index.Ids("remittances OR asylum")).Order());
    }

    [Fact]
    public async Task Excluding_alone_leaves_everything_else()
    {
        await using var index = await TestIndex.With(Records);

        Assert.Equal([1L, 3L, 4L], (await index.Ids("-border")).Order());
    }

    [Fact]
    public async Task Corrects_a_word_that_occurs_nowhere_and_says_so()
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search("remitances educaton");

        Assert.Equal([1L], results.Hits.Select(hit => hit.Id));
        Assert.Equal("remittances education", results.DidYouMean);
        Assert.Equal(
            "any of: remitances, educaton; remittances instead of remitances; education instead of educaton",
            results.InterpretedAs
        );
    }

    [Fact]
    public async Task A_translation_in_the_vocabulary_stands_in_for_the_word()
    {
        var concept = new SearchConcept(
            ConceptScheme.Topic,
            ["remittances"],
            [new LocalizedText("en", "Remittances"), new LocalizedText("sr-Cyrl", "Дознаке")],
            [new LocalizedText("en", "money transfers")]
        );
        await using var index = await TestIndex.With([
            .. Records,
            TestIndex.Study(5, "Costs of sending money", null) with
            {
                Concepts = [concept],
            },
        ]);

        var results = await index.Search(new SearchRequest { Query = "remittances", Highlights = true });

        Assert.Equal([1L, 3L, 5L], results.Hits.Select(hit => hit.Id).Order());
        var serbian = results.Hits.Single(hit => hit.Id == 3);
        Assert.Contains(new MatchReason("title", "remittances", "Дознаке"), serbian.Matched);
    }

    [Fact]
    public async Task Blank_text_matches_everything_newest_first()
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search(" ");

        Assert.Equal([4L, 1L, 2L, 3L], results.Hits.Select(hit => hit.Id));
        Assert.Equal(4, results.TotalCount);
        Assert.Equal("everything", results.InterpretedAs);
    }

    [Fact]
    public async Task Highlights_are_ranges_of_the_original_text()
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search(new SearchRequest { Query = "doznake radnici", Highlights = true });

        var hit = Assert.Single(results.Hits);
        var title = Assert.Single(hit.Highlights, highlight => highlight.Field == "title");
        Assert.Equal("sr-Cyrl", title.Language);
        var fragment = Assert.Single(title.Fragments);
        Assert.Equal("Дознаке и сиромаштво у Србији", fragment.Text);
        Assert.Equal([new TextRange(0, 7)], fragment.Ranges);
        var passage = Assert.Single(Assert.Single(hit.Highlights, highlight => highlight.Field == "abstract").Fragments);
        Assert.Equal("радници", passage.Text.Substring(passage.Ranges[0].Start, passage.Ranges[0].Length));
    }

    [Fact]
    public async Task Similar_records_share_words_and_kind()
    {
        await using var index = await TestIndex.With(Records);

        var similar = await index.Index.SimilarAsync(1, 5, TestContext.Current.CancellationToken);

        Assert.Equal([4L], similar.Select(hit => hit.Id));
    }
}
