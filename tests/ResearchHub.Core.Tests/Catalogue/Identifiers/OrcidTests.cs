using CsCheck;
using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Tests.Catalogue.Identifiers;

public sealed class OrcidTests
{
    [Theory]
    [InlineData("0000-0002-1825-0097", "0000-0002-1825-0097")]
    [InlineData("0000000218250097", "0000-0002-1825-0097")]
    [InlineData("0000 0002 1825 0097", "0000-0002-1825-0097")]
    [InlineData("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097")]
    [InlineData("http://www.orcid.org/0000-0002-1825-0097/", "0000-0002-1825-0097")]
    [InlineData("orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097")]
    [InlineData("https://orcid.org/0000-0002-1825-0097?lang=fr", "0000-0002-1825-0097")]
    [InlineData("ORCID: 0000-0002-1825-0097", "0000-0002-1825-0097")]
    [InlineData("ORCID iD: https://orcid.org/0000-0002-1825-0097.", "0000-0002-1825-0097")]
    [InlineData("<0000‐0002–1825−0097>", "0000-0002-1825-0097")]
    [InlineData("0000-0002-4325-871x", "0000-0002-4325-871X")]
    [InlineData("https://orcid.org/0000-0002-4325-871X", "0000-0002-4325-871X")] // invenio names_orcid.yaml
    [InlineData("http://orcid.org/0000-0003-1419-2405", "0000-0003-1419-2405")] // bolognese
    [InlineData("orcid.org/0000-0002-7319-2192", "0000-0002-7319-2192")] // orcid samples
    [InlineData("0009-0000-0000-0008", null)]
    [InlineData("0000-0002-1825-0098", null)]
    [InlineData("0000-0000-0000-0000", null)] // stands for "no iD" in some sources
    [InlineData("https://orcid.org/8888-8888-8888-8888", null)] // orcid samples
    [InlineData("0000-0002-1825-00977", null)]
    [InlineData("0000-0002-1825-009", null)]
    [InlineData("X000-0002-1825-0097", null)]
    [InlineData("https://sandbox.orcid.org/0000-0002-1825-0097", null)]
    [InlineData("https://orcid.org/", null)]
    [InlineData("orcid.org/ns/common", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Reads_iDs_and_verifies_the_check_digit(string? text, string? canonical)
    {
        Assert.Equal(canonical is not null, Orcid.TryParse(text, out var orcid));
        Assert.Equal(canonical ?? "", orcid.ToString());
    }

    [Fact]
    public void Says_whether_the_form_or_the_check_digit_is_wrong()
    {
        Assert.Equal(
            "'0000-0002-1825-0098' is not an ORCID iD: its check digit does not fit, so at least one character is wrong.",
            Assert.Throws<FormatException>(() => Orcid.Parse("0000-0002-1825-0098")).Message
        );
        Assert.Equal(
            "'Carberry' is not an ORCID iD: it must have sixteen digits in four groups, as in 0000-0002-1825-0097; the last may be X.",
            Assert.Throws<FormatException>(() => Orcid.Parse("Carberry")).Message
        );
    }

    [Fact]
    public void Leads_to_the_persons_page()
    {
        Assert.Equal("https://orcid.org/0000-0002-1825-0097", Orcid.Parse("0000000218250097").Url);
    }

    [Fact]
    public void Every_one_of_the_single_digit_errors_is_caught()
    {
        Gen.Int[0, 14]
            .Select(Gen.Int[1, 9])
            .Select(Gen.String[Gen.Char['0', '9'], 15, 15])
            .Sample(sample =>
            {
                var ((position, shift), digits) = sample;
                var right = digits + Orcid.CheckCharacter(digits);
                var wrong = right.ToCharArray();
                wrong[position] = (char)('0' + (wrong[position] - '0' + shift) % 10);

                Assert.True(Orcid.TryParse(right, out var orcid));
                Assert.Equal(orcid, Orcid.Parse(orcid.Url));
                Assert.False(Orcid.TryParse(new string(wrong), out _));
            });
    }
}
