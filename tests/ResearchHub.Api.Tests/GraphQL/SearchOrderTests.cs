using System.Text.Json;
using Npgsql;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>Orders of a search, and records like another, over the wire.</summary>
public sealed class SearchOrderTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    [Theory]
    [InlineData("NEWEST", "remittances-in-serbia", "return-and-reintegration", "diaspora")]
    [InlineData("OLDEST", "return-and-reintegration", "remittances-in-serbia", "diaspora")]
    [InlineData("TITLE", "diaspora", "remittances-in-serbia", "return-and-reintegration")]
    [InlineData("MOST_CITED", "return-and-reintegration", "remittances-in-serbia", "diaspora")]
    public async Task A_search_has_the_order_asked_for_on_all_its_pages(string order, params string[] expected)
    {
        var seen = new List<string>();

        for (JsonElement info = default; info.ValueKind == JsonValueKind.Undefined || info.GetProperty("hasNextPage").GetBoolean(); )
        {
            var data = await hub.DataAsync(
                """
                query ($order: SearchOrder, $after: String) {
                  search(where: { source: { eq: "test" }, kind: { eq: STUDY } }, order: $order, first: 1, after: $after) {
                    nodes { slug } pageInfo { hasNextPage endCursor } } }
                """,
                new { order, after = info.ValueKind == JsonValueKind.Undefined ? null : info.GetProperty("endCursor").GetString() }
            );
            seen.AddRange(Texts(data.GetProperty("search"), "slug"));
            info = data.GetProperty("search").GetProperty("pageInfo");
        }

        Assert.Equal(expected, seen);
    }

    /// <summary>The alphabet of Serbian, in which Č, Ć, Dž, Đ, Lj, Nj, Š and Ž are letters of their own and both scripts are one; lists keep Unicode's.</summary>
    [Fact]
    public async Task Titles_are_in_Serbian_order_in_a_search_and_in_that_of_Unicode_in_a_list()
    {
        string[] serbian =
        [
            "Cvet vombata",
            "Czar vombata",
            "Čamac vombata",
            "Ćerka vombata",
            "„Dan” vombata",
            "Жаба вомбата",
            "Život vombata",
        ];
        for (var i = 0; i < serbian.Length; i++)
        {
            await hub.PublishAsync(8600 + ((i * 3) % serbian.Length), serbian[i]);
        }
        var after = await hub.EndOfFeedAsync();

        var data = await hub.DataAsync(
            """
            query ($after: String) {
              search(kinds: [STUDY], order: TITLE, minSequence: $after, first: 100) { nodes { ... on Study { title } } }
              studies(order: [{ title: ASC }], first: 100) { nodes { title } }
            }
            """,
            new { after }
        );

        Assert.Equal(serbian, Titles("search"));
        Assert.Equal(
            ["„Dan” vombata", "Čamac vombata", "Ćerka vombata", "Cvet vombata", "Czar vombata", "Život vombata", "Жаба вомбата"],
            Titles("studies")
        );

        IEnumerable<string> Titles(string field) => Texts(data.GetProperty(field), "title").Intersect(serbian);
    }

    [Fact]
    public async Task Records_like_a_record_are_of_its_kind_best_first_and_never_itself()
    {
        await hub.PublishAsync(8701, "Seasonal bilbies of the desert");
        await hub.PublishAsync(8702, "Seasonal bilbies of the coast");
        await hub.PublishAsync(8703, "Seasonal bilbies of the desert and of the coast");
        var after = await hub.EndOfFeedAsync();
        await hub.DataAsync("query ($after: String) { search(minSequence: $after) { totalCount } }", new { after });

        var data = await hub.DataAsync(
            "{ all: study(by: { slug: \"a-8701\" }) { similar { __typename slug } } one: study(by: { slug: \"a-8701\" }) { similar(first: 1) { slug } } }"
        );

        Assert.Equal(
            """[{"__typename":"Study","slug":"a-8703"},{"__typename":"Study","slug":"a-8702"}]""",
            data.GetProperty("all").GetProperty("similar").GetRawText()
        );
        Assert.Equal("""[{"slug":"a-8703"}]""", data.GetProperty("one").GetProperty("similar").GetRawText());
        var (code, _) = await hub.ErrorAsync("{ study(by: { slug: \"a-8701\" }) { similar(first: 21) { slug } } }");
        Assert.Equal("PAGE_LIMIT", code);
    }

    /// <summary>While an older transaction runs, the index cannot read what came after it.</summary>
    [Fact]
    public async Task What_was_withdrawn_a_moment_ago_is_no_hit_and_like_nothing()
    {
        await hub.PublishAsync(8711, "Nocturnal quolls, tropical forests");
        await hub.PublishAsync(8712, "Nocturnal quolls, alpine meadows");
        await hub.PublishAsync(8713, "Nocturnal quolls, tropical forests and alpine meadows");
        await hub.DataAsync(
            "query ($after: String) { search(minSequence: $after) { totalCount } }",
            new { after = await hub.EndOfFeedAsync() }
        );
        await using var connection = new NpgsqlConnection(hub.Database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var older = new NpgsqlConnection(hub.Database.ConnectionString);
        await older.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await older.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(older, "select pg_current_xact_id()");

        await ExecuteAsync(connection, "update research_outputs set state = 'WITHDRAWN' where id = 8713");
        var data = await hub.DataAsync(
            "{ search(query: \"quolls\") { totalCount nodes { slug } } study(by: { slug: \"a-8711\" }) { similar { slug } } }"
        );

        Assert.Equal(3, data.GetProperty("search").GetProperty("totalCount").GetInt32());
        Assert.Equal(["a-8711", "a-8712"], Texts(data.GetProperty("search"), "slug").Order());
        Assert.Equal("""[{"slug":"a-8712"}]""", data.GetProperty("study").GetProperty("similar").GetRawText());

        static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    private static IEnumerable<string> Texts(JsonElement page, string field) =>
        page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty(field).GetString()!);
}
