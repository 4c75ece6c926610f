using CsCheck;
using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Tests.Catalogue.Identifiers;

public sealed class DoiTests
{
    // Rows marked with a file come from the fixtures of bolognese, dataverse, rispy, citation-js and Zotero (see shared data, SOURCES.md).
    [Theory]
    [InlineData("10.5555/abc", "10.5555/abc")]
    [InlineData("10.5555/ABC", "10.5555/abc")]
    [InlineData("https://doi.org/10.5555/abc", "10.5555/abc")]
    [InlineData("http://dx.doi.org/10.5555/abc", "10.5555/abc")]
    [InlineData("http://www.doi.org/10.5555/abc", "10.5555/abc")]
    [InlineData("HTTPS://DOI.ORG/10.5555/ABC", "10.5555/abc")]
    [InlineData("doi.org/10.5555/abc", "10.5555/abc")]
    [InlineData("//doi.org/10.5555/abc", "10.5555/abc")]
    [InlineData("doi:10.5555/abc", "10.5555/abc")]
    [InlineData("doi: 10.5555/abc", "10.5555/abc")]
    [InlineData("DOI 10.5555/abc", "10.5555/abc")]
    [InlineData("DOI: https://doi.org/10.5555/abc", "10.5555/abc")]
    [InlineData("doi:doi.org/10.5555/abc", "10.5555/abc")]
    [InlineData("info:doi/10.5555/abc", "10.5555/abc")]
    [InlineData("urn:doi:10.5555/abc", "10.5555/abc")]
    [InlineData("https://doi.org/doi:10.5555/abc", "10.5555/abc")]
    [InlineData("https://doi.org/10.5555%2Fabc", "10.5555/abc")]
    [InlineData("10.5555%2fabc", "10.5555/abc")]
    [InlineData("https://doi.org/10.5555/abc?utm_source=x#top", "10.5555/abc")]
    [InlineData("  10.5555/abc \r\n", "10.5555/abc")]
    [InlineData("\u200B10.5555/\u200Dabc\uFEFF", "10.5555/abc")]
    [InlineData("10.5555/a\u00ADbc", "10.5555/abc")]
    [InlineData("10.5555 / abc", "10.5555/abc")]
    [InlineData("10. 5555/abc", "10.5555/abc")]
    [InlineData("<10.5555/abc>", "10.5555/abc")]
    [InlineData("<https://doi.org/10.5555/abc>.", "10.5555/abc")]
    [InlineData("“10.5555/abc”", "10.5555/abc")]
    [InlineData("10.5555/abc.", "10.5555/abc")]
    [InlineData("10.5555/abc),", "10.5555/abc")]
    [InlineData("10.5555/abc;", "10.5555/abc")]
    [InlineData("10.1016/0047-2727(84)90013-6", "10.1016/0047-2727(84)90013-6")]
    [InlineData("(10.1016/0047-2727(84)90013-6)", "10.1016/0047-2727(84)90013-6")]
    [InlineData(
        "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
        "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"
    )]
    [InlineData(
        "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O",
        "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"
    )]
    [InlineData("10.1000.10/123", "10.1000.10/123")]
    [InlineData("10.5555/abc/def/", "10.5555/abc/def/")]
    [InlineData("doi:10.1087/20140404", "10.1087/20140404")] // dataverse: related publication
    [InlineData("https://doi.org/10.5072/FK2/CY7BWA", "10.5072/fk2/cy7bwa")] // dataverse
    [InlineData("http://dx.doi.org/10.5072/FK2/9", "10.5072/fk2/9")] // dataverse
    [InlineData("https://ors.datacite.org/doi:/10.23725/8na3-9s47", "10.23725/8na3-9s47")] // bolognese: schema_org_list.json
    [InlineData("https://doi.org/10.11646/ZOOTAXA.3311.1.1", "10.11646/zootaxa.3311.1.1")] // bolognese
    [InlineData("10.7554/eLife.01567", "10.7554/elife.01567")] // bolognese: crossref.ris
    [InlineData("http://dx.doi.org/10.1177/2325967120950040", "10.1177/2325967120950040")] // rispy: example_wos.ris
    [InlineData("10.48321/D1Z60Q", "10.48321/d1z60q")] // bolognese
    [InlineData("10.5882/10.5882_hypertonie2011_IS17", "10.5882/10.5882_hypertonie2011_is17")] // bolognese
    [InlineData("10.17630/bb43e6a3-72e0-464c-9fdd-fbe5d3e56a09", "10.17630/bb43e6a3-72e0-464c-9fdd-fbe5d3e56a09")] // bolognese: pure.xml
    public void Reads_the_spellings_found_in_the_wild(string spelling, string canonical)
    {
        Assert.Equal(canonical, Doi.Parse(spelling).ToString());
        Assert.True(Doi.TryParse(spelling, out var doi));
        Assert.Equal(canonical, doi.Value);
    }

