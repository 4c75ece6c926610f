using System.Text.Json;
using CsCheck;
using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Tests.Catalogue.Citations;

public sealed class CitationFormatterTests
{
    private static readonly CitationSource Article = new()
    {
        Title = "Bilateral international migration flow estimates for 200 countries",
        Authors = [new("Abel", "Guy J."), new("Cohen", "Joel E.")],
        Type = StudyType.JournalArticle,
        Year = 2019,
        Month = 6,
        Day = 17,
        Container = "Scientific Data",
        Volume = "6",
        Issue = "1",
        Pages = "82-94",
        Doi = Doi.Parse("10.1038/s41597-019-0089-3"),
        Language = "en",
    };

    private static readonly CitationSource Report = new()
    {
        Title = "World migration report 2024",
        Authors = [CitationName.Organization("International Organization for Migration")],
        Type = StudyType.Report,
        Year = 2024,
        Publisher = "International Organization for Migration",
        Place = "Geneva",
        Url = "https://publications.iom.int/wmr2024",
    };

    private static readonly CitationSource Dataset = new()
    {
        Title = "Refugee data finder",
        Kind = RecordKind.Dataset,
        Authors = [CitationName.Organization("UNHCR")],
        Year = 2025,
        Edition = "2",
        Publisher = "United Nations",
        Doi = Doi.Parse("10.5555/unhcr"),
    };

    private static readonly CitationSource Chapter = new()
    {
        Title = "Why do people move?",
        Authors = [new("Graaf", "Loes", "van der"), new("Adams", "Richard H.", Suffix: "Jr."), new("Maystadt", "Jean-François")],
        Type = StudyType.BookChapter,
        Year = 2012,
        Container = "Handbook of Migration",
        Pages = "10-25",
        Publisher = "Elgar",
        Place = "Cheltenham",
    };

    private static readonly CitationSource WorkingPaper = new()
    {
        Title = "Immigration and Wages",
        Authors = [new("Borjas", "George J.")],
        Type = StudyType.WorkingPaper,
        Container = "NBER Working Paper",
        Issue = "24013",
        Publisher = "National Bureau of Economic Research",
        Url = "https://www.nber.org/papers/w24013",
        Accessed = new DateOnly(2024, 3, 5),
    };

    public static TheoryData<string, CitationStyle, string> Goldens() =>
        new()
        {
            {
                "article",
                CitationStyle.Apa,
                "Abel, G. J., & Cohen, J. E. (2019). Bilateral international migration flow estimates for 200 countries. Scientific Data, 6(1), 82–94. https://doi.org/10.1038/s41597-019-0089-3"
            },
            {
                "article",
                CitationStyle.Mla,
                "Abel, Guy J., and Joel E. Cohen. “Bilateral international migration flow estimates for 200 countries.” Scientific Data, vol. 6, no. 1, 2019, pp. 82-94, https://doi.org/10.1038/s41597-019-0089-3."
            },
            {
                "article",
                CitationStyle.Chicago,
                "Abel, Guy J., and Joel E. Cohen. 2019. “Bilateral international migration flow estimates for 200 countries.” Scientific Data 6 (1): 82–94. https://doi.org/10.1038/s41597-019-0089-3."
            },
            {
                "article",
                CitationStyle.Vancouver,
                "Abel GJ, Cohen JE. Bilateral international migration flow estimates for 200 countries. Scientific Data. 2019;6(1):82-94. https://doi.org/10.1038/s41597-019-0089-3"
            },
            {
                "report",
                CitationStyle.Apa,
                "International Organization for Migration. (2024). World migration report 2024. https://publications.iom.int/wmr2024"
            },
            {
                "report",
                CitationStyle.Mla,
                "International Organization for Migration. World migration report 2024. 2024, https://publications.iom.int/wmr2024."
            },
            {
                "report",
                CitationStyle.Chicago,
                "International Organization for Migration. 2024. World migration report 2024. Geneva. https://publications.iom.int/wmr2024."
            },
            {
                "report",
                CitationStyle.Vancouver,
                "International Organization for Migration. World migration report 2024. Geneva; 2024. Available from: https://publications.iom.int/wmr2024"
            },
            {
                "dataset",
                CitationStyle.Apa,
                "UNHCR. (2025). Refugee data finder (Version 2) [Data set]. United Nations. https://doi.org/10.5555/unhcr"
            },
            { "dataset", CitationStyle.Mla, "UNHCR. Refugee data finder. Version 2, United Nations, 2025, https://doi.org/10.5555/unhcr." },
            {
                "dataset",
                CitationStyle.Chicago,
                "UNHCR. 2025. Refugee data finder. Version 2. Dataset. United Nations. https://doi.org/10.5555/unhcr."
            },
            {
                "dataset",
                CitationStyle.Vancouver,
                "UNHCR. Refugee data finder [dataset]. Version 2. United Nations; 2025. https://doi.org/10.5555/unhcr"
            },
            {
                "chapter",
                CitationStyle.Apa,
                "van der Graaf, L., Adams, R. H., Jr., & Maystadt, J.-F. (2012). Why do people move? In Handbook of Migration (pp. 10–25). Elgar."
            },
            {
                "chapter",
                CitationStyle.Mla,
                "van der Graaf, Loes, et al. “Why do people move?” Handbook of Migration, Elgar, 2012, pp. 10-25."
            },
            {
                "chapter",
                CitationStyle.Chicago,
                "van der Graaf, Loes, Richard H. Adams Jr., and Jean-François Maystadt. 2012. “Why do people move?” In Handbook of Migration, 10–25. Cheltenham: Elgar."
            },
            {
                "chapter",
                CitationStyle.Vancouver,
                "van der Graaf L, Adams RH Jr, Maystadt JF. Why do people move? In: Handbook of Migration. Cheltenham: Elgar; 2012. p. 10-25."
            },
            {
                "paper",
                CitationStyle.Apa,
                "Borjas, G. J. (n.d.). Immigration and Wages (NBER Working Paper No. 24013). National Bureau of Economic Research. Retrieved March 5, 2024, from https://www.nber.org/papers/w24013"
            },
            {
                "paper",
                CitationStyle.Mla,
                "Borjas, George J. Immigration and Wages. NBER Working Paper No. 24013, National Bureau of Economic Research, https://www.nber.org/papers/w24013. Accessed 5 Mar. 2024."
            },
            {
                "paper",
                CitationStyle.Chicago,
                "Borjas, George J. n.d. Immigration and Wages. NBER Working Paper No. 24013. National Bureau of Economic Research. Accessed March 5, 2024. https://www.nber.org/papers/w24013."
            },
        };

