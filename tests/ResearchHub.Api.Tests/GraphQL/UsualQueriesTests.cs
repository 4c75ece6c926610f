using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>The ten most usual queries, with what they answer and which SQL they cost.</summary>
public sealed class UsualQueriesTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    public static TheoryData<string, string> Queries { get; } =
        new()
        {
            {
                "newest-studies",
                "{ studies(first: 2) { nodes { id title type publishedYear contributors { researcher { name orcid } organization { name } } } pageInfo { hasNextPage endCursor } } }"
            },
            {
                "studies-with-everything-around-them",
                """
                    { studies(first: 100) { nodes { title
                        contributors { position nameAsPrinted creditRoles researcher { name } organization { name } affiliation { name ror } }
                        concepts { scheme notation label(language: "sr-Latn") } places { code name(language: "sr-Cyrl") } } } }
                    """
            },
            {
                "one-study-by-doi",
                """
                    { study(by: { doi: "https://doi.org/10.5555/REMIT" }) { slug doi title(language: "sr-Cyrl") abstract(language: "sr-Latn") languages
                        publishedOn license { id name } access links { url kind } identifiers { type value } funding { funderName awardNumber funder { acronym } }
                        state version createdAt citation } }
                    """
            },
            {
                "studies-of-one-person",
                """
                    { studies(where: { contributors: { some: { researcher: { orcid: { eq: "0000-0002-1825-0097" } } } } }, order: [{ title: ASC }]) {
                        totalCount nodes { title } } }
                    """
            },
            {
                "studies-of-one-objective-and-country",
                """
                    { studies(where: { concepts: { some: { scheme: { eq: GCM_OBJECTIVE }, notation: { eq: "20" } } }, places: { some: { within: { eq: "150" } } } }) {
                        nodes { title } } }
                    """
            },
            {
                "a-dataset-with-its-variables",
                """
                    { dataset(by: { slug: "transfers-2010-2020" }) { title accessMode temporalCoverage { from to } files { id name mediaType bytes rows download }
                        variables { name label type minimum maximum missingCount categories { value count } } preview(first: 1) { columns rows file { name } } studies { totalCount nodes { title } } } }
                    """
            },
            {
                "a-researcher",
                """
                    { researcher(by: { orcid: "0000-0002-1825-0097" }) { id name sector affiliations { organization { name place { name } } role startedOn }
                        expertise { label } outputs(first: 5) { totalCount nodes { __typename title } } coauthors { nodes { researcher { name } sharedOutputs } } } }
                    """
            },
            {
                "relations-of-a-study",
                """
                    { study(by: { slug: "remittances-in-serbia" }) { relations(first: 10) { totalCount nodes { type output { __typename title } identifierType identifier title } } } }
                    """
            },
            {
                "a-vocabulary",
                """
                    { concepts(scheme: TOPIC) { nodes { notation label synonyms { language text } broader { notation } narrower { notation } mappings { scheme notation } } } }
                    """
            },
            {
                "several-nodes",
                """
                    { nodes(ids: ["U3R1ZHk6MTAx", "UmVzZWFyY2hlcjozMQ", "U3R1ZHk6MTA0", "nonsense"]) { __typename id ... on Study { title } ... on Researcher { name } } }
                    """
            },
        };

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Answer_and_cost_what_was_reviewed(string name, string query)
    {
        using var sql = hub.Database.CaptureSql();

        var answer = await hub.AskAsync(query);

        var asked = HubServerFixture.Asked(sql);
        await Snapshot.MatchAsync(
            $"{query}\n\n{HubServerFixture.Text(answer)}\n\n{asked.Count} statements\n\n{string.Join("\n\n", asked)}",
            name
        );
    }
}
