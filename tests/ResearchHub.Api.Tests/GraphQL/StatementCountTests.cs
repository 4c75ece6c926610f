using System.Text.Json;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>A list of 100 costs as many statements as a list of 1.</summary>
public sealed class StatementCountTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    [Fact]
    public async Task A_nested_list_costs_the_same_whatever_its_length()
    {
        const string Query =
            "query ($first: Int) { studies(first: $first, order: [{ citationCount: ASC }]) { nodes { title contributors { researcher { name affiliations { organization { name } } } organization { name } } concepts { label } places { name } } } }";
        for (var id = 7001; id <= 7100; id++)
        {
            await hub.PublishAsync(id);
        }

        var (one, _) = await LeastAsync(Query, new { first = 1 });
        var (hundred, all) = await LeastAsync(Query, new { first = 100 });

        Assert.Equal(100, all.GetProperty("studies").GetProperty("nodes").GetArrayLength());
        Assert.Contains(
            all.GetProperty("studies").GetProperty("nodes").EnumerateArray(),
            node => node.GetProperty("places").GetArrayLength() > 0
        );
        Assert.Equal(one, hundred);
        Assert.InRange(hundred, 1, 6);
    }

    /// <summary>Readers of the feed may ask beside the request and only add to what is counted, so the least of several counts is its own.</summary>
    private async Task<(int Statements, JsonElement Answer)> LeastAsync(string query, object variables)
    {
        var (least, answer) = (int.MaxValue, default(JsonElement));
        for (var attempt = 0; attempt < 20; attempt++)
        {
            using var sql = hub.Database.CaptureSql();
            answer = await hub.DataAsync(query, variables);
            least = Math.Min(least, HubServerFixture.Asked(sql).Count);
        }
        return (least, answer);
    }

    [Fact]
    public async Task Lists_below_a_parent_are_read_for_all_parents_at_once()
    {
        using var sql = hub.Database.CaptureSql();

        await hub.DataAsync(
            "{ studies(first: 100) { nodes { relations(first: 2) { totalCount nodes { type } } datasets(first: 1) { nodes { title } } contributors { researcher { outputs(first: 2) { nodes { title } } } } } } }"
        );

        Assert.Equal(6, HubServerFixture.Asked(sql).Count);
    }

    [Fact]
    public async Task A_publication_costs_few_statements()
    {
        var owner = await hub.TokenAsync("counted-owner", Role.Researcher);
        var curator = await hub.TokenAsync("counted-curator", Role.Curator);
        var study = await hub.DoneAsync(
            owner,
            "createStudy",
            new
            {
                titles = new[] { new { language = "en", text = "Counted" } },
                languages = new[] { "en" },
                type = "REPORT",
                publishedYear = 2026,
                license = "CC-BY-4.0",
                abstracts = new[] { new { language = "en", text = "What was found." } },
            },
            "study { id }"
        );
        var id = study.GetProperty("study").GetProperty("id").GetString()!;
        await hub.DoneAsync(owner, "submitOutput", new { id });
        await hub.DoneAsync(curator, "acceptOutput", new { id });

        using var sql = hub.Database.CaptureSql();
        await hub.DoneAsync(owner, "publishOutput", new { id });

        // Who asks, the record and its lock, rights, content; those who are to be named; identifier, state, history, version with event, audit; the record as it is then.
        Assert.True(sql.OfRequests.Count <= 11, string.Join("\n\n", sql.OfRequests));
    }

    [Fact]
    public async Task A_count_that_is_not_selected_is_not_made()
    {
        using var sql = hub.Database.CaptureSql();

        await hub.DataAsync("{ studies { nodes { id } } }");
        Assert.DoesNotContain(HubServerFixture.Asked(sql), statement => statement.Contains("count(", StringComparison.Ordinal));
        sql.Clear();
        await hub.DataAsync("{ studies { totalCount } }");

        Assert.Contains("count(", Assert.Single(HubServerFixture.Asked(sql)), StringComparison.Ordinal);
    }
}
