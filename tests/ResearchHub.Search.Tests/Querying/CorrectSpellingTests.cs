using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Querying;

namespace ResearchHub.Search.Tests.Querying;

/// <summary>Misspelt words are searched as what they were meant to be where that is sure, and only offered where it is not.</summary>
public sealed class CorrectSpellingTests
{
    private static readonly SearchDocument[] Records =
    [
        TestIndex.Study(1, "Prior knowledge of profit", "A bank of prior assumptions about the profit of firms."),
        TestIndex.Study(2, "Politika i radno pravo u Švedskoj", "Švedska politika prema izbeglicama. Izbeglice i čišćenje."),
        TestIndex.Study(3, "Дознаке и избеглице", "Породице шаљу дознаке.", "sr-Cyrl"),
        TestIndex.Study(4, "Evaluación de proyectos", "La evaluacion de los proyectos", "es"),
        TestIndex.Study(5, "Immigration Economics", "Remittances and unemployment of immigrants.") with
        {
            Contributors = [new SearchName(71, "George J. Borjas"), new SearchName(72, "Leah Platt Boustan")],
        },
        TestIndex.Study(6, "Leah Platt Boustan", null, "und") with
        {
            Kind = RecordKind.Researcher,
        },
    ];

    private static async Task<TestIndex> Create()
    {
        var index = TestIndex.Open();
        var serbian = Records[1] with
        {
            Titles = [new("sr-Latn", Records[1].Titles[0].Text)],
            Abstracts = [new("sr-Latn", Records[1].Abstracts[0].Text)],
        };
        await index.Put([Records[0], serbian, .. Records[2..]]);
        return index;
    }