    [Theory]
    [MemberData(nameof(Goldens))]
    public void Prints_what_the_manual_asks_for(string source, CitationStyle style, string expected)
    {
        var cited = source switch
        {
            "article" => Article,
            "report" => Report,
            "dataset" => Dataset,
            "chapter" => Chapter,
            _ => WorkingPaper,
        };

        Assert.Equal(expected, CitationFormatter.Format(cited, style, "en"));
    }

    [Theory]
    [InlineData(0, "Title. (2020).")]
    [InlineData(1, "F1, G. (2020). Title.")]
    [InlineData(2, "F1, G., & F2, G. (2020). Title.")]
    [InlineData(3, "F1, G., F2, G., & F3, G. (2020). Title.")]
    [InlineData(8, "F1, G., F2, G., F3, G., F4, G., F5, G., F6, G., F7, G., & F8, G. (2020). Title.")]
    [InlineData(
        21,
        "F1, G., F2, G., F3, G., F4, G., F5, G., F6, G., F7, G., F8, G., F9, G., F10, G., F11, G., F12, G., F13, G., F14, G., F15, G., F16, G., F17, G., F18, G., F19, G., . . . F21, G. (2020). Title."
    )]
    public void Apa_counts_its_authors(int authors, string expected)
    {
        Assert.Equal(expected, CitationFormatter.Format(Many(authors), CitationStyle.Apa, "en"));
    }

    [Theory]
    [InlineData(CitationStyle.Vancouver, 6, "F1 G, F2 G, F3 G, F4 G, F5 G, F6 G. Title. 2020.")]
    [InlineData(CitationStyle.Vancouver, 7, "F1 G, F2 G, F3 G, F4 G, F5 G, F6 G, et al. Title. 2020.")]
    [InlineData(CitationStyle.Mla, 3, "F1, Gustav, et al. Title. 2020.")]
    [InlineData(
        CitationStyle.Chicago,
        11,
        "F1, Gustav, Gustav F2, Gustav F3, Gustav F4, Gustav F5, Gustav F6, Gustav F7, et al. 2020. Title."
    )]
    [InlineData(CitationStyle.Chicago, 0, "Title. 2020.")]
    [InlineData(CitationStyle.Mla, 0, "Title. 2020.")]
    public void Other_styles_shorten_long_lists(CitationStyle style, int authors, string expected)
    {
        Assert.Equal(expected, CitationFormatter.Format(Many(authors), style, "en"));
    }

    [Fact]
    public void Initials_respect_cyrillic_letters_and_hyphens()
    {
        var source = Many(0) with { Authors = [new("Ђорђевић", "Јован Љ."), new("Ng", "Zong-Ying")] };

        Assert.StartsWith("Ђорђевић, Ј. Љ., & Ng, Z.-Y. (2020).", CitationFormatter.Format(source, CitationStyle.Apa, "sr-Cyrl"));
        Assert.StartsWith("Ђорђевић ЈЉ, Ng ZY.", CitationFormatter.Format(source, CitationStyle.Vancouver, "sr-Cyrl"));
    }

