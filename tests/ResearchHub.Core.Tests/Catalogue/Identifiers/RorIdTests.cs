using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Tests.Catalogue.Identifiers;

public sealed class RorIdTests
{
    [Theory]
    [InlineData("03yrm5c26", "03yrm5c26")]
    [InlineData("https://ror.org/03yrm5c26", "03yrm5c26")]
    [InlineData("http://www.ror.org/03YRM5C26/", "03yrm5c26")]
    [InlineData("ror.org/03yrm5c26", "03yrm5c26")]
    [InlineData("ror:03yrm5c26", "03yrm5c26")]
    [InlineData(" <https://ror.org/03yrm5c26>, ", "03yrm5c26")]
    [InlineData("https://ror.org/04wxnsj81", "04wxnsj81")] // bolognese: DataCite
    [InlineData("https://ror.org/021nxhr62", "021nxhr62")] // bolognese
    [InlineData("https://ror.org/05gq02987", "05gq02987")] // bolognese
    [InlineData("03yrm5c27", null)]
    [InlineData("03yrm5d26", null)]
    [InlineData("13yrm5c26", null)]
    [InlineData("03yrm5l26", null)]
    [InlineData("03yrm5c2", null)]
    [InlineData("03yrm5c260", null)]
    [InlineData("https://ror.org/", null)]
    [InlineData("https://ror.example.org/03yrm5c26", null)]
    [InlineData(null, null)]
    public void Reads_identifiers_and_verifies_the_check_digits(string? text, string? canonical)
    {
        Assert.Equal(canonical is not null, RorId.TryParse(text, out var ror));
        Assert.Equal(canonical ?? "", ror.ToString());
    }

    [Fact]
    public void Says_what_is_wrong()
    {
        Assert.Equal(
            "'03yrm5c27' is not a ROR identifier: its check digits do not fit, so at least one character is wrong.",
            Assert.Throws<FormatException>(() => RorId.Parse("03yrm5c27")).Message
        );
        Assert.Equal(
            "'WHO' is not a ROR identifier: it must be nine characters that start with 0 and end in two digits, as in 03yrm5c26.",
            Assert.Throws<FormatException>(() => RorId.Parse("WHO")).Message
        );
    }

    [Fact]
    public void Leads_to_the_organisations_page()
    {
        Assert.Equal("https://ror.org/03yrm5c26", RorId.Parse("03YRM5C26").Url);
    }
}
