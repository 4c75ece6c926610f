using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>Everything that can be read of an output can be written; of each kind.</summary>
public sealed class DescribeOutputsTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Shared = """
        title titles { language text } abstract languages doi identifiers { type value } publishedOn publishedYear publisher containerTitle
        license { id } access attribution places { code } concepts { notation }
        contributors { nameAsPrinted contributorType creditRoles affiliationAsPrinted affiliation { name } researcher { name } }
        links { url kind label mediaType language }
        cites: relations(types: [CITES]) { nodes { type output { title } } }
        derived: relations(types: [IS_DERIVED_FROM]) { nodes { output { id } identifierType identifier title } }
        funding { funderName funder { name } awardNumber awardTitle awardUri }
        """;

    private static readonly string Ana = Id("Researcher", 31);
    private static readonly string NoviSad = Id("Organization", 22);

    [Theory]
    [InlineData("Study", "study", "type design", """{"type":"EVALUATION","design":"RCT"}""")]
    [InlineData(
        "Dataset",
        "dataset",
        "accessMode temporalCoverage { from to }",
        """{"accessMode":"LICENSED","temporalCoverage":{"from":"2010-01-01","to":"2020-12-31"}}"""
    )]
    [InlineData(
        "LearningResource",
        "learningResource",
        "format audience durationMinutes",
        """{"format":"COURSE","audience":["LOCAL","CENTRAL"],"durationMinutes":90}"""
    )]
    public async Task What_is_written_is_read_back(string kind, string field, string own, string ownValues)
    {
        var ana = await hub.TokenAsync($"whole-{field}", Role.Researcher);
        var input = Whole(kind);
        Add(input, ownValues);

        var made = (await hub.DoneAsync(ana, $"create{kind}", input, $"{field} {{ id revision {Shared} }}")).GetProperty(field);
        var readOwn = (await hub.DataAsAsync(ana, $$"""{ viewer { outputs { nodes { ... on {{kind}} { {{own}} } } } } }"""))
            .GetProperty("viewer")
            .GetProperty("outputs")
            .GetProperty("nodes")[0];

        Assert.Equal(ownValues, readOwn.GetRawText());
        Assert.Equal("Migracije u Srbiji", made.GetProperty("title").GetString());
        Assert.Equal("""["sr-Latn","en"]""", made.GetProperty("languages").GetRawText());
        Assert.Equal($"10.5555/{kind.ToLowerInvariant()}", made.GetProperty("doi").GetString());
        Assert.Contains(
            $$"""{"type":"LOCAL","value":"R-{{kind}}"}""",
            made.GetProperty("identifiers").GetRawText(),
            StringComparison.Ordinal
        );
        Assert.Equal(2024, made.GetProperty("publishedYear").GetInt32());
        Assert.Equal("RESTRICTED", made.GetProperty("access").GetString());
        Assert.Equal(
            """[{"nameAsPrinted":"A. Petrović","contributorType":"EDITOR","creditRoles":["SOFTWARE"],"affiliationAsPrinted":"University of Novi Sad","affiliation":{"name":"University of Novi Sad"},"researcher":{"name":"Ana Petrović"}}]""",
            made.GetProperty("contributors").GetRawText()
        );
        Assert.Equal(
            """[{"url":"https://example.org/a.pdf","kind":"FULL_TEXT","label":"Paper","mediaType":"application/pdf","language":"en"}]""",
            made.GetProperty("links").GetRawText()
        );
        Assert.Equal("""{"nodes":[{"type":"CITES","output":{"title":"Remittances in Serbia"}}]}""", made.GetProperty("cites").GetRawText());
        Assert.Equal(
            """{"nodes":[{"output":null,"identifierType":"DOI","identifier":"10.1000/other","title":"Elsewhere"}]}""",
            made.GetProperty("derived").GetRawText()
        );
        Assert.Equal(
            """[{"funderName":"University of Novi Sad","funder":{"name":"University of Novi Sad"},"awardNumber":"7","awardTitle":"Grant","awardUri":"https://example.org/7"}]""",
            made.GetProperty("funding").GetRawText()
        );

        var revised = await hub.DoneAsync(
            ana,
            $"revise{kind}",
            new
            {
                id = made.GetProperty("id").GetString(),
                expectedRevision = 1,
                relations = Array.Empty<object>(),
                identifiers = (object?)null,
                doi = (string?)null,
            },
            $"{field} {{ revision title doi identifiers {{ value }} relations {{ totalCount }} funding {{ awardNumber }} }}"
        );
        Assert.Equal(
            """{"revision":2,"title":"Migracije u Srbiji","doi":null,"identifiers":[],"relations":{"totalCount":0},"funding":[{"awardNumber":"7"}]}""",
            revised.GetProperty(field).GetRawText()
        );
    }

    [Theory]
    [InlineData("Study", """{"type":"REPORT"}""", "")]
    [InlineData(
        "Dataset",
        """{"accessMode":"OPEN","temporalCoverage":{"from":"2020-01-01","to":"2010-01-01"}}""",
        "input.temporalCoverage.to"
    )]
    [InlineData("LearningResource", """{"format":"GUIDE","durationMinutes":0}""", "input.durationMinutes")]
    public async Task All_problems_are_told_at_once_with_their_paths(string kind, string ownValues, string ownPath)
    {
        var ana = await hub.TokenAsync($"wrong-{kind}", Role.Researcher);
        var input = new Dictionary<string, object?>
        {
            ["titles"] = Array.Empty<object>(),
            ["publishedYear"] = 3,
            ["volume"] = new string('9', 501),
            ["identifiers"] = new object[] { new { type = "ISBN", value = "1" }, new { type = "DOI", value = "10.5555/x" } },
            ["relations"] = new object[]
            {
                new { type = "CITES" },
                new { type = "IS_NEW_VERSION_OF", output = Id("Study", 101) },
                new { type = "CITES", output = Id("Study", 104) },
            },
            ["funding"] = new object[] { new { }, new { organization = Id("Organization", 999), awardUri = "ftp://x" } },
            ["contributors"] = new object[] { new { researcher = Ana, affiliation = Id("Organization", 999) } },
        };
        Add(input, ownValues);

        var payload = await hub.RunAsync(ana, $"create{kind}", input);

        string[] expected =
        [
            "input.titles",
            "input.publishedYear",
            "input.volume",
            "input.identifiers.0.value",
            "input.identifiers.1.type",
            "input.relations.0",
            "input.relations.1.type",
            "input.relations.2.output",
            "input.funding.0",
            "input.funding.1.awardUri",
            "input.funding.1.organization",
            "input.contributors.0.affiliation",
            .. ownPath.Length > 0 ? new[] { ownPath } : [],
        ];
        Assert.Equal(
            expected.Select(path => $"INVALID {path}").Order(StringComparer.Ordinal),
            payload.Problems().Order(StringComparer.Ordinal)
        );
        Assert.Equal(0, await OwnedAsync(ana));
    }

    [Fact]
    public async Task A_draft_of_one_kind_is_not_revised_as_another()
    {
        var ana = await hub.TokenAsync("kinds", Role.Researcher);
        var made = await hub.DoneAsync(ana, "createDataset", Dataset("Tabele"), "dataset { id }");
        var id = made.GetProperty("dataset").GetProperty("id").GetString()!;

        var payload = await hub.RunAsync(
            ana,
            "reviseStudy",
            new
            {
                id,
                expectedRevision = 1,
                publisher = "X",
            }
        );

        Assert.Equal(["NOT_FOUND input.id"], payload.Problems());
    }

    [Fact]
    public async Task Of_two_drafts_that_claim_one_identifier_at_once_one_is_told()
    {
        var ana = await hub.TokenAsync("claims", Role.Researcher);

        var payloads = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(n =>
                    hub.RunAsync(
                        ana,
                        "createDataset",
                        new
                        {
                            accessMode = "OPEN",
                            doi = "10.5555/once",
                            titles = Titles($"Tabela {n}"),
                        }
                    )
                )
        );

        Assert.Equal(5, payloads.Count(payload => payload.Problems() is ["INVALID input.doi"]));
        Assert.Equal(1, await OwnedAsync(ana));
    }

    internal static object Dataset(string title) => new { accessMode = "OPEN", titles = Titles(title) };

    internal static object[] Titles(string title) => [new { language = "sr-Latn", text = title }];

    internal static string Id(string type, long key) =>
        Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{type}:{key}")).TrimEnd('=');

    private static Dictionary<string, object?> Whole(string kind) =>
        new()
        {
            ["titles"] = Titles("Migracije u Srbiji"),
            ["abstracts"] = new[] { new { language = "en", text = "About it." } },
            ["languages"] = new[] { "sr-Latn", "en" },
            ["doi"] = $"https://doi.org/10.5555/{kind.ToUpperInvariant()}",
            ["identifiers"] = new[] { new { type = "LOCAL", value = $"R-{kind}" } },
            ["publishedOn"] = "2024-03-01",
            ["publisher"] = "Here",
            ["containerTitle"] = "Stanovništvo",
            ["volume"] = "62",
            ["issue"] = "1",
            ["pages"] = "1-20",
            ["license"] = "CC-BY-4.0",
            ["access"] = "RESTRICTED",
            ["attribution"] = "Cite us.",
            ["places"] = new[] { "RS" },
            ["concepts"] = new[] { Id("Concept", 13) },
            ["contributors"] = new[]
            {
                new
                {
                    researcher = Ana,
                    nameAsPrinted = "A. Petrović",
                    contributorType = "EDITOR",
                    creditRoles = new[] { "SOFTWARE" },
                    affiliation = NoviSad,
                },
            },
            ["links"] = new[]
            {
                new
                {
                    url = "https://example.org/a.pdf",
                    kind = "FULL_TEXT",
                    label = "Paper",
                    mediaType = "application/pdf",
                    language = "en",
                },
            },
            ["relations"] = new object[]
            {
                new { type = "CITES", output = Id("Study", 101) },
                new
                {
                    type = "IS_DERIVED_FROM",
                    identifier = new { type = "DOI", value = "10.1000/OTHER" },
                    title = "Elsewhere",
                },
            },
            ["funding"] = new[]
            {
                new
                {
                    organization = NoviSad,
                    awardNumber = "7",
                    awardTitle = "Grant",
                    awardUri = "https://example.org/7",
                },
            },
        };

    private static void Add(Dictionary<string, object?> input, string json)
    {
        foreach (var field in System.Text.Json.JsonDocument.Parse(json).RootElement.EnumerateObject())
        {
            input[field.Name] = field.Value;
        }
    }

    private async Task<int> OwnedAsync(string token) =>
        (await hub.DataAsAsync(token, "{ viewer { outputs { totalCount } } }"))
            .GetProperty("viewer")
            .GetProperty("outputs")
            .GetProperty("totalCount")
            .GetInt32();
}
