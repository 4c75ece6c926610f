using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>Pages of lists: both directions, stable while rows come and go, bounded.</summary>
public sealed class PagingTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Query =
        "query ($first: Int, $after: String, $last: Int, $before: String, $order: [StudyOrder!]) { studies(first: $first, after: $after, last: $last, before: $before, order: $order, where: { source: { eq: \"paging\" } }) { edges { cursor node { slug } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }";

    [Theory]
    [InlineData("[{\"publishedOn\":\"DESC\"}]")]
    [InlineData("[{\"publishedOn\":\"ASC\"},{\"title\":\"DESC\"}]")]
    [InlineData("[{\"title\":\"ASC\"}]")]
    [InlineData("[{\"citationCount\":\"DESC\"},{\"updatedAt\":\"ASC\"}]")]
    public async Task Walking_forward_and_backward_sees_every_row_once_in_one_order(string order)
    {
        await FillAsync();
        var terms = JsonSerializer.Deserialize<JsonElement>(order);
        var whole = Slugs(await PageAsync(new { first = 100, order = terms }));

        var forward = new List<string>();
        for (string? after = null; ; )
        {
            var page = await PageAsync(
                new
                {
                    first = 3,
                    after,
                    order = terms,
                }
            );
            forward.AddRange(Slugs(page));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                break;
            }
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }
        var backward = new List<string>();
        for (string? before = null; ; )
        {
            var page = await PageAsync(
                new
                {
                    last = 3,
                    before,
                    order = terms,
                }
            );
            backward.InsertRange(0, Slugs(page));
            if (!page.GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean())
            {
                break;
            }
            before = page.GetProperty("pageInfo").GetProperty("startCursor").GetString();
        }

        Assert.Equal(10, whole.Count);
        Assert.Equal(whole, forward);
        Assert.Equal(whole, backward);
    }

    [Fact]
    public async Task Rows_inserted_meanwhile_neither_repeat_nor_hide_others()
    {
        await FillAsync();
        var first = await PageAsync(new { first = 4 });

        await hub.Database.ExecuteAsync(Insert(900, 2030), TestContext.Current.CancellationToken);
        var second = await PageAsync(new { first = 100, after = first.GetProperty("pageInfo").GetProperty("endCursor").GetString() });
        await hub.Database.ExecuteAsync(
            "update research_outputs set state = 'DRAFT', version = 2 where slug = 'p-900'; delete from research_outputs where slug = 'p-900'",
            TestContext.Current.CancellationToken
        );

        Assert.Equal(6, Slugs(second).Count);
        Assert.Empty(Slugs(first).Intersect(Slugs(second), StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{ studies(first: 101) { nodes { id } } }", "PAGE_LIMIT")]
    [InlineData("{ studies(first: -1) { nodes { id } } }", "INVALID")]
    [InlineData("{ studies(first: 1, last: 1) { nodes { id } } }", "INVALID")]
    [InlineData("{ studies(after: \"bm9uc2Vuc2U\") { nodes { id } } }", "CURSOR_INVALID")]
    [InlineData("{ studies(after: \"\\u0000 %%\") { nodes { id } } }", "VALIDATION")]
    [InlineData("{ studies(order: [{}]) { nodes { id } } }", "INVALID")]
    [InlineData("{ studies(order: [{ title: ASC, updatedAt: ASC }]) { nodes { id } } }", "INVALID")]
    [InlineData("{ search(query: \"a\", after: \"nonsense\") { nodes { id } } }", "CURSOR_INVALID")]
    [InlineData("{ search(minSequence: \"soon\") { totalCount } }", "INVALID")]
    public async Task What_cannot_be_paged_is_a_typed_error(string query, string code)
    {
        Assert.Equal(code, (await hub.ErrorAsync(query)).Code);
    }

    [Theory]
    [InlineData("{ studies(first: -1) { nodes { id } } }", "'first' is the size of a page: give 0 to 100.")]
    [InlineData("{ studies(last: -1) { nodes { id } } }", "'last' is the size of a page: give 0 to 100.")]
    [InlineData("{ studies(first: 1000) { nodes { id } } }", "'first' is the size of a page: give at most 100, not 1000.")]
    [InlineData("{ studies(last: 1000) { nodes { id } } }", "'last' is the size of a page: give at most 100, not 1000.")]
    public async Task The_size_that_is_refused_is_named_and_so_is_what_is_allowed(string query, string message)
    {
        Assert.Equal(message, (await hub.ErrorAsync(query)).Message);
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        await FillAsync();
        var page = await PageAsync(new { first = 1 });
        var cursor = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();

        var error = await hub.ErrorAsync(
            "query ($c: String) { studies(after: $c, order: [{ title: ASC }]) { nodes { id } } }",
            new { c = cursor }
        );

        Assert.Equal("CURSOR_INVALID", error.Code);
    }

    [Fact]
    public async Task An_empty_page_only_counts()
    {
        await FillAsync();

        var page = await PageAsync(new { first = 0 });

        Assert.Equal(10, page.GetProperty("totalCount").GetInt32());
        Assert.Equal(0, page.GetProperty("edges").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("pageInfo").GetProperty("endCursor").ValueKind);
    }

    private async Task<JsonElement> PageAsync(object variables) => (await hub.DataAsync(Query, variables)).GetProperty("studies");

    private static List<string> Slugs(JsonElement page) =>
        [.. page.GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("node").GetProperty("slug").GetString()!)];

    // Years, titles and counts recur, so that ties are broken by the next key and at last by the id.
    private async Task FillAsync()
    {
        for (var i = 0; i < 10; i++)
        {
            await hub.Database.ExecuteAsync(Insert(800 + i, i % 4 == 3 ? null : 2000 + (i % 3)), TestContext.Current.CancellationToken);
        }
    }

    private static string Insert(int id, int? year) =>
        $$"""
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, published_year, access, source, source_id,
              citation_count, created_at, updated_at, study_type)
            values ({{id}}, 'STUDY', 'p-{{id}}', 'PUBLISHED', 1, 'T{{id % 3}}', '[{"language":"en","text":"T{{id % 3}}"}]', '[]', '{en}',
              {{(
                year is { } known ? known.ToString(System.Globalization.CultureInfo.InvariantCulture) : "null"
            )}}, 'OPEN', 'paging', '{{id}}', {{id % 2}},
              now(), '2026-01-0{{1 + (id % 5)}}T00:00:00Z', 'REPORT') on conflict (id) do nothing
            """;
}