    [Theory]
    [InlineData("pritvor")]
    [InlineData("protiv korupcije")]
    [InlineData("policija")]
    [InlineData("plata")]
    [InlineData("rodno")]
    [InlineData("evaluacija")]
    [InlineData("svetska")]
    [InlineData("светска банка")]
    [InlineData("rodno zasnovano")]
    public async Task An_ordinary_Serbian_word_is_not_replaced_by_one_that_happens_to_be_near(string query)
    {
        await using var index = await Create();

        var results = await index.Search(query);

        Assert.Empty(results.Hits);
        Assert.DoesNotContain("instead of", results.InterpretedAs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("remitances", "remittances")]
    [InlineData("remittnaces", "remittances")]
    [InlineData("umemployment", "unemployment")]
    [InlineData("imigraton", "immigration")]
    [InlineData("mmiigration", null)]
    [InlineData("miimgration", null)]
    [InlineData("izbegilce", "izbeglice")]
    [InlineData("избегилце", "избеглице")]
    [InlineData("čišćneje", "čišćenje")]
    [InlineData("cisceje", "ciscenje")]
    [InlineData("Дознкае", "Дознаке")]
    [InlineData("ДОЗНКАЕ", "ДОЗНАКЕ")]
    [InlineData("Remitances", "Remittances")]
    [InlineData("Борхас", "Борјас")]
    public async Task A_slip_is_searched_as_what_was_meant_and_shown_as_the_person_writes(string query, string? meant)
    {
        await using var index = await Create();

        var results = await index.Search(query);

        Assert.Equal(meant, results.DidYouMean);
        Assert.Equal(meant is not null, results.Hits.Count > 0);
    }

    [Theory]
    [InlineData("svetska", "svedska")]
    [InlineData("светска", "шведска")]
    [InlineData("Борхас и дознаке", "Борјас и дознаке")]
    [InlineData("Borhas i doznake", "Borjas i doznake")]
    [InlineData("bamk", "bank")]
    public async Task What_is_not_sure_is_offered_and_not_searched(string query, string offered)
    {
        await using var index = await Create();

        var results = await index.Search(query);

        Assert.Equal(offered, results.DidYouMean);
        Assert.DoesNotContain("instead of", results.InterpretedAs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Serbian_word_is_corrected_to_words_of_Serbian_texts_only()
    {
        await using var index = await Create();

        Assert.Equal("profit of firms", (await index.Search("proft of firms")).DidYouMean);
        Assert.Null((await index.Search("профт и дознаке")).DidYouMean);
        Assert.Null((await index.Search("proft i doznake")).DidYouMean);
    }

    [Theory]
    [InlineData("10.1111/imre.12327")]
    [InlineData("https://doi.org/10.1111/imre.12327")]
    [InlineData("doi:10.1111/imre.12327 remittances")]
    [InlineData("hdl:10986/imre")]
    [InlineData("10986/imre")]
    [InlineData("https://repository.example/imre/htpps")]
    [InlineData("imre-htpps")]
    public async Task An_identifier_is_not_misspelt(string query)
    {
        await using var index = await TestIndex.With([
            .. Records,
            TestIndex.Study(7, "Remittances") with
            {
                Slug = "imre-htpps",
                Identifiers = ["doi:10.1111/imre.12327", "handle:10986/imre", "url:repository.example/imre/htpps"],
            },
            TestIndex.Study(8, "Emre and httpss, doj and ogr, hld"),
        ]);

        var results = await index.Search(query);

        Assert.Equal(7L, results.Hits[0].Id);
        Assert.Null(results.DidYouMean);
        Assert.DoesNotContain("instead of", results.InterpretedAs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zakarpatia")]
    [InlineData("закарпатиа")]
    [InlineData("\"zakarpatia\"")]
    [InlineData("title:zakarpatia")]
    [InlineData("author:bondarenkoo")]
    public async Task A_word_of_withdrawn_records_is_not_offered(string query)
    {
        var withdrawn = TestIndex.Study(8, "Zakarpattia") with { Contributors = [new SearchName(73, "Olha Bondarenko")] };
        await using var index = await TestIndex.With([.. Records, withdrawn]);
        Assert.NotNull((await index.Search(query)).DidYouMean);

        await index.Withdraw(8);
        var results = await index.Search(query);

        Assert.Null(results.DidYouMean);
        Assert.Empty(results.Hits);
    }

    [Fact]
    public async Task A_title_that_was_withdrawn_is_known_no_more()
    {
        await using var index = await TestIndex.With([.. Records, TestIndex.Study(8, "Nobody but me was there")]);
        Assert.Contains("on top", (await index.Search("nobody but me was there")).InterpretedAs, StringComparison.Ordinal);

        await index.Withdraw(8);
        var results = await index.Search("nobody but me was there");

        Assert.Equal("any of: nobody, but, me, was, there; in no record: nobody, me", results.InterpretedAs);
    }

    [Fact]
    public async Task A_mended_slip_of_a_title_is_known_no_more()
    {
        await using var index = await TestIndex.With([.. Records, TestIndex.Study(8, "Remitances")]);
        Assert.Equal([8L], await index.Ids("remitances"));

        await index.Put(TestIndex.Study(8, "Remittances"));
        var results = await index.Search("remitances");

        Assert.Equal("remittances", results.DidYouMean);
        Assert.Equal([5L, 8L], results.Hits.Select(hit => hit.Id).Order());
    }

    [Fact]
    public async Task A_word_of_one_record_that_stays_is_known_however_many_were_withdrawn()
    {
        await using var index = await TestIndex.With([
            .. Records,
            .. Enumerable.Range(10, 40).Select(id => TestIndex.Study(id, "Zakarpattia")),
        ]);

        for (var id = 10; id < 49; id++)
        {
            await index.Withdraw(id);
        }
        var results = await index.Search("zakarpatia");

        Assert.Equal("zakarpattia", results.DidYouMean);
        Assert.Equal([49L], results.Hits.Select(hit => hit.Id));
    }

    /// <summary>Script and diacritics say nothing: a word in ASCII would not have them.</summary>
    [Theory]
    [InlineData("избегилце", "izbegilce", "izbegilce")]
    [InlineData("чишћнеје", "čišćneje", "ciscneje")]
    [InlineData("профт", "proft", "proft")]
    [InlineData("шведсак", "švedsak", "svedsak")]
    [InlineData("породице шаљу познаке", "porodice šalju poznake", "porodice salju poznake")]
    public async Task Three_spellings_of_a_slip_are_corrected_alike(string cyrillic, string latin, string ascii)
    {
        await using var index = await Create();

        var results = new[] { await index.Search(cyrillic), await index.Search(latin), await index.Search(ascii) };

        Assert.Single(results.Select(found => string.Join(' ', found.Hits.Select(hit => (hit.Id, hit.Score)))).Distinct());
        Assert.Single(results.Select(found => TextFolding.Fold(found.DidYouMean)).Distinct());
    }

    /// <summary>A slip behind words that are near to none: it is corrected only where it is among those that may be looked up.</summary>
    [Theory]
    [InlineData("qwxz{0}", "remitances")]
    [InlineData("\"qwxz{0}\"", "\"remitances\"")]
    [InlineData("\"qwxz{0}\"", "remitances")]
    [InlineData("author:\"qwxz{0}\"", "author:\"Boustn\"")]
    [InlineData("title:qwxz{0}", "author:Boustn")]
    public async Task Words_that_are_looked_up_in_vain_count_too(string unknown, string slip)
    {
        await using var index = await Create();

        Assert.NotNull((await index.Search(Behind(QueryLimits.LookUps - 1))).DidYouMean);
        Assert.Null((await index.Search(Behind(QueryLimits.LookUps))).DidYouMean);

        string Behind(int words) => string.Join(' ', Enumerable.Range(0, words).Select(Unknown)) + " " + slip;

        string Unknown(int number) =>
            unknown.Replace("{0}", new string([(char)('a' + (number / 5)), 'j', (char)('a' + (number % 5))]), StringComparison.Ordinal);
    }
}
