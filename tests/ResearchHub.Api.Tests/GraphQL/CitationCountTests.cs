using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>How many works cite a work, and how clients hear of it.</summary>
public sealed class CitationCountTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    [Fact]
    public async Task Works_are_counted_once_whatever_their_versions_until_they_are_withdrawn_or_say_it_no_more()
    {
        var (owner, curator) = await PeopleAsync("counted");
        var target = await MakeAsync(owner, "Cited", "10.5555/counted");
        var first = await PublishedAsync(
            owner,
            curator,
            "By its DOI",
            Cites(new { identifier = new { type = "DOI", value = "10.5555/counted" } })
        );
        await hub.PublishAsync(owner, curator, target);
        await CountsAsync(target, "1");

        var second = await PublishedAsync(
            owner,
            curator,
            "Twice",
            Cites(new { output = target }),
            Relation("REFERENCES", new { output = target })
        );
        await PublishedAsync(owner, curator, "Supplement", Relation("IS_SUPPLEMENT_TO", new { output = target }));
        await CountsAsync(target, "2");
        await MakeAsync(owner, "Draft", null, Cites(new { output = target }));
        await PublishedAsync(owner, curator, "The last of these", Relation("REFERENCES", new { output = target }));
        await CountsAsync(target, "3");

        var next = await NextAsync(owner, second);
        await hub.DoneAsync(
            owner,
            "reviseStudy",
            new
            {
                id = next,
                expectedRevision = 1,
                relations = Array.Empty<object>(),
            }
        );
        await hub.PublishAsync(owner, curator, next);
        await CountsAsync(target, "2");
        await hub.DoneAsync(curator, "withdrawOutput", new { id = first, reason = "By mistake." });
        await CountsAsync(target, "1");

        var later = await NextAsync(owner, target);
        await hub.PublishAsync(owner, curator, later);
        await CountsAsync(later, "1");
        await CountsAsync(target, "1");
    }

    [Fact]
    public async Task Nobody_adds_to_their_own_count()
    {
        var (owner, curator) = await PeopleAsync("vain");
        var other = await PublishedAsync(owner, curator, "Another");
        var own = await PublishedAsync(owner, curator, "Vain", Relation("IS_CITED_BY", new { output = other }));
        var next = await NextAsync(owner, own);
        await hub.DoneAsync(
            owner,
            "reviseStudy",
            new
            {
                id = next,
                expectedRevision = 1,
                relations = new[] { Cites(new { output = own }), Cites(new { output = other }) },
            }
        );
        await hub.PublishAsync(owner, curator, next);

        await CountsAsync(other, "1");
        await CountsAsync(own, "0");
        await CountsAsync(next, "0");
    }

    [Fact]
    public async Task The_search_orders_by_it_and_harvesters_read_of_it_but_nobody_is_disturbed()
    {
        var (owner, curator) = await PeopleAsync("ordered");
        var target = await PublishedAsync(owner, curator, "Zlatiborium first");
        await PublishedAsync(owner, curator, "Zlatiborium second");
        var before = await hub.EndOfFeedAsync();
        await using var listener = await SocketClient.ConnectAsync(hub.Http.BaseAddress!);
        await listener.SubscribeAsync(
            "subscription ($a: String) { outputPublished(after: $a) { cursor output { title } } }",
            new { a = before }
        );

        await PublishedAsync(owner, curator, "Citing", Cites(new { output = target }));
        await CountsAsync(target, "1");
        var end = await hub.EndOfFeedAsync();
        await PublishedAsync(owner, curator, "Afterwards");

        var read = await hub.DataAsync(
            """
            query ($s: String) { search(query: "Zlatiborium", order: MOST_CITED, minSequence: $s) { nodes { ... on Study { title citationCount } } } }
            """,
            new { s = end }
        );
        var changed = await hub.DataAsync(
            "query ($a: String) { changes(after: $a, first: 10) { nodes { kind subjectId } } }",
            new { a = before }
        );
        Assert.Equal(
            """[{"title":"Zlatiborium first","citationCount":1},{"title":"Zlatiborium second","citationCount":0}]""",
            read.GetProperty("search").GetProperty("nodes").GetRawText()
        );
        Assert.Contains(
            $$"""{"kind":"CITED","subjectId":"{{target}}"}""",
            changed.GetProperty("changes").GetProperty("nodes").GetRawText(),
            StringComparison.Ordinal
        );
        Assert.Equal(["Citing", "Afterwards"], new[] { await TitleAsync(), await TitleAsync() });

        async Task<string?> TitleAsync() => (await listener.NextAsync()).Payload.GetProperty("output").GetProperty("title").GetString();
    }

    private Task CountsAsync(string id, string expected) =>
        hub.UntilAsync($"select citation_count::text from research_outputs where id = {NodeId.KeyOf(id, "Study")}", expected);

    private async Task<(string Owner, string Curator)> PeopleAsync(string name) =>
        (await hub.TokenAsync($"{name}-owner", Role.Researcher), await hub.TokenAsync($"{name}-curator", Role.Curator));

    private static object Cites(object target) => Relation("CITES", target);

    private static object Relation(string type, object target)
    {
        var relation = JsonSerializer.SerializeToNode(target)!.AsObject();
        relation["type"] = type;
        return relation;
    }

    private async Task<string> PublishedAsync(string owner, string curator, string title, params object[] relations)
    {
        var id = await MakeAsync(owner, title, null, relations);
        await hub.PublishAsync(owner, curator, id);
        return id;
    }

    private async Task<string> MakeAsync(string owner, string title, string? doi, params object[] relations) => (
            await hub.DoneAsync(
                owner,
                "createStudy",
                new
                {
                    type = "REPORT",
                    titles = new[] { new { language = "en", text = title } },
                    doi,
                    relations,
                },
                "study { id }"
            )
        ).GetProperty("study").GetProperty("id").GetString()!;

    private async Task<string> NextAsync(string owner, string id) =>
        (await hub.DoneAsync(owner, "createVersion", new { id }, "output { id }")).GetProperty("output").GetProperty("id").GetString()!;
}
