using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Percolation;
using ResearchHub.Search.Querying;
using ResearchHub.Testing;

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

    private static readonly SearchDocument[] Odd =
    [
        TestIndex.Study(1, "Outcome of first -line treatment in migrants from Vietnam"),
        TestIndex.Study(2, "The Return to English in a Non-English Speaking Country: Russian Immigrants in Israel"),
        TestIndex.Study(3, "Refugees NOT welcome: camps, cities, borders, roads, rivers, and what lies in between"),
        TestIndex.Study(4, "International migration and the home labor market: Evidence from Albania*"),
        TestIndex.Study(5, "Outcome of first treatment: line by line, in migrants from Vietnam and English speaking country"),
    ];

    [Theory]
    [InlineData("OUTCOME OF FIRST -LINE TREATMENT IN MIGRANTS FROM VIETNAM", 1)]
    [InlineData("\"Outcome of first -line treatment in migrants from Vietnam\"", 1)]
    [InlineData("(Outcome of first -line treatment in migrants from Vietnam)", 1)]
    [InlineData("Wares, A. (2009). Outcome of first -line treatment in migrants from Vietnam. Journal, 3(2).", 1)]
    [InlineData("The return to English in a non-English speaking country: Russian immigrants in Israel", 2)]
    [InlineData("Refugees NOT welcome: camps, cities, borders, roads, rivers, and what lies in between", 3)]
    [InlineData("International migration and the home labor market: Evidence from Albania*", 4)]
    public async Task A_title_in_which_signs_look_like_operators_gives_its_record(string query, long expected)
    {
        await using var index = await TestIndex.With(Odd);
        var percolator = new Percolator(new KnownNames());
        percolator.Put(1, query, null);

        var results = await index.Search(query);

        Assert.Equal(expected, results.Hits[0].Id);
        Assert.StartsWith("the record with the title ", results.InterpretedAs, StringComparison.Ordinal);
        Assert.Equal(
            results.Hits.Select(hit => hit.Id).Order(),
            Odd.Where(record => percolator.Match(record).Count > 0).Select(record => record.Id)
        );
    }

    [Theory]
    [InlineData("-\"Outcome of first -line treatment in migrants from Vietnam\" vietnam")]
    [InlineData("-\"Outcome of first -line treatment in migrants from Vietnam\"")]
    [InlineData("-Outcome of first -line treatment in migrants from Vietnam")]
    [InlineData("NOT \"Outcome of first -line treatment in migrants from Vietnam\"")]
    [InlineData("\"Outcome of first -line treatment in migrants from Vietnam\" -vietnam")]
    [InlineData("author:Wares. Outcome of first -line treatment in migrants from Vietnam")]
    public async Task Operators_around_a_title_hold(string query)
    {
        await using var index = await TestIndex.With(Odd);
        var percolator = new Percolator(new KnownNames());
        percolator.Put(1, query, null);

        Assert.DoesNotContain(1L, await index.Ids(query));
        Assert.Empty(percolator.Match(Odd[0]));
    }

    [Fact]
    public async Task Every_title_of_the_seed_gives_its_record()
    {
        var titles = SeedTitles().ToList();
        await using var index = TestIndex.Open();
        await index.Put([.. titles.Select((title, at) => TestIndex.Study(at + 1, title))]);
        var lost = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(
            titles,
            TestContext.Current.CancellationToken,
            async (title, _) =>
            {
                var hits = (await index.Search(new SearchRequest { Query = title, First = 1 })).Hits;
                if (hits.Count == 0 || WordsOf(titles[(int)hits[0].Id - 1]) != WordsOf(title))
                {
                    lost.Add(title);
                }
            }
        );

        Assert.True(titles.Count > 5_000);
        Assert.Empty(lost);

        static string WordsOf(string title) => string.Join(' ', QueryWords.Split(title).Select(word => new WordTerms(word).Folded));
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

    private static IEnumerable<string> SeedTitles()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Seed, "records"), "*.gz").Order(StringComparer.Ordinal))
        {
            using var lines = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
            while (lines.ReadLine() is { } line)
            {
                using var record = JsonDocument.Parse(line);
                yield return record.RootElement.GetProperty("title").GetString()!;
            }
        }
    }

    [Fact]
    public void Only_so_many_hyphens_are_looked_at()
    {
        var asked = 0;

        BrokenWords.Join(string.Concat(Enumerable.Repeat("a-", 5_000)) + "a", _ => ++asked < 0);

        Assert.InRange(asked, 1, QueryLimits.Hyphens * 3);
    }
}
