using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Search.Querying;

namespace ResearchHub.Search.Tests.Querying;

/// <summary>What is copied from elsewhere finds the record it is of.</summary>
public sealed class PasteTests
{
    private const string Title = "The Effects of Immigration on the Labour-Market Outcomes of Women: Evidence from the U.S.";
    private static readonly SearchDocument[] Records =
    [
        TestIndex.Study(1, "A paper with its address", "https www nber org papers papers nber w99999.") with
        {
            Slug = "with-words-of-addresses",
        },
        TestIndex.Study(2, Title) with
        {
            Identifiers =
            [
                "doi:10.3386/w15419",
                "local:nber:w15419",
                "local:w15419",
                "url:nber.org/papers/w15419",
                "url:example.org/view?id=7",
            ],
            Contributors = [new SearchName(8, "Claudia Goldin")],
        },
        new()
        {
            Id = 3,
            Kind = RecordKind.Organization,
            Slug = "nber",
            Titles = [new LocalizedText("en", "National Bureau of Economic Research")],
        },
        new()
        {
            Id = 4,
            Kind = RecordKind.Researcher,
            Slug = "claudia-goldin",
            Titles = [new LocalizedText("und", "Claudia Goldin")],
        },
        TestIndex.Study(5, "Women and immigration: the effects and outcomes of labour", "National economic research of a bureau."),
    ];

    [Theory]
    [InlineData("https://www.nber.org/papers/w15419")]
    [InlineData("http://nber.org/papers/w15419/")]
    [InlineData("nber.org/papers/w15419")]
    [InlineData("https://www.nber.org/papers/w15419?utm_source=x#fromrss")]
    [InlineData("https://www.nber.org/system/files/working_papers/w15419/w15419.pdf")]
    [InlineData("see https://www.nber.org/papers/w15419.")]
    [InlineData("https://example.org/view?id=7")]
    [InlineData("w15419")]
    [InlineData("W15419")]
    [InlineData("nber:w15419")]
    [InlineData("doi-org.proxy.example.edu/10.3386/w15419")]
    [InlineData("https://doi-org.proxy.example.edu/10.3386%2Fw15419")]
    [InlineData("https://publisher.example/doi/full/10.3386/w15419")]
    [InlineData("https://publisher.example/doi/10.3386/w15419/pdf?download=true")]
    [InlineData("https://publisher.example/articles?id=10.3386/W15419")]
    public async Task An_address_or_number_of_a_record_gives_it_first(string query)
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search(new SearchRequest { Query = query, Highlights = true });

        Assert.Equal(2L, results.Hits[0].Id);
        Assert.Equal("identifier", results.Hits[0].Matched[0].Field);
        Assert.Contains("the record with the identifier", results.InterpretedAs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://www.nber.org/papers/w99999")]
    [InlineData("https://publisher.example/doi/10.9999/none")]
    [InlineData("10.3386")]
    public async Task One_that_no_record_has_is_read_as_words(string query)
    {
        await using var index = await TestIndex.With(Records);

        Assert.DoesNotContain("on top", (await index.Search(query)).InterpretedAs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"Goldin, Claudia. \"{Title}\" National Bureau of Economic Research, 2009.")]
    [InlineData($"Goldin, C. (2009). {Title} National Bureau of Economic Research.")]
    [InlineData($"Goldin, C 2009, '{Title}', National Bureau of Economic Research, Cambridge")]
    [InlineData($"Claudia Goldin, National Bureau of Economic Research\n{Title}")]
    [InlineData(Title)]
    [InlineData("the effects of immigration on the labour market outcomes of women evidence from the u.s.")]
    public async Task A_citation_gives_the_work_before_its_author_and_its_publisher(string citation)
    {
        await using var index = await TestIndex.With(Records);

        var results = await index.Search(citation);

        Assert.Equal(2L, results.Hits[0].Id);
        Assert.StartsWith("the record with the title ", results.InterpretedAs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("immi\u00ADgration")]
    [InlineData("\u200Bimmigration\u200D")]
    [InlineData("immi\u200Dgra\u200C\u2060tion")]
    [InlineData("immi\uFEFFgration")]
    [InlineData("ими\u00ADграција")]
    [InlineData("title:immi\u00ADgration")]
    public async Task Signs_that_are_not_seen_do_not_matter(string query)
    {
        await using var index = await TestIndex.With(
            TestIndex.Study(1, "Immigration"),
            TestIndex.Study(2, "Im\u00ADmigra\u200Btion"),
            TestIndex.Study(3, "Имиграција и имигра\u00ADција", null, "sr-Cyrl"),
            TestIndex.Study(4, "tion gration immi")
        );

        Assert.Equal(query.StartsWith('и') ? [3L] : [1L, 2L], (await index.Ids(query)).Order());
    }

    [Fact]
    public async Task Signs_that_are_not_seen_are_marked_with_the_word()
    {
        await using var index = await TestIndex.With(TestIndex.Study(1, "On immi\u00ADgration"));

        var hit = Assert.Single((await index.Search(new SearchRequest { Query = "immigration", Highlights = true })).Hits);

        Assert.Equal([new TextRange(3, 12)], Assert.Single(Assert.Single(hit.Highlights).Fragments).Ranges);
    }

    [Theory]
    [InlineData("\"Effects of Immi-\ngration on the Labour-\nMarket Outcomes\"")]
    [InlineData("\"Effects of Immi-\r\n  gration on the labour-\r\nmarket outcomes\"")]
    [InlineData("\"Effects of Immi- gration on\"")]
    [InlineData("\"Effects of Immi-gration on\"")]
    [InlineData("\"Effects of Immi\u00AD\ngration on\"")]
    [InlineData("immi-\ngration AND labour-\nmarket AND outcomes")]
    public async Task A_word_that_a_line_broke_is_one(string query)
    {
        await using var index = await TestIndex.With(Records);

        Assert.Equal(2L, (await index.Ids(query))[0]);
    }

    [Theory]
    [InlineData("short- and long-term", "short- and long-term")]
    [InlineData("labour-market", "labour-market")]
    [InlineData("labour-\nmarket", "labour-market")]
    [InlineData("immi-\ngration", "immigration")]
    [InlineData("on -immigration", "on -immigration")]
    public void Hyphens_that_belong_to_words_stay(string text, string joined)
    {
        string[] words = ["short", "and", "long", "term", "longterm", "labour", "market", "immigration"];

        Assert.Equal(joined, BrokenWords.Join(text, words.Contains));
    }

    [Fact]
    public void Only_so_many_hyphens_are_looked_at()
    {
        var asked = 0;

        BrokenWords.Join(string.Concat(Enumerable.Repeat("a-", 5_000)) + "a", _ => ++asked < 0);

        Assert.InRange(asked, 1, QueryLimits.Hyphens * 3);
    }
}
