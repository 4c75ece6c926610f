using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.People;

/// <summary>Profiles: who changes them, who reads what, and that nothing private is found by looking for it.</summary>
public sealed class ProfileTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string All =
        "sector url affiliations { role startedOn endedOn organization { name } } expertise { notation } languages openTo visibility { field visibility }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_who_change_a_profile_at_once_one_wins_and_the_other_gets_both()
    {
        var id = await PersonAsync(3090);
        var ana = await LinkedAsync("at-once", 3090);
        object Change(string url) =>
            new
            {
                id,
                url,
                expectedRevision = 1,
            };
        const string Errors =
            "researcher { revision url } errors { ... on ProfileConflictError { expectedRevision current { revision url } } }";

        var payloads = await Task.WhenAll(
            hub.RunAsync(ana, "updateResearcherProfile", Change("https://example.org/1"), Errors),
            hub.RunAsync(ana, "updateResearcherProfile", Change("https://example.org/2"), Errors)
        );

        var won = payloads.Single(payload => payload.Problems().Length == 0).GetProperty("researcher");
        var lost = payloads.Single(payload => payload.Problems().Length > 0);
        Assert.Equal(["CONFLICT input.expectedRevision"], lost.Problems());
        Assert.Equal(2, won.GetProperty("revision").GetInt32());
        Assert.Equal(won.GetRawText(), lost.GetProperty("errors")[0].GetProperty("current").GetRawText());
        Assert.Equal(1, lost.GetProperty("errors")[0].GetProperty("expectedRevision").GetInt32());
    }

    [Fact]
    public async Task A_person_describes_themselves_and_what_is_absent_stays()
    {
        var id = await PersonAsync(3001);
        var ana = await LinkedAsync("describes", 3001);

        var full = await hub.DoneAsync(
            ana,
            "updateResearcherProfile",
            new
            {
                id,
                sector = "GOVERNMENT_LOCAL",
                url = "https://example.org/ana",
                affiliations = new object[]
                {
                    new
                    {
                        organization = NodeId.Encode("Organization", 21),
                        role = "Adviser",
                        startedOn = "2019-01-01",
                        endedOn = "2021-12-31",
                    },
                    new { organization = NodeId.Encode("Organization", 22), startedOn = "2022-01-01" },
                },
                expertise = new[] { NodeId.Encode("Concept", 13), NodeId.Encode("Concept", 13) },
                languages = new[] { "sr-Latn", "en" },
                openTo = new[] { "MENTORING", "REVIEW" },
            },
            $"researcher {{ {All} }}"
        );
        var changed = await hub.DoneAsync(
            ana,
            "updateResearcherProfile",
            new Dictionary<string, object?>
            {
                ["id"] = id,
                ["url"] = null,
                ["openTo"] = null,
                ["visibility"] = new[] { new { field = "SECTOR", visibility = "MEMBERS" } },
            },
            $"researcher {{ {All} }}"
        );

        var profile = full.GetProperty("researcher");
        Assert.Equal("GOVERNMENT_LOCAL", profile.GetProperty("sector").GetString());
        Assert.Equal(
            """[{"role":null,"startedOn":"2022-01-01","endedOn":null,"organization":{"name":"University of Novi Sad"}},{"role":"Adviser","startedOn":"2019-01-01","endedOn":"2021-12-31","organization":{"name":"International Organization for Migration"}}]""",
            profile.GetProperty("affiliations").GetRawText()
        );
        Assert.Equal("""[{"notation":"remittances"}]""", profile.GetProperty("expertise").GetRawText());
        Assert.Equal("""["sr-Latn","en"]""", profile.GetProperty("languages").GetRawText());
        Assert.Equal("""["MENTORING","REVIEW"]""", profile.GetProperty("openTo").GetRawText());
        var after = changed.GetProperty("researcher");
        Assert.Equal(JsonValueKind.Null, after.GetProperty("url").ValueKind);
        Assert.Equal("[]", after.GetProperty("openTo").GetRawText());
        Assert.Equal(profile.GetProperty("affiliations").GetRawText(), after.GetProperty("affiliations").GetRawText());
        Assert.Equal("MEMBERS", after.GetProperty("visibility")[0].GetProperty("visibility").GetString());
        Assert.Equal("PUBLIC", after.GetProperty("visibility")[1].GetProperty("visibility").GetString());
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_with_its_path_and_nothing_is_kept()
    {
        var id = await PersonAsync(3011);
        var ana = await LinkedAsync("wrong-profile", 3011);

        var answer = await hub.RunAsync(
            ana,
            "updateResearcherProfile",
            new
            {
                id,
                url = "ftp://example.org/a",
                sector = "PRIVATE",
                affiliations = new object[]
                {
                    new { organization = "nonsense", role = "" },
                    new
                    {
                        organization = NodeId.Encode("Organization", 21),
                        startedOn = "2022-01-01",
                        endedOn = "2021-01-01",
                    },
                },
                expertise = new[] { NodeId.Encode("Concept", 13), NodeId.Encode("Place", 3) },
            }
        );
        var many = await hub.RunAsync(
            ana,
            "updateResearcherProfile",
            new { id, expertise = Enumerable.Repeat(NodeId.Encode("Concept", 13), 100).Prepend(NodeId.Encode("Place", 3)) }
        );

        Assert.Equal(
            [
                "INVALID input.url",
                "INVALID input.affiliations.0.organization",
                "INVALID input.affiliations.0.role",
                "INVALID input.affiliations.1.endedOn",
                "INVALID input.expertise.1",
            ],
            answer.Problems()
        );
        Assert.Equal(["INVALID input.expertise", "INVALID input.expertise.0"], many.Problems());
        Assert.Equal("UNKNOWN", await hub.Database.ScalarAsync<string>("select sector from researchers where id = 3011", Cancel));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData(" JavaScript:alert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("ftp://example.org/a")]
    [InlineData("https://example.org/\u0007")]
    public async Task A_page_of_a_person_is_an_address_of_the_web(string url)
    {
        var id = await PersonAsync(3012);
        var ana = await LinkedAsync("scripts", 3012);

        var refused = await hub.RunAsync(
            ana,
            "updateResearcherProfile",
            new
            {
                id,
                url,
                sector = "PRIVATE",
            }
        );

        Assert.Equal(["INVALID input.url"], refused.Problems());
        Assert.Equal(
            "[null, \"UNKNOWN\", 1]",
            await hub.Database.ScalarAsync<string>(
                "select jsonb_build_array(url, sector, revision)::text from researchers where id = 3012",
                Cancel
            )
        );
    }

    [Theory]
    [InlineData("PUBLIC", new[] { "anonymous", "member", "person", "curator" })]
    [InlineData("MEMBERS", new[] { "member", "person", "curator" })]
    [InlineData("PRIVATE", new[] { "person", "curator" })]
    public async Task Each_field_is_read_by_whom_the_person_has_chosen(string visibility, string[] readers)
    {
        var key = 3000 + visibility[1];
        var id = await FilledAsync(key, visibility);
        var callers = new Dictionary<string, string?>
        {
            ["anonymous"] = null,
            ["member"] = await hub.TokenAsync($"member-{key}", Role.Reader),
            ["person"] = await LinkedAsync($"person-{key}", key),
            ["curator"] = await hub.TokenAsync($"curator-{key}", Role.Curator),
        };

        foreach (var (who, token) in callers)
        {
            var profile = (await hub.DataAsAsync(token, $"{{ researcher(by: {{ id: \"{id}\" }}) {{ {All} }} }}")).GetProperty("researcher");
            var seen = new[] { "affiliations", "expertise", "languages", "openTo" }
                .Select(field => profile.GetProperty(field).GetArrayLength() > 0)
                .Append(profile.GetProperty("url").ValueKind != JsonValueKind.Null)
                .Append(profile.GetProperty("sector").GetString() != "UNKNOWN");
            Assert.All(seen, one => Assert.True(one == readers.Contains(who), $"{visibility} for {who}: {profile.GetRawText()}"));
            Assert.Equal(who is "person" or "curator", profile.GetProperty("visibility").ValueKind == JsonValueKind.Array);
        }
    }

    /// <summary>Not even the person finds it by a filter: lists are the same for all who ask.</summary>
    [Theory]
    [InlineData("MEMBERS")]
    [InlineData("PRIVATE")]
    public async Task What_is_not_public_is_not_found_by_looking_for_it(string visibility)
    {
        var key = 3200 + (2 * visibility[1]);
        var id = await FilledAsync(key, visibility);
        var open = await FilledAsync(key + 1, "PUBLIC");
        var person = await LinkedAsync($"finder-{key}", key);
        string[] filters =
        [
            "sector: { eq: CIVIL_SOCIETY }",
            "sector: { in: [CIVIL_SOCIETY] }",
            "languages: { some: { eq: \"mk\" } }",
            "openTo: { some: { eq: MEDIA } }",
            "expertise: { some: { notation: { eq: \"labour\" } } }",
            "affiliations: { some: { organization: { acronym: { eq: \"IOM\" } } } }",
            "not: { sector: { neq: CIVIL_SOCIETY } }",
            "not: { affiliations: { none: { } } }",
        ];

        foreach (var filter in filters)
        {
            foreach (var token in new[] { null, person })
            {
                var answer = await hub.DataAsAsync(token, $"{{ researchers(where: {{ {filter} }}, first: 100) {{ nodes {{ id }} }} }}");
                var found = answer.GetProperty("researchers").GetRawText();
                Assert.Contains(open, found, StringComparison.Ordinal);
                Assert.False(found.Contains(id, StringComparison.Ordinal), filter);
            }
        }
        var curator = await hub.TokenAsync($"indexer-{key}", Role.Curator);
        await hub.DoneAsync(curator, "updateResearcherProfile", new { id });
        await hub.DoneAsync(curator, "updateResearcherProfile", new { id = open });
        var end = await hub.EndOfFeedAsync();
        (string? Query, string Where)[] searches =
        [
            ("International Organization Migration", "{}"),
            ("labour", "{}"),
            (null, "{ language: { eq: \"mk\" } }"),
            (null, "{ place: { eq: \"150\" } }"),
            (null, "{ topic: { eq: \"labour\" }, type: { eq: \"CIVIL_SOCIETY\" } }"),
        ];
        foreach (var (query, where) in searches)
        {
            var hits = (
                await hub.DataAsync(
                    $"query ($q: String, $s: String) {{ search(query: $q, where: {where}, kinds: [RESEARCHER], minSequence: $s, first: 100) {{ nodes {{ ... on Researcher {{ id }} }} }} }}",
                    new { q = query, s = end }
                )
            ).GetRawText();
            Assert.True(hits.Contains(open, StringComparison.Ordinal), $"{query} {where}");
            Assert.DoesNotContain(id, hits, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_hundred_profiles_cost_as_many_statements_as_one()
    {
        for (var n = 0; n < 20; n++)
        {
            await FilledAsync(3400 + n, "MEMBERS");
        }
        var member = await hub.TokenAsync("counting", Role.Reader);
        // The index has read what was changed: its statements are not counted.
        await hub.DataAsync(
            "query ($s: String) { search(minSequence: $s, first: 1) { totalCount } }",
            new { s = await hub.EndOfFeedAsync() }
        );
        async Task<int> CostAsync(int first)
        {
            await hub.DataAsAsync(member, "{ viewer { id } }");
            using var sql = hub.Database.CaptureSql();
            await hub.DataAsAsync(
                member,
                $"{{ researchers(first: {first}, where: {{ slug: {{ startsWith: \"p-34\" }} }}) {{ nodes {{ {All} }} }} }}"
            );
            return HubServerFixture.Asked(sql).Count;
        }

        Assert.Equal(await CostAsync(1), await CostAsync(20));
    }

    private async Task<string> FilledAsync(int key, string visibility)
    {
        var id = await PersonAsync(key);
        var curator = await hub.TokenAsync($"filling-{key}", Role.Curator);
        await hub.DoneAsync(
            curator,
            "updateResearcherProfile",
            new
            {
                id,
                sector = "CIVIL_SOCIETY",
                url = "https://example.org/person",
                affiliations = new[] { 21, 22 }.Select(one => new { organization = NodeId.Encode("Organization", one) }),
                expertise = new[] { NodeId.Encode("Concept", 12) },
                languages = new[] { "mk" },
                openTo = new[] { "MEDIA" },
                visibility = new[] { "SECTOR", "AFFILIATIONS", "EXPERTISE", "LANGUAGES", "OPEN_TO", "URL" }.Select(field => new
                {
                    field,
                    visibility,
                }),
            }
        );
        return id;
    }

    private async Task<string> PersonAsync(int key)
    {
        await hub.Database.ExecuteAsync(
            $"""
            insert into researchers (id, slug, name, family_name, sort_name, name_key, sector, created_at, updated_at)
            values ({key}, 'p-{key}', 'Person {key}', 'Person', 'Person {key}', 'person {key}', 'UNKNOWN', now(), now())
            on conflict do nothing
            """,
            Cancel
        );
        return NodeId.Encode("Researcher", key);
    }

    private async Task<string> LinkedAsync(string who, int researcher)
    {
        var token = await hub.TokenAsync(who, Role.Researcher);
        await hub.Database.ExecuteAsync($"update users set researcher_id = {researcher} where email = '{who}@example.org'", Cancel);
        return token;
    }
}
