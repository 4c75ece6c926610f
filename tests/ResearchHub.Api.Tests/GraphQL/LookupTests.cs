using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>Single records: by id, by identifier, and what is not to be seen.</summary>
public sealed class LookupTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    [Theory]
    [InlineData("study(by: { id: \"U3R1ZHk6MTAx\" })", "remittances-in-serbia")]
    [InlineData("study(by: { slug: \"diaspora\" })", "diaspora")]
    [InlineData("study(by: { doi: \"10.5555/remit-preprint\" })", "remittances-in-serbia")]
    [InlineData("study(by: { slug: \"a-withdrawn-report\" })", "a-withdrawn-report")]
    [InlineData("researcher(by: { id: \"UmVzZWFyY2hlcjozMQ\" })", "ana-petrovic")]
    [InlineData("organization(by: { ror: \"00xa57a59\" })", "novi-sad")]
    public async Task Finds(string field, string slug)
    {
        var data = await hub.DataAsync($"{{ {field} {{ slug }} }}");

        Assert.Equal(slug, data.EnumerateObject().Single().Value.GetProperty("slug").GetString());
    }

    [Theory]
    [InlineData("study(by: { slug: \"an-unseen-draft\" }) { id }")]
    [InlineData("study(by: { doi: \"10.5555/draft\" }) { id }")]
    [InlineData("study(by: { id: \"U3R1ZHk6MTA0\" }) { id }")]
    [InlineData("study(by: { id: \"RGF0YXNldDoyMDE\" }) { id }")]
    [InlineData("study(by: { id: \"U3R1ZHk6MjAx\" }) { id }")]
    [InlineData("dataset(by: { slug: \"diaspora\" }) { id }")]
    [InlineData("node(id: \"U3R1ZHk6MTA0\") { id }")]
    [InlineData("node(id: \"%%%\") { id }")]
    [InlineData("concept(by: { notation: { scheme: TOPIC, notation: \"nothing\" } }) { id }")]
    [InlineData("viewer { name }")]
    public async Task What_is_not_there_or_not_to_be_seen_is_null(string field)
    {
        var data = await hub.DataAsync($"{{ {field} }}");

        Assert.Equal(JsonValueKind.Null, data.EnumerateObject().Single().Value.ValueKind);
    }

    [Theory]
    [InlineData("{ study(by: {}) { id } }")]
    [InlineData("{ study(by: { id: \"a\", slug: \"b\" }) { id } }")]
    [InlineData("{ study(by: { doi: null }) { id } }")]
    public async Task Exactly_one_way_to_name_a_record_is_taken(string query)
    {
        Assert.Equal("VALIDATION", (await hub.ErrorAsync(query)).Code);
    }

    [Fact]
    public async Task More_nodes_than_the_limit_are_refused()
    {
        var ids = Enumerable.Repeat("U3R1ZHk6MTAx", 101);

        Assert.Equal("PAGE_LIMIT", (await hub.ErrorAsync("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids })).Code);
    }

    [Fact]
    public async Task A_title_is_given_in_the_nearest_language()
    {
        var data = await hub.DataAsync(
            "{ study(by: { slug: \"remittances-in-serbia\" }) { none: title cyrl: title(language: \"sr-Cyrl\") latn: title(language: \"sr-Latn\") sr: title(language: \"sr\") fr: title(language: \"fr\") us: title(language: \"en-US\") } }"
        );

        Assert.Equal(
            """{"none":"Remittances in Serbia","cyrl":"Дознаке у Србији","latn":"Дознаке у Србији","sr":"Дознаке у Србији","fr":"Remittances in Serbia","us":"Remittances in Serbia"}""",
            data.GetProperty("study").GetRawText()
        );
    }

    [Fact]
    public async Task Relations_are_seen_from_both_ends()
    {
        var data = await hub.DataAsync(
            "{ dataset(by: { slug: \"transfers-2010-2020\" }) { relations(types: [IS_SUPPLEMENT_TO]) { nodes { type output { title } } } other: relations(types: [CITES]) { totalCount } } }"
        );

        Assert.Equal(
            """{"relations":{"nodes":[{"type":"IS_SUPPLEMENT_TO","output":{"title":"Remittances in Serbia"}}]},"other":{"totalCount":0}}""",
            data.GetProperty("dataset").GetRawText()
        );
    }

    [Fact]
    public async Task The_limits_of_the_server_can_be_read()
    {
        var data = await hub.DataAsync(
            "{ repository { name version counts { studies datasets } index { documents generation } limits { maxPageSize maxDepth } } }"
        );

        var repository = data.GetProperty("repository");
        Assert.Equal(3, repository.GetProperty("counts").GetProperty("studies").GetInt32());
        Assert.Equal(9, repository.GetProperty("index").GetProperty("documents").GetInt32());
        Assert.Equal(100, repository.GetProperty("limits").GetProperty("maxPageSize").GetInt32());
    }
}
