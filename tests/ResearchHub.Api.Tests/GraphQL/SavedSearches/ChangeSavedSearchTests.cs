using System.Text.Json;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.SavedSearches;

/// <summary>A saved search can be read as it was given, and changed.</summary>
public sealed class ChangeSavedSearchTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string All = "savedSearch { name query where cadence channels }";

    [Fact]
    public async Task The_filter_is_read_as_it_was_given_and_can_be_given_again()
    {
        var ana = await hub.TokenAsync("change-ana", Role.Researcher);
        const string Where =
            """{"or":[{"place":{"eq":"RS"}},{"not":[{"language":{"eq":"sr-Latn"}}]}],"kind":{"in":["STUDY","DATASET"]},"year":{"lt":2027},"publishedOn":{"gte":"2020-01-31"}}""";
        var where = JsonDocument.Parse(Where).RootElement;

        await hub.DoneAsync(ana, "createSavedSearch", new { name = "One", where }, All);
        var read = (await hub.SavedSearchesAsync(ana, "id where"))[0];
        var again = await hub.DoneAsync(
            ana,
            "updateSavedSearch",
            new { id = read.GetProperty("id").GetString(), where = read.GetProperty("where") },
            All
        );

        Assert.Equal(Where, read.GetProperty("where").GetRawText());
        Assert.Equal(
            $$"""{"name":"One","query":null,"where":{{Where}},"cadence":"INSTANT","channels":["SUBSCRIPTION","FEED"]}""",
            again.GetProperty("savedSearch").GetRawText()
        );
    }

    [Fact]
    public async Task What_is_left_out_stays_and_null_clears()
    {
        var ana = await hub.TokenAsync("change-parts", Role.Researcher);
        var (id, _) = await hub.SavedSearchAsync(
            ana,
            new
            {
                name = "Old",
                query = "doznake",
                where = new { kind = new { eq = "STUDY" } },
                cadence = "WEEKLY",
                channels = new { email = true },
            }
        );

        var renamed = await hub.DoneAsync(ana, "updateSavedSearch", new { id, name = "New" }, All);
        var cleared = await hub.DoneAsync(
            ana,
            "updateSavedSearch",
            new
            {
                id,
                where = (object?)null,
                cadence = "DAILY",
                channels = new { email = false },
            },
            All
        );
        var refused = await hub.RunAsync(ana, "updateSavedSearch", new { id, query = (string?)null }, All);

        Assert.Equal(
            """{"name":"New","query":"doznake","where":{"kind":{"eq":"STUDY"}},"cadence":"WEEKLY","channels":["SUBSCRIPTION","FEED","EMAIL"]}""",
            renamed.GetProperty("savedSearch").GetRawText()
        );
        Assert.Equal(
            """{"name":"New","query":"doznake","where":null,"cadence":"DAILY","channels":["SUBSCRIPTION","FEED"]}""",
            cleared.GetProperty("savedSearch").GetRawText()
        );
        Assert.Equal(["INVALID input.query"], refused.Problems());
        Assert.Equal("doznake", (await hub.SavedSearchesAsync(ana, "query"))[0].GetProperty("query").GetString());
    }

    [Fact]
    public async Task What_is_published_after_a_change_is_matched_by_what_it_is_then()
    {
        var (ana, curator) = (await hub.TokenAsync("change-match", Role.Researcher), await hub.TokenAsync("change-curator", Role.Curator));
        var (id, _) = await hub.SavedSearchAsync(ana, new { name = "n", query = "jelen" });
        await hub.PublishDatasetAsync(ana, curator, "Jelen");
        await hub.UntilAsync("select count(*)::text from saved_search_matches", "1");

        await hub.DoneAsync(ana, "updateSavedSearch", new { id, query = "medved" });
        await hub.PublishDatasetAsync(ana, curator, "Jelen opet");
        await hub.PublishDatasetAsync(ana, curator, "Medved");

        await hub.UntilAsync(
            "select string_agg(o.title, ',' order by m.sequence) from saved_search_matches m join research_outputs o on o.id = m.output_id",
            "Jelen,Medved"
        );
    }

    [Fact]
    public async Task A_feed_that_was_told_too_widely_gets_another_address()
    {
        var (ana, other) = (await hub.TokenAsync("change-feed", Role.Researcher), await hub.TokenAsync("change-other", Role.Researcher));
        var (id, _) = await hub.SavedSearchAsync(ana, new { name = "n", query = "q" });
        var old = (await hub.SavedSearchesAsync(ana, "feed"))[0].GetProperty("feed").GetString()!;

        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(other, "renewSavedSearchFeed", new { id })).Problems());
        Assert.Equal(old, (await hub.SavedSearchesAsync(ana, "feed"))[0].GetProperty("feed").GetString());
        var renewed = await hub.DoneAsync(ana, "renewSavedSearchFeed", new { id }, "savedSearch { feed }");

        using var gone = await hub.Http.GetAsync(old, TestContext.Current.CancellationToken);
        using var there = await hub.Http.GetAsync(
            renewed.GetProperty("savedSearch").GetProperty("feed").GetString(),
            TestContext.Current.CancellationToken
        );
        Assert.Equal((404, 200), ((int)gone.StatusCode, (int)there.StatusCode));
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_and_changes_nothing()
    {
        var ana = await hub.TokenAsync("change-wrong", Role.Researcher);
        var (id, _) = await hub.SavedSearchAsync(ana, new { name = "Kept", query = "q" });

        var refused = await hub.RunAsync(
            ana,
            "updateSavedSearch",
            new
            {
                id,
                name = "",
                query = " ",
                cadence = "WEEKLY",
                channels = new { webhook = "http://example.org" },
            }
        );

        Assert.Equal(["INVALID input.name", "INVALID input.channels.webhook", "INVALID input.query"], refused.Problems());
        Assert.Equal(
            """[{"name":"Kept","query":"q","cadence":"INSTANT"}]""",
            (await hub.SavedSearchesAsync(ana, "name query cadence")).GetRawText()
        );
    }
}
