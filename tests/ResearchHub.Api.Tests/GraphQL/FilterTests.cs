namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>What each filter finds among the studies 101 remittances, 102 return, 103 diaspora.</summary>
public sealed class FilterTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    [Theory]
    [InlineData("{}", "101 102 103")]
    [InlineData("{ title: { contains: \"REINTEG\" } }", "102")]
    [InlineData("{ title: { startsWith: \"rem\" } }", "101")]
    [InlineData("{ title: { contains: \"100%\" } }", "103")]
    [InlineData("{ title: { contains: \"%\" } }", "103")]
    [InlineData("{ title: { contains: \"_\" } }", "")]
    [InlineData("{ title: { neq: \"Diaspora 100%\" } }", "101 102")]
    [InlineData("{ slug: { in: [\"diaspora\", \"nothing\"] } }", "103")]
    [InlineData("{ slug: { in: [] } }", "")]
    [InlineData("{ slug: { nin: [\"diaspora\"] } }", "101 102")]
    [InlineData("{ publishedYear: { gte: 2024 } }", "101")]
    [InlineData("{ publishedYear: { gt: 2022, lt: 2024 } }", "102")]
    [InlineData("{ publishedYear: { eq: null } }", "103")]
    [InlineData("{ publishedYear: { neq: null } }", "101 102")]
    [InlineData("{ publishedYear: { neq: 2024 } }", "102 103")]
    [InlineData("{ publishedYear: { nin: [2024] } }", "102 103")]
    [InlineData("{ publishedYear: { in: [2023, 2024] } }", "101 102")]
    [InlineData("{ publishedOn: { lte: \"2024-03-01\" } }", "101")]
    [InlineData("{ updatedAt: { gt: \"2026-02-01T00:00:00Z\" } }", "102 103")]
    [InlineData("{ type: { eq: EVALUATION } }", "102")]
    [InlineData("{ type: { in: [EVALUATION, REPORT] } }", "102 103")]
    [InlineData("{ design: { eq: SURVEY } }", "101")]
    [InlineData("{ design: { neq: SURVEY } }", "102 103")]
    [InlineData("{ access: { eq: METADATA_ONLY } }", "103")]
    [InlineData("{ languages: { some: { eq: \"SR-cyrl\" } } }", "101")]
    [InlineData("{ languages: { some: { in: [\"de\", \"fr\"] } } }", "103")]
    [InlineData("{ languages: { none: { eq: \"en\" } } }", "103")]
    [InlineData("{ doi: { eq: \"doi:10.5555/REMIT\" } }", "101")]
    [InlineData("{ doi: { eq: null } }", "102 103")]
    [InlineData("{ id: { in: [\"U3R1ZHk6MTAy\", \"nonsense\"] } }", "102")]
    [InlineData("{ license: { eq: \"CC-BY-4.0\" } }", "101")]
    [InlineData("{ contributors: { some: { researcher: { orcid: { eq: \"https://orcid.org/0000-0002-1825-0097\" } } } } }", "101")]
    [InlineData("{ contributors: { none: {} } }", "103")]
    [InlineData("{ contributors: { some: { organization: { acronym: { eq: \"IOM\" } } } } }", "102")]
    [InlineData("{ contributors: { some: { affiliation: { place: { code: { eq: \"RS\" } } } } } }", "101")]
    [InlineData("{ contributors: { some: { creditRoles: { some: { eq: CONCEPTUALIZATION } } } } }", "101")]
    [InlineData("{ contributors: { some: { researcher: { expertise: { some: { notation: { eq: \"remittances\" } } } } } } }", "101")]
    [InlineData("{ contributors: { some: { researcher: { outputs: { some: { publishedYear: { eq: 2024 } } } } } } }", "101")]
    [InlineData("{ concepts: { some: { scheme: { eq: TOPIC }, within: { eq: \"labour\" } } } }", "101")]
    [InlineData("{ concepts: { some: { labels: { some: { text: { eq: \"Дознаке\" } } } } } }", "101")]
    [InlineData("{ places: { some: { code: { eq: \"DE\" } } } }", "102")]
    [InlineData("{ places: { some: { within: { in: [\"150\"] } } } }", "101 102")]
    [InlineData("{ places: { none: { code: { eq: \"DE\" } } } }", "101 103")]
    [InlineData("{ identifiers: { some: { type: { eq: ISSN }, value: { eq: \"0038-982X\" } } } }", "101")]
    [InlineData("{ funding: { some: { funder: { acronym: { eq: \"IOM\" } }, awardNumber: { startsWith: \"RS\" } } } }", "101")]
    [InlineData("{ and: [{ publishedYear: { gte: 2023 } }, { type: { eq: EVALUATION } }] }", "102")]
    [InlineData("{ or: [{ type: { eq: EVALUATION } }, { access: { eq: METADATA_ONLY } }] }", "102 103")]
    [InlineData("{ or: [] }", "")]
    [InlineData("{ and: [] }", "101 102 103")]
    [InlineData("{ not: [{ publishedYear: { gte: 2024 } }] }", "102 103")]
    [InlineData("{ not: { publishedYear: { gte: 2024 } } }", "102 103")]
    [InlineData("{ not: [{ type: { eq: EVALUATION } }, { type: { eq: REPORT } }] }", "101")]
    [InlineData("{ not: { or: [{ title: { contains: \"r\" } }] }, source: { eq: \"test\" } }", "")]
    [InlineData("{ state: { eq: DRAFT } }", "")]
    [InlineData("{ citationCount: { gt: 0 } }", "102")]
    [InlineData("{ title: { contains: \"'; drop table researchers; --\" } }", "")]
    public async Task Finds(string where, string ids)
    {
        var data = await hub.DataAsync($"{{ studies(where: {where}, order: [{{ updatedAt: ASC }}]) {{ totalCount nodes {{ id }} }} }}");

        var found = data.GetProperty("studies")
            .GetProperty("nodes")
            .EnumerateArray()
            .Select(node => Key(node.GetProperty("id").GetString()!));
        Assert.Equal(ids, string.Join(' ', found));
        Assert.Equal(
            ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length,
            data.GetProperty("studies").GetProperty("totalCount").GetInt32()
        );
    }

    [Theory]
    [InlineData("datasets(where: { variables: { some: { name: { eq: \"corridor\" } } }, coverageFrom: { lte: \"2015-06-01\" } })", 1)]
    [InlineData("datasets(where: { accessMode: { eq: LICENSED } })", 0)]
    [InlineData("learningResources(where: { audience: { some: { eq: LOCAL } }, durationMinutes: { lte: 90 } })", 1)]
    [InlineData("learningResources(where: { audience: { some: { eq: CENTRAL } } })", 0)]
    [InlineData("researchers(where: { name: { contains: \"petrovi\" } })", 1)]
    [InlineData("researchers(where: { affiliations: { some: { organization: { ror: { eq: \"https://ror.org/00xa57a59\" } } } } })", 1)]
    [InlineData("organizations(where: { sector: { eq: ACADEMIA } })", 1)]
    [InlineData("concepts(scheme: TOPIC, where: { within: { eq: \"labour\" } })", 2)]
    public async Task Other_lists_are_filtered_alike(string field, int count)
    {
        var data = await hub.DataAsync($"{{ {field} {{ totalCount }} }}");

        Assert.Equal(count, data.EnumerateObject().Single().Value.GetProperty("totalCount").GetInt32());
    }

    [Theory]
    [InlineData("{ doi: { eq: \"not a doi\" } }")]
    [InlineData("{ publishedOn: { eq: \"2024-13-01\" } }")]
    [InlineData("{ contributors: { some: { researcher: { orcid: { eq: \"0000-0002-1825-0098\" } } } } }")]
    [InlineData("{ languages: { some: { eq: \"!\" } } }")]
    [InlineData("{ nothing: { eq: 1 } }")]
    public async Task A_value_that_is_none_is_a_validation_error(string where)
    {
        Assert.Equal("VALIDATION", (await hub.ErrorAsync($"{{ studies(where: {where}) {{ totalCount }} }}")).Code);
    }

    [Fact]
    public async Task A_filter_without_end_is_refused()
    {
        var parts = string.Join(',', Enumerable.Repeat("{ title: { eq: \"a\" } }", 201));

        Assert.Equal("COST_LIMIT", (await hub.ErrorAsync($"{{ studies(where: {{ or: [{parts}] }}) {{ totalCount }} }}")).Code);
    }

    private static string Key(string id) =>
        System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(id)).Split(':')[1];
}