    [Theory]
    [InlineData(null, "it is empty or too long.")]
    [InlineData("", "it is empty or too long.")]
    [InlineData(" \u200B ", "it is empty or too long.")]
    [InlineData("hello", "it must start with '10.' and a registrant, as in 10.5555/abc.")]
    [InlineData("11.5555/abc", "it must start with '10.' and a registrant, as in 10.5555/abc.")]
    [InlineData("10/abc", "short DOIs must be resolved to the full name first.")]
    [InlineData("10.5555", "the part after the slash is missing.")]
    [InlineData("10.5555/", "the part after the slash is missing.")]
    [InlineData("10.5555/.", "the part after the slash is missing.")]
    [InlineData("10.12/abc", "the registrant between '10.' and the slash must be a number of four to nine digits.")]
    [InlineData("https://doi.org/10.xxxx/Dataset-1", "the registrant between '10.' and the slash must be a number of four to nine digits.")]
    [InlineData("10.5555/abc def", "it has blanks or control characters inside.")]
    [InlineData("10.5555/abc\u0007def", "it has blanks or control characters inside.")]
    [InlineData(
        "https://onlinelibrary.wiley.com/doi/abs/10.1002/rra.3643",
        "it must start with '10.' and a registrant, as in 10.5555/abc."
    )]
    public void Refuses_nonsense_and_says_why(string? text, string reason)
    {
        var error = Assert.Throws<FormatException>(() => Doi.Parse(text));

        Assert.EndsWith(" is not a DOI: " + reason, error.Message);
        Assert.False(Doi.TryParse(text, out var doi));
        Assert.Equal("", doi.Value);
    }

    [Fact]
    public void Refuses_a_megabyte_with_a_short_message()
    {
        var error = Assert.Throws<FormatException>(() => Doi.Parse("10.5555/" + new string('a', 1_000_000)));

        Assert.Equal("'10.5555/" + new string('a', 72) + "…' is not a DOI: it is empty or too long.", error.Message);
    }

    [Fact]
    public void Spells_the_address_so_that_it_survives_a_browser()
    {
        Assert.Equal("https://doi.org/10.5555/abc", Doi.Parse("10.5555/ABC").Url);
        Assert.Equal("https://doi.org/10.1002/(sici)1:8%3C693::aid%3E3.0.co;2-o", Doi.Parse("10.1002/(SICI)1:8<693::AID>3.0.CO;2-O").Url);
        Assert.Equal("https://doi.org/10.5555/a%23b%3Fc%25d", Doi.Parse("10.5555/a#b?c%d").Url);
        Assert.Equal("https://doi.org/10.5555/%C3%A9", Doi.Parse("10.5555/é").Url);
    }

    [Fact]
    public void Two_spellings_of_one_doi_are_equal()
    {
        Assert.Equal(Doi.Parse("https://doi.org/10.5072/FK2/CY7BWA"), Doi.Parse("doi:10.5072/fk2/cy7bwa"));
    }

    [Fact]
    public void Knows_its_registrant()
    {
        Assert.Equal("10.5555", Doi.Parse("10.5555/abc/def").Prefix);
    }

    [Fact]
    public void The_canonical_spelling_and_the_address_read_back_as_the_same_doi()
    {
        Gen.String[Gen.Char[' ', '\u04FF'], 1, 40]
            .Sample(suffix =>
            {
                if (!Doi.TryParse("10.5555/" + suffix, out var doi))
                {
                    return;
                }

                Assert.Equal(doi, Doi.Parse(doi.ToString()));
                Assert.Equal(doi, Doi.Parse(doi.Url));
            });
    }

    [Fact]
    public void Never_throws_anything_but_a_format_error()
    {
        Gen.String.Sample(text =>
        {
            try
            {
                Doi.Parse(text);
            }
            catch (FormatException)
            {
                Assert.False(Doi.TryParse(text, out _));
            }
        });
    }
}
