using CsCheck;
using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Tests.Catalogue.Identifiers;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("https://doi.org/10.5555/ABC", "DOI:10.5555/abc")]
    [InlineData("doi:10.5555/abc", "DOI:10.5555/abc")]
    [InlineData("10.5555/abc.", "DOI:10.5555/abc")]
    [InlineData("https://ors.datacite.org/doi:/10.23725/8na3-9s47", "DOI:10.23725/8na3-9s47")]
    [InlineData("https://orcid.org/0000-0002-1825-0097", "ORCID:0000-0002-1825-0097")]
    [InlineData("0000-0002-1825-0097", "ORCID:0000-0002-1825-0097")]
    [InlineData("ORCID 0000000218250097", "ORCID:0000-0002-1825-0097")]
    [InlineData("https://ror.org/03yrm5c26", "ROR:03yrm5c26")]
    [InlineData("03yrm5c26", "ROR:03yrm5c26")]
    [InlineData("978-90-386-4503-2", "ISBN:9789038645032")]
    [InlineData("9789038645032", "ISBN:9789038645032")]
    [InlineData("ISBN 080442957X", "ISBN:9780804429573")]
    [InlineData("2050-084X", "ISSN:2050-084X")]
    [InlineData("eISSN: 2050-084X", "EISSN:2050-084X")]
    [InlineData("hdl:10900/70377", "Handle:10900/70377")]
    [InlineData("http://hdl.handle.net/10900/70377", "Handle:10900/70377")]
    [InlineData("PMID: 16911322", "PMID:16911322")]
    [InlineData("https://pubmed.ncbi.nlm.nih.gov/16911322/", "PMID:16911322")]
    [InlineData("arXiv:0706.0001v2", "arXiv:arXiv:0706.0001v2")]
    [InlineData("https://arxiv.org/abs/2101.12345", "arXiv:arXiv:2101.12345")]
    [InlineData("https://arxiv.org/pdf/2101.12345.pdf", "arXiv:arXiv:2101.12345")]
    [InlineData("ark:/13030/tqb3kh97gh8w", "ARK:ark:13030/tqb3kh97gh8w")]
    [InlineData("https://n2t.net/ark:/13030/tqb3kh97gh8w", "ARK:ark:13030/tqb3kh97gh8w")]
    [InlineData("https://purl.org/dc/terms/", "PURL:https://purl.org/dc/terms/")]
    [InlineData("https://w3id.org/games/spec/coil", "w3id:https://w3id.org/games/spec/coil")]
    [InlineData("RRID:AB_90755", "RRID:RRID:AB_90755")]
    [InlineData("swh:1:cnt:94a9ed024d3859793618152ea559a168bbcbb5e2", "SWHID:swh:1:cnt:94a9ed024d3859793618152ea559a168bbcbb5e2")]
    [InlineData("urn:nbn:de:101:1-201102033592", "URN:urn:nbn:de:101:1-201102033592")]
    [InlineData("URN:LSID:ubio.org:namebank:11815", "LSID:urn:lsid:ubio.org:namebank:11815")]
    [InlineData("https://raid.org/10.26259/ABC123", "RAiD:10.26259/abc123")]
    [InlineData("IGSN:10.58052/SSH000SUA", "IGSN:10.58052/ssh000sua")]
    [InlineData("CSTR:31253.11.sciencedb.j00001", "CSTR:31253.11.sciencedb.j00001")]
    [InlineData(
        "https://evaluation.iom.int/sites/g/files/docs/Annex VI.pdf",
        "URL:https://evaluation.iom.int/sites/g/files/docs/Annex%20VI.pdf"
    )]
    [InlineData("HTTPS://Example.ORG", "URL:https://example.org/")]
    [InlineData("https://onlinelibrary.wiley.com/doi/abs/10.1002/rra.3643", "URL:https://onlinelibrary.wiley.com/doi/abs/10.1002/rra.3643")]
    [InlineData("16911322", null)]
    [InlineData("080442957X", null)]
    [InlineData("migration", null)]
    [InlineData("migrants", null)]
    [InlineData("2019-2020", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("ftp://example.org/x", null)]
    [InlineData("https://user:secret@example.org/", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Tells_what_a_pasted_text_is(string? text, string? expected)
    {
        Assert.Equal(expected, Identifier.Detect(text)?.ToString());
    }

    [Theory]
    [InlineData(IdentifierType.Ean13, "4006381333931", "4006381333931")]
    [InlineData(IdentifierType.Upc, "0 36000 29145 2", "036000291452")]
    [InlineData(IdentifierType.Istc, "0A9-2002-12B4A105-7", "0A9200212B4A1057")]
    [InlineData(IdentifierType.Bibcode, "2014Wthr...69...72C", "2014Wthr...69...72C")]
    [InlineData(IdentifierType.Lissn, "1188-1534", "1188-1534")]
    [InlineData(IdentifierType.Igsn, "igsn:au124", "AU124")]
    [InlineData(IdentifierType.Pmid, "0012345", "12345")]
    [InlineData(IdentifierType.Arxiv, "hep-th/9901001", "arXiv:hep-th/9901001")]
    [InlineData(IdentifierType.Local, "  NBER   w1234 ", "NBER w1234")]
    public void Normalizes_what_is_named(IdentifierType type, string value, string expected)
    {
        Assert.Equal(expected, Identifier.Normalize(type, value));
        Assert.Equal(expected, Identifier.Normalize(type, expected));
    }

    [Theory]
    [InlineData(IdentifierType.Ean13, "4006381333930")]
    [InlineData(IdentifierType.Pmid, "0")]
    [InlineData(IdentifierType.Pmid, "12a")]
    [InlineData(IdentifierType.Arxiv, "2101.1")]
    [InlineData(IdentifierType.Ark, "ark:/1/x")]
    [InlineData(IdentifierType.Lsid, "urn:nbn:de:101")]
    [InlineData(IdentifierType.Local, " ")]
    [InlineData(IdentifierType.Url, "example.org")]
    [InlineData(IdentifierType.Swhid, "swh:1:cnt:xyz")]
    public void Refuses_what_does_not_fit_the_scheme(IdentifierType type, string value)
    {
        Assert.Throws<FormatException>(() => Identifier.Normalize(type, value));
        Assert.Null(Identifier.TryNormalize(type, value));
    }

    [Theory]
    [InlineData(IdentifierType.Arxiv, "0706.0001", "https://arxiv.org/abs/0706.0001")]
    [InlineData(IdentifierType.Ark, "ark:/13030/tqb3kh97gh8w", "https://n2t.net/ark:13030/tqb3kh97gh8w")]
    [InlineData(IdentifierType.Pmid, "16911322", "https://pubmed.ncbi.nlm.nih.gov/16911322")]
    [InlineData(IdentifierType.Local, "w1234", null)]
    [InlineData(IdentifierType.Igsn, "10.58052/SSH000SUA", "https://doi.org/10.58052/ssh000sua")]
    public void Knows_where_an_identifier_leads(IdentifierType type, string value, string? url)
    {
        Assert.Equal(url, Identifier.Create(type, value).Url);
    }

    [Fact]
    public void Two_spellings_of_one_identifier_are_equal()
    {
        Assert.Equal(Identifier.Detect("https://doi.org/10.5555/ABC"), Identifier.Create(IdentifierType.Doi, "doi:10.5555/abc"));
    }

    [Fact]
    public void Every_type_normalizes_or_refuses_any_text()
    {
        Gen.Enum<IdentifierType>()
            .Select(Gen.String)
            .Sample(sample =>
            {
                if (Identifier.TryNormalize(sample.Item1, sample.Item2) is { } value)
                {
                    Assert.Equal(value, Identifier.Normalize(sample.Item1, value));
                    _ = new Identifier(sample.Item1, value).Url;
                }
            });
    }

    [Fact]
    public void Detection_survives_any_text_and_keeps_its_own_answer()
    {
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["10./-:doiarkxvhtps %?#"], 0, 30])
            .Sample(text =>
            {
                if (Identifier.Detect(text) is { } found)
                {
                    Assert.Equal(found.Value, Identifier.Normalize(found.Type, found.Value));
                }
            });
    }

    [Fact]
    public void Types_are_found_by_DataCites_names()
    {
        foreach (var type in Enum.GetValues<IdentifierType>())
        {
            Assert.True(IdentifierTypes.TryFind(type.DataCiteName(), out var found));
            Assert.Equal(type, found);
        }
        Assert.True(IdentifierTypes.TryFind("arxiv", out var arxiv));
        Assert.Equal(IdentifierType.Arxiv, arxiv);
        Assert.False(IdentifierTypes.TryFind("", out _));
        Assert.False(IdentifierTypes.TryFind("ISNI", out _));
    }
}
