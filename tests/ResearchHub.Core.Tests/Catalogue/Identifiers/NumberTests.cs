using CsCheck;
using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Tests.Catalogue.Identifiers;

public sealed class NumberTests
{
    [Theory]
    [InlineData("978-90-386-4503-2", "9789038645032")] // rispy
    [InlineData("9780330393683", "9780330393683")] // citation-js
    [InlineData("ISBN 978-1-60558-730-1", "9781605587301")] // Zotero
    [InlineData("ISBN-13: 978–1–60558–730–1", "9781605587301")]
    [InlineData("urn:isbn:9781605587301", "9781605587301")]
    [InlineData("2214707786", "9782214707784")] // citation-js
    [InlineData("0-19-852663-6", "9780198526636")]
    [InlineData("080442957X", "9780804429573")]
    [InlineData("0-8044-2957-x", "9780804429573")]
    [InlineData("9780330393684", null)]
    [InlineData("0198526637", null)]
    [InlineData("1230330393683", null)]
    [InlineData("97803303936", null)]
    [InlineData("ABCDEFG", null)]
    [InlineData(null, null)]
    public void Isbn_reads_both_lengths_into_thirteen_digits(string? text, string? canonical)
    {
        Assert.Equal(canonical is not null, Isbn.TryParse(text, out var isbn));
        Assert.Equal(canonical ?? "", isbn.ToString());
    }

    [Theory]
    [InlineData("1732-4208", null)] // rispy: invented, the check digit does not fit
    [InlineData("1932-6203", "1932-6203")]
    [InlineData("2050084X", "2050-084X")] // bolognese: crossref.ris
    [InlineData("2050-084x", "2050-084X")]
    [InlineData("2325-9671 (electronic)", "2325-9671")] // rispy: example_wos.ris
    [InlineData("ISSN: 0022-3751", "0022-3751")]
    [InlineData("eISSN 1175-5334", "1175-5334")]
    [InlineData("https://portal.issn.org/resource/ISSN/1535-1467", "1535-1467")]
    [InlineData("urn:issn:1535-1467", "1535-1467")]
    [InlineData("2532-64314", null)] // Zotero: one digit too many
    [InlineData("12345", null)] // rispy
    [InlineData("666666", null)] // rispy
    [InlineData("1932-6209", null)]
    [InlineData(null, null)]
    public void Issn_reads_eight_digits_with_a_hyphen(string? text, string? canonical)
    {
        Assert.Equal(canonical is not null, Issn.TryParse(text, out var issn));
        Assert.Equal(canonical ?? "", issn.ToString());
    }

    [Theory]
    [InlineData("10900/70377", "10900/70377")]
    [InlineData("hdl:10900/70377", "10900/70377")]
    [InlineData("http://hdl.handle.net/10900/70377", "10900/70377")] // bolognese
    [InlineData("https://hdl.handle.net/20.500.12345/Ab%20c", null)]
    [InlineData("https://hdl.handle.net/20.500.12345/AbC?locale=en", "20.500.12345/AbC")]
    [InlineData("info:hdl/1721.1/12345.", "1721.1/12345")]
    [InlineData("10900", null)]
    [InlineData("10900/", null)]
    [InlineData("abc/def", null)]
    [InlineData(null, null)]
    public void Handle_keeps_the_case_of_the_local_name(string? text, string? canonical)
    {
        Assert.Equal(canonical is not null, Handle.TryParse(text, out var handle));
        Assert.Equal(canonical ?? "", handle.ToString());
    }

    [Fact]
    public void Addresses_lead_to_the_resolvers()
    {
        Assert.Equal("urn:isbn:9780804429573", Isbn.Parse("080442957X").Url);
        Assert.Equal("https://portal.issn.org/resource/ISSN/2050-084X", Issn.Parse("2050084x").Url);
        Assert.Equal("https://hdl.handle.net/10900/70377", Handle.Parse("hdl:10900/70377").Url);
    }

    [Fact]
    public void Messages_say_what_a_number_should_look_like()
    {
        Assert.Equal(
            "'12345' is not an ISBN: it must have ten or thirteen digits.",
            Assert.Throws<FormatException>(() => Isbn.Parse("12345")).Message
        );
        Assert.Equal(
            "'12345' is not an ISSN: it must have eight digits, as in 2050-084X; the last may be X.",
            Assert.Throws<FormatException>(() => Issn.Parse("12345")).Message
        );
        Assert.Equal(
            "'12345' is not a Handle: it must be a number, a slash and a name without blanks, as in 10900/70377.",
            Assert.Throws<FormatException>(() => Handle.Parse("12345")).Message
        );
    }

    [Fact]
    public void An_isbn_with_one_wrong_digit_is_never_accepted()
    {
        Gen.Int[3, 12]
            .Select(Gen.Int[1, 9])
            .Sample(change =>
            {
                var digits = "9780804429573".ToCharArray();
                digits[change.Item1] = (char)('0' + (digits[change.Item1] - '0' + change.Item2) % 10);

                Assert.False(Isbn.TryParse(new string(digits), out _));
            });
    }
}
