using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>A value that a scalar refuses is answered by where it stands, why, and how it is spelled.</summary>
public sealed class ScalarErrorTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string DoiForm = "Expected a DOI such as 10.5555/abc or https://doi.org/10.5555/abc";
    private const string OrcidForm =
        "Expected an ORCID iD with a right check digit, such as 0000-0002-1825-0097 or https://orcid.org/0000-0002-1825-0097";

    [Theory]
    [InlineData("{ study(by: { doi: \"11.x\" }) { id } }", "'by.doi' has an invalid value. '11.x' is no DOI. " + DoiForm + ".")]
    [InlineData("{ study(by: { doi: 7 }) { id } }", "'by.doi' has an invalid value. It is no string. " + DoiForm + ", as a string.")]
    [InlineData(
        "{ studies(where: { or: [{ doi: { in: [\"10.5555/abc\", \"nope\"] } }] }) { totalCount } }",
        "'where.or[0].doi.in[1]' has an invalid value. 'nope' is no DOI. " + DoiForm + "."
    )]
    [InlineData(
        "{ researcher(by: { orcid: \"0000-0002-1825-0098\" }) { id } }",
        "'by.orcid' has an invalid value. '0000-0002-1825-0098' is no ORCID. " + OrcidForm + "."
    )]
    [InlineData(
        "{ organization(by: { ror: \"x\" }) { id } }",
        "'by.ror' has an invalid value. 'x' is no ROR. Expected a ROR id such as 03yrm5c26 or https://ror.org/03yrm5c26."
    )]
    [InlineData(
        "query ($d: DOI = \"nope\") { study(by: { doi: $d }) { id } }",
        "'$d' has an invalid value. 'nope' is no DOI. " + DoiForm + "."
    )]
    public async Task A_literal(string query, string message) => Assert.Equal(("VALIDATION", message), await hub.ErrorAsync(query));

    [Theory]
    [InlineData(
        "query ($v: StudyFilter) { studies(where: $v) { totalCount } }",
        """{ "doi": { "eq": "nope" } }""",
        "'$v.doi.eq' has an invalid value. 'nope' is no DOI. " + DoiForm + "."
    )]
    [InlineData(
        "query ($v: ORCID!) { researcher(by: { orcid: $v }) { id } }",
        "7",
        "'$v' has an invalid value. It is no string. " + OrcidForm + ", as a string."
    )]
    public async Task A_variable(string query, string value, string message) =>
        Assert.Equal(("VALIDATION", message), await hub.ErrorAsync(query, new { v = JsonElement.Parse(value) }));

    [Theory]
    [InlineData(
        """{ "name": "a", "cadence": "DAILY", "channels": "https://example.org" }""",
        "'$v.channels' has an invalid value. 'https://example.org' is no AlertChannelsInput. "
            + "Give AlertChannelsInput as an object: { email: Boolean, webhook: URI }."
    )]
    [InlineData(
        """{ "name": "a", "cadence": "DAILY", "channels": { "mail": true } }""",
        "'$v.channels.mail' is not known. " + "Give AlertChannelsInput as an object: { email: Boolean, webhook: URI }."
    )]
    [InlineData(
        """{ "name": "a", "cadence": "HOURLY" }""",
        "'$v.cadence' has an invalid value. 'HOURLY' is no AlertCadence. Give AlertCadence as one of INSTANT, DAILY, WEEKLY."
    )]
    public async Task A_wrong_shape_is_answered_by_where_it_stands_and_by_the_right_one(string input, string message) =>
        Assert.Equal(
            ("VALIDATION", message),
            await hub.ErrorAsync(
                "mutation ($v: CreateSavedSearchInput!) { createSavedSearch(input: $v) { errors { code } } }",
                new { v = JsonElement.Parse(input) }
            )
        );

    [Fact]
    public async Task A_wrong_shape_in_the_document_is_answered_so_too() =>
        Assert.Equal(
            (
                "VALIDATION",
                "'input.cadence' has an invalid value. HOURLY is no AlertCadence. Give AlertCadence as one of INSTANT, DAILY, WEEKLY."
            ),
            await hub.ErrorAsync("mutation { createSavedSearch(input: { name: \"a\", cadence: HOURLY }) { errors { code } } }")
        );

    [Fact]
    public async Task A_long_value_is_not_given_back_whole()
    {
        var (_, message) = await hub.ErrorAsync($$"""{ study(by: { doi: "{{new string('x', 5000)}}" }) { id } }""");

        Assert.Equal($"'by.doi' has an invalid value. '{new string('x', 80)}…' is no DOI. {DoiForm}.", message);
    }
}
