using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>Searches that are kept tell what is new in them.</summary>
public sealed class SavedSearchTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Watch =
        "subscription ($id: ID!, $after: String) { savedSearchMatched(savedSearchId: $id, after: $after) { cursor kind output { title } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_saved_search_is_a_node_for_its_owner_alone()
    {
        var (ana, eve) = (await hub.TokenAsync("node-ana", Role.Researcher), await hub.TokenAsync("node-eve", Role.Admin));
        var made = await hub.DoneAsync(ana, "createSavedSearch", new { name = "Mine", query = "lynx" }, "savedSearch { id }");
        var id = made.GetProperty("savedSearch").GetProperty("id").GetString();
        const string Query = "query ($id: ID!) { node(id: $id) { id ... on SavedSearch { name } } nodes(ids: [$id]) { __typename } }";

        var own = await hub.DataAsAsync(ana, Query, new { id });
        var others = await hub.DataAsAsync(eve, Query, new { id });
        var nobodys = await hub.DataAsAsync(null, Query, new { id });
        await hub.DoneAsync(ana, "deleteSavedSearch", new { id });
        var deleted = await hub.DataAsAsync(ana, Query, new { id });

        Assert.Equal($$"""{"node":{"id":"{{id}}","name":"Mine"},"nodes":[{"__typename":"SavedSearch"}]}""", own.GetRawText());
        Assert.All([others, nobodys, deleted], answer => Assert.Equal("""{"node":null,"nodes":[null]}""", answer.GetRawText()));
    }

    [Fact]
    public async Task What_is_published_is_matched_announced_and_stands_in_the_feed()
    {
        var (ana, curator) = (await hub.TokenAsync("s-ana", Role.Researcher), await hub.TokenAsync("s-curator", Role.Curator));
        var search = await SavedAsync(
            ana,
            new
            {
                name = "Doznake",
                query = "doznake -porez",
                where = new { kind = new { eq = "DATASET" } },
            }
        );
        await using var live = await ListenAsync(ana, search.Id, null);

        await PublishedAsync(ana, curator, "Doznake i porez");
        await PublishedAsync(ana, curator, "Doznake u Vojvodini");
        await PublishedAsync(ana, curator, "Nešto drugo");
        await PublishedAsync(ana, curator, "Doznake iz Nemačke");

        var (first, second) = (await live.NextAsync(), await live.NextAsync());
        Assert.Equal("Doznake u Vojvodini", Title(first));
        Assert.Equal("Doznake iz Nemačke", Title(second));
        await using var resumed = await ListenAsync(ana, search.Id, first.GetProperty("cursor").GetString());
        Assert.Equal(second.GetRawText(), (await resumed.NextAsync()).GetRawText());

        var feed = await hub.Http.GetStringAsync(search.Feed, Cancel);
        var entries = System.Xml.Linq.XDocument.Parse(feed).Root!.Elements().Where(element => element.Name.LocalName == "entry").ToArray();
        Assert.Equal(
            ["Doznake iz Nemačke", "Doznake u Vojvodini"],
            entries.Select(entry => entry.Elements().First(element => element.Name.LocalName == "title").Value)
        );
        Assert.All(
            entries,
            entry =>
                Assert.Matches(
                    "^http://localhost:0/dataset/doznake-(iz|u)-",
                    entry.Elements().Single(element => element.Name.LocalName == "link").Attribute("href")!.Value
                )
        );
    }

    [Fact]
    public async Task What_a_concept_is_called_in_another_language_is_matched_as_it_is_found()
    {
        var (ana, curator) = (await hub.TokenAsync("s-names", Role.Researcher), await hub.TokenAsync("s-names-curator", Role.Curator));
        var search = await SavedAsync(ana, new { name = "Remittances", query = "remittances" });
        await using var live = await ListenAsync(ana, search.Id, null);

        await PublishedAsync(ana, curator, "Nešto treće");
        await PublishedAsync(ana, curator, "Дознаке из Беча");

        Assert.Equal("Дознаке из Беча", Title(await live.NextAsync()));
    }

    [Fact]
    public async Task A_search_is_seen_and_deleted_by_its_owner_alone()
    {
        var (ana, other) = (await hub.TokenAsync("s-owner", Role.Researcher), await hub.TokenAsync("s-other", Role.Curator));
        var search = await SavedAsync(ana, new { name = "Mine", query = "povratak" });

        Assert.Equal(
            """{"viewer":{"savedSearches":{"nodes":[]}}}""",
            (await hub.DataAsAsync(other, "{ viewer { savedSearches { nodes { id } } } }")).GetRawText()
        );
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(other, "deleteSavedSearch", new { id = search.Id })).Problems());
        await using (var stranger = await ListenAsync(other, search.Id, null))
        {
            Assert.Contains("NOT_FOUND", await stranger.TextAsync(), StringComparison.Ordinal);
        }
        await using (var anonymous = await ListenAsync(null, search.Id, null))
        {
            Assert.Contains("UNAUTHENTICATED", await anonymous.TextAsync(), StringComparison.Ordinal);
        }
        var own = await hub.DataAsAsync(ana, "{ viewer { savedSearches { nodes { name query } } } }");
        Assert.Equal("""{"viewer":{"savedSearches":{"nodes":[{"name":"Mine","query":"povratak"}]}}}""", own.GetRawText());

        await hub.DoneAsync(ana, "deleteSavedSearch", new { id = search.Id }, "savedSearch { name }");
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(ana, "deleteSavedSearch", new { id = search.Id })).Problems());
        using var gone = await hub.Http.GetAsync(search.Feed, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        using var guessed = await hub.Http.GetAsync("/feeds/guess", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, guessed.StatusCode);
    }

    [Fact]
    public async Task Who_listens_hears_of_what_is_found_from_then_on_though_it_was_published_before_and_of_no_find_again()
    {
        var (ana, curator) = (await hub.TokenAsync("s-late", Role.Researcher), await hub.TokenAsync("s-late-curator", Role.Curator));
        var search = await SavedAsync(ana, new { name = "Late", query = "kasnipovratak" });
        await using (var early = await ListenAsync(ana, search.Id, null))
        {
            await PublishedAsync(ana, curator, "Kasnipovratak first");
            Assert.Equal("Kasnipovratak first", Title(await early.NextAsync()));
        }
        EventStream late;
        await using (await hub.HoldBackAsync())
        {
            await PublishedAsync(ana, curator, "Kasnipovratak second");
            late = await ListenAsync(ana, search.Id, null);
        }

        await using var _ = late;
        Assert.Equal("Kasnipovratak second", Title(await late.NextAsync()));
    }

    [Fact]
    public async Task All_problems_are_told_and_the_number_is_bounded_even_at_once()
    {
        var ana = await hub.TokenAsync("s-many", Role.Researcher);

        Assert.Equal(
            ["INVALID input.name", "INVALID input.query"],
            (await hub.RunAsync(ana, "createSavedSearch", new { name = " " })).Problems()
        );
        var payloads = await Task.WhenAll(
            Enumerable.Range(0, 104).Select(n => hub.RunAsync(ana, "createSavedSearch", new { name = $"n{n}", query = "x" }))
        );
        Assert.Equal(100, payloads.Count(payload => payload.Problems().Length == 0));
    }

    private async Task<(string Id, string Feed)> SavedAsync(string token, object input)
    {
        var made = (await hub.DoneAsync(token, "createSavedSearch", input, "savedSearch { id feed }")).GetProperty("savedSearch");
        return (made.GetProperty("id").GetString()!, made.GetProperty("feed").GetString()!);
    }

    private async Task PublishedAsync(string owner, string curator, string title)
    {
        var made = await hub.DoneAsync(owner, "createDataset", DescribeOutputsTests.Dataset(title), "dataset { id }");
        await hub.PublishAsync(owner, curator, made.GetProperty("dataset").GetProperty("id").GetString()!);
    }

    private static string? Title(JsonElement match) => match.GetProperty("output").GetProperty("title").GetString();

    private Task<EventStream> ListenAsync(string? token, string id, string? after) =>
        EventStream.OpenAsync(hub.Http, token, Watch, new { id, after });
}
