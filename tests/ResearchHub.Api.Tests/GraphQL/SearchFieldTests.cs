using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Search;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>The search over the wire: hits become records, facets get labels, filters come through.</summary>
public sealed class SearchFieldTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    [Theory]
    [InlineData("doznake")]
    [InlineData("дознаке")]
    [InlineData("remittances Serbia")]
    [InlineData("10.5555/remit")]
    public async Task Finds_the_study_first(string query)
    {
        var data = await hub.DataAsync(
            "query ($q: String) { search(query: $q, kinds: [STUDY]) { totalCount interpretedAs sequence tookMs edges { cursor score node { __typename slug ... on Study { title } } highlights { field fragments { text ranges { start length } } } matched { field term synonym } } } }",
            new { q = query }
        );

        var edge = data.GetProperty("search").GetProperty("edges")[0];
        Assert.Equal("remittances-in-serbia", edge.GetProperty("node").GetProperty("slug").GetString());
        Assert.NotEqual("0-0", data.GetProperty("search").GetProperty("sequence").GetString());
    }

    [Fact]
    public async Task Facets_count_the_whole_result_and_speak_the_language_asked_for()
    {
        var data = await hub.DataAsync(
            "{ search(first: 1) { facets(fields: [KIND, GCM_OBJECTIVE, PLACE]) { field missingCount buckets { key label(language: \"sr-Latn\") count selected children { key count children { key label(language: \"sr-Latn\") count } } } } } }"
        );

        var facets = data.GetProperty("search").GetProperty("facets");
        Assert.Equal(["KIND", "GCM_OBJECTIVE", "PLACE"], facets.EnumerateArray().Select(facet => facet.GetProperty("field").GetString()!));
        Assert.Equal("STUDY", facets[0].GetProperty("buckets")[0].GetProperty("key").GetString());
        Assert.Equal(3, facets[0].GetProperty("buckets")[0].GetProperty("count").GetInt32());
        Assert.Equal("Doznake", facets[1].GetProperty("buckets")[0].GetProperty("label").GetString());
        Assert.Contains("\"Srbija\"", facets[2].GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buckets_of_codes_speak_the_language_asked_for_too()
    {
        var data = await hub.DataAsync(
            "{ search(kinds: [STUDY]) { facets(fields: [KIND, TYPE, ACCESS, LANGUAGE]) { buckets { key label sr: label(language: \"sr-Cyrl\") latin: label(language: \"sr-Latn\") fr: label(language: \"fr\") } } } }"
        );

        var buckets = data.GetProperty("search")
            .GetProperty("facets")
            .EnumerateArray()
            .SelectMany(facet => facet.GetProperty("buckets").EnumerateArray())
            .ToDictionary(bucket => bucket.GetProperty("key").GetString()!);
        Assert.Equal(("Study", "Студија", "Studija", "Study"), Labels("STUDY"));
        Assert.Equal(("Journal article", "Чланак у часопису", "Članak u časopisu", "Journal article"), Labels("JOURNAL_ARTICLE"));
        Assert.Equal(("Open", "Отворен приступ", "Otvoren pristup", "Open"), Labels("OPEN"));
        Assert.Equal(("English", "енглески", "engleski", "English"), Labels("en"));

        (string?, string?, string?, string?) Labels(string key) =>
            (
                buckets[key].GetProperty("label").GetString(),
                buckets[key].GetProperty("sr").GetString(),
                buckets[key].GetProperty("latin").GetString(),
                buckets[key].GetProperty("fr").GetString()
            );
    }

    [Fact]
    public async Task Buckets_of_organisations_have_their_name_in_the_language_asked_for()
    {
        var data = await hub.DataAsync(
            "{ search(kinds: [STUDY]) { facets(fields: [FUNDER]) { buckets { label sr: label(language: \"sr-Cyrl\") fr: label(language: \"fr\") } } } }"
        );

        Assert.Equal(
            """
            [{"label":"International Organization for Migration","sr":"International Organization for Migration","fr":"International Organization for Migration"},{"label":"University of Novi Sad","sr":"Универзитет у Новом Саду","fr":"University of Novi Sad"}]
            """,
            data.GetProperty("search").GetProperty("facets")[0].GetProperty("buckets").GetRawText()
        );
    }

    [Theory]
    [InlineData("{ kind: { eq: STUDY } }", 3)]
    [InlineData("{ kind: { neq: STUDY } }", 6)]
    [InlineData("{ kind: { in: [RESEARCHER, ORGANIZATION] } }", 4)]
    [InlineData("{ year: { gte: 2023 } }", 2)]
    [InlineData("{ year: { eq: 2023 } }", 1)]
    [InlineData("{ publishedOn: { gt: \"2023-01-01\", lte: \"2024-12-31\" } }", 1)]
    [InlineData("{ gcmObjective: { eq: \"20\" } }", 1)]
    [InlineData("{ topic: { eq: \"labour\" } }", 3)]
    [InlineData("{ place: { eq: \"150\" }, kind: { eq: STUDY } }", 2)]
    [InlineData("{ funder: { eq: \"T3JnYW5pemF0aW9uOjIx\" } }", 1)]
    [InlineData("{ contributor: { eq: \"UmVzZWFyY2hlcjozMQ\" } }", 1)]
    [InlineData("{ or: [{ design: { eq: SURVEY } }, { type: { eq: \"EVALUATION\" } }] }", 2)]
    [InlineData("{ or: [] }", 0)]
    [InlineData("{ not: {} }", 0)]
    [InlineData("{ not: [] }", 9)]
    [InlineData("{ not: { language: { eq: \"en\" } }, kind: { eq: STUDY } }", 1)]
    [InlineData("{ license: { eq: \"CC-BY-4.0\" } }", 2)]
    public async Task Filters_narrow_the_result(string where, int count)
    {
        var data = await hub.DataAsync($"{{ search(where: {where}) {{ totalCount }} }}");

        Assert.Equal(count, data.GetProperty("search").GetProperty("totalCount").GetInt32());
    }

    /// <summary>A second search might see what the first did not.</summary>
    [Fact]
    public async Task Hits_and_all_facets_are_of_one_search()
    {
        var searches = 0;
        var search = hub.Services.GetRequiredService<SearchMetrics>().Queries;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument == search)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref searches));
        listener.Start();

        var data = await hub.DataAsync(
            """
            query ($fields: [FacetField!]!, $first: Int) {
              search(where: { kind: { eq: STUDY } }, first: 2) {
                totalCount pageInfo { endCursor } nodes { slug }
                facets(fields: [TYPE]) { field }
                ...Others
              }
            }
            fragment Others on SearchConnection {
              years: facets(fields: $fields, first: $first) { field buckets { key } otherCount }
              kinds: facets(fields: [KIND, KIND], first: null) { field buckets { key } }
              hidden: facets(fields: [PLACE]) @skip(if: true) { field }
            }
            """,
            new { fields = new[] { "YEAR", "KIND" }, first = 1 }
        );

        Assert.Equal(1, searches);
        var found = data.GetProperty("search");
        Assert.Equal("""[{"field":"TYPE"}]""", found.GetProperty("facets").GetRawText());
        Assert.Equal(
            """[{"field":"YEAR","buckets":[{"key":"2024"}],"otherCount":1},{"field":"KIND","buckets":[{"key":"STUDY"}],"otherCount":6}]""",
            found.GetProperty("years").GetRawText()
        );
        Assert.Equal(
            ["STUDY", "ORGANIZATION"],
            found
                .GetProperty("kinds")[0]
                .GetProperty("buckets")
                .EnumerateArray()
                .Take(2)
                .Select(bucket => bucket.GetProperty("key").GetString())
        );
        Assert.False(found.TryGetProperty("hidden", out _));

        var next = await hub.DataAsync(
            "query ($after: String) { search(where: { kind: { eq: STUDY } }, first: 2, after: $after) { nodes { slug } facets(fields: [KIND]) { buckets { key count } } } }",
            new { after = found.GetProperty("pageInfo").GetProperty("endCursor").GetString() }
        );

        Assert.Single(next.GetProperty("search").GetProperty("nodes").EnumerateArray());
        Assert.Contains("""{"key":"STUDY","count":3}""", next.GetProperty("search").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_buckets_than_there_may_be_are_refused()
    {
        var (code, _) = await hub.ErrorAsync("{ search(first: 0) { facets(fields: [KIND], first: 101) { field } } }");

        Assert.Equal("PAGE_LIMIT", code);
    }

    [Theory]
    [InlineData("{ kind: { eq: STUDY }, year: { gte: 2024 } }")]
    [InlineData("{ and: [{ kind: { eq: STUDY } }, { and: [{ year: { gte: 2024 } }] }] }")]
    public async Task What_narrows_a_facet_leaves_its_own_counts_however_it_is_nested(string where)
    {
        var data = await hub.DataAsync(
            $"{{ search(where: {where}) {{ facets(fields: [KIND, YEAR]) {{ buckets {{ key count selected }} }} }} }}"
        );

        var facets = data.GetProperty("search").GetProperty("facets");
        Assert.Equal(
            "STUDY 1* | 2023 1, 2024 1*",
            string.Join(" | ", facets.EnumerateArray().Select(facet => Show(facet.GetProperty("buckets"))))
        );

        static string Show(JsonElement buckets) =>
            string.Join(
                ", ",
                buckets
                    .EnumerateArray()
                    .Select(bucket =>
                        $"{bucket.GetProperty("key")} {bucket.GetProperty("count")}{(bucket.GetProperty("selected").GetBoolean() ? "*" : "")}"
                    )
            );
    }

    [Fact]
    public async Task A_search_of_any_length_costs_one_statement_for_each_kind_of_record()
    {
        using var sql = hub.Database.CaptureSql();

        await hub.DataAsync("{ search(first: 100) { nodes { __typename id slug } } }");

        Assert.Equal(3, HubServerFixture.Asked(sql).Count);
    }

    [Fact]
    public async Task Suggestions_complete_in_both_scripts()
    {
        var data = await hub.DataAsync(
            "{ a: suggest(prefix: \"дозн\") { kind text } b: suggest(prefix: \"Petr\", kinds: [PERSON]) { text node { slug } } }"
        );

        Assert.True(data.GetProperty("a").GetArrayLength() > 0);
        Assert.Equal("ana-petrovic", data.GetProperty("b")[0].GetProperty("node").GetProperty("slug").GetString());
    }

    [Fact]
    public async Task Organisations_have_names_by_language_and_other_names()
    {
        var data = await hub.DataAsync(
            "{ organizations(order: [{ name: ASC }]) { nodes { name names { language text } acronym alternativeNames { language text } } } }"
        );

        Assert.Equal(
            """[{"name":"International Organization for Migration","names":[{"language":"und","text":"International Organization for Migration"}],"acronym":"IOM","alternativeNames":[]},{"name":"University of Novi Sad","names":[{"language":"en","text":"University of Novi Sad"},{"language":"sr-Cyrl","text":"Универзитет у Новом Саду"}],"acronym":null,"alternativeNames":[{"language":"und","text":"UNS"}]}]""",
            data.GetProperty("organizations").GetProperty("nodes").GetRawText()
        );
    }

    [Theory]
    [InlineData("UNS", "novi-sad")]
    [InlineData("Univerzitet u Novom Sadu", "novi-sad")]
    [InlineData("Универзитет", "novi-sad")]
    [InlineData("IOM", "iom")]
    public async Task An_organisation_is_found_by_any_of_its_names(string query, string slug)
    {
        var data = await hub.DataAsync(
            "query ($q: String!) { search(query: $q, first: 1) { nodes { slug } } suggest(prefix: $q, kinds: [ORGANIZATION]) { node { slug } } }",
            new { q = query }
        );

        Assert.Equal(slug, data.GetProperty("search").GetProperty("nodes")[0].GetProperty("slug").GetString());
        Assert.Equal(slug, data.GetProperty("suggest")[0].GetProperty("node").GetProperty("slug").GetString());
    }

    [Theory]
    [InlineData("https://www.example.org/remit.pdf#page=2")]
    [InlineData("wp12b")]
    public async Task An_output_is_found_by_its_links_and_its_number(string query)
    {
        var data = await hub.DataAsync(
            "query ($q: String!) { search(query: $q, first: 1) { nodes { slug } interpretedAs } }",
            new { q = query }
        );

        Assert.Equal("remittances-in-serbia", data.GetProperty("search").GetProperty("nodes")[0].GetProperty("slug").GetString());
        Assert.Contains("on top", data.GetProperty("search").GetProperty("interpretedAs").GetString()!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"((((((")]
    [InlineData("title:")]
    [InlineData("AND OR NOT -")]
    [InlineData("\\u0000 \\ud800 *:*")]
    public async Task No_query_text_is_an_error(string query)
    {
        var data = await hub.DataAsync($"{{ search(query: {JsonSerializer.Serialize(query)}) {{ totalCount interpretedAs }} }}");

        Assert.Equal(JsonValueKind.String, data.GetProperty("search").GetProperty("interpretedAs").ValueKind);
    }
}