    [Fact]
    public void Bibtex_is_escaped_and_braced()
    {
        var source = Article with
        {
            Title = @"Costs & benefits: 50% of {migrants} in C:\data",
            Authors = [CitationName.Organization("Food and Agriculture Organization"), new("Ђорђевић", "Јован")],
        };

        Assert.Equal(
            """
            @article{foodandagricultureorganization2019costs,
              author = {{Food and Agriculture Organization} and Ђорђевић, Јован},
              title = {{Costs \& benefits: 50\% of \textbraceleft{}migrants\textbraceright{} in C:\textbackslash{}data}},
              year = {2019},
              month = {6},
              journal = {Scientific Data},
              volume = {6},
              number = {1},
              pages = {82-94},
              doi = {10.1038/s41597-019-0089-3},
              url = {https://doi.org/10.1038/s41597-019-0089-3},
              language = {en}
            }

            """,
            CitationFormatter.Format(source, CitationStyle.Bibtex, "en")
        );
    }

    [Fact]
    public void Ris_has_one_tag_a_line()
    {
        Assert.Equal(
            "TY  - JOUR\r\nAU  - Abel, Guy J.\r\nAU  - Cohen, Joel E.\r\nTI  - Bilateral international migration flow estimates for 200 countries\r\nPY  - 2019\r\n"
                + "DA  - 2019/06/17/\r\nT2  - Scientific Data\r\nVL  - 6\r\nIS  - 1\r\nSP  - 82\r\nEP  - 94\r\nDO  - 10.1038/s41597-019-0089-3\r\n"
                + "UR  - https://doi.org/10.1038/s41597-019-0089-3\r\nLA  - en\r\nER  - \r\n",
            CitationFormatter.Format(Article, CitationStyle.Ris, "en")
        );
    }

    [Fact]
    public void Csl_json_follows_the_data_schema()
    {
        using var json = JsonDocument.Parse(CitationFormatter.Format(Chapter, CitationStyle.CslJson, "en"));
        var item = Assert.Single(json.RootElement.EnumerateArray());

        Assert.Equal(
            """{"id":"vandergraaf2012people","type":"chapter","title":"Why do people move?","author":[{"family":"Graaf","given":"Loes","non-dropping-particle":"van der"},{"family":"Adams","given":"Richard H.","suffix":"Jr."},{"family":"Maystadt","given":"Jean-François"}],"issued":{"date-parts":[[2012]]},"container-title":"Handbook of Migration","page":"10-25","publisher":"Elgar","publisher-place":"Cheltenham","language":"en"}""",
            item.GetRawText()
        );
    }

    [Fact]
    public void Hostile_text_never_breaks_a_format()
    {
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["{}\\\r\n\t\u202E\"“,;and &%$#_~^<>АЉ"], 0, 40])
            .Sample(text =>
            {
                var source = Article with
                {
                    Title = text,
                    Container = text,
                    Publisher = text,
                    Url = text,
                    Doi = null,
                    Authors = [new(text, text), CitationName.Organization(text)],
                };
                foreach (var style in Enum.GetValues<CitationStyle>())
                {
                    var cited = CitationFormatter.Format(source, style, "en");

                    Assert.DoesNotContain('\u202E', cited);
                    Assert.DoesNotContain("..", style is CitationStyle.Apa or CitationStyle.Chicago && !text.Contains('.') ? cited : "");
                }
                var bibtex = CitationFormatter.Format(source, CitationStyle.Bibtex, "en");
                Assert.Equal(bibtex.Count(c => c == '{'), bibtex.Count(c => c == '}'));
                Assert.All(
                    CitationFormatter.Format(source, CitationStyle.Ris, "en").Split("\r\n", StringSplitOptions.RemoveEmptyEntries),
                    line => Assert.Matches("^[A-Z][A-Z0-9]  - [^\r\n]*$", line)
                );
                using var json = JsonDocument.Parse(CitationFormatter.Format(source, CitationStyle.CslJson, "en"));
            });
    }

    [Fact]
    public void Ten_thousand_authors_are_no_problem()
    {
        foreach (var style in Enum.GetValues<CitationStyle>())
        {
            Assert.NotEmpty(CitationFormatter.Format(Many(10_000), style, "en"));
        }
    }

    private static CitationSource Many(int authors) =>
        new()
        {
            Title = "Title",
            Type = StudyType.Other,
            Year = 2020,
            Authors = [.. Enumerable.Range(1, authors).Select(i => new CitationName($"F{i}", "Gustav"))],
        };
}
