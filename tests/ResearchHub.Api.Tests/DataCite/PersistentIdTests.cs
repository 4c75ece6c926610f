using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ResearchHub.Api.Tests.GraphQL;
using ResearchHub.Core.Access;
using ResearchHub.Core.Events;
using ResearchHub.Core.Publishing.PersistentIds;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.DataCite;

/// <summary>Local identifiers, and DOIs of DataCite as its contract (recorded in the snapshot) has them.</summary>
public sealed class PersistentIdTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_published_gets_an_identifier_that_is_clearly_local_and_that_nobody_can_claim()
    {
        var (ana, curator) = (await hub.TokenAsync("pid-ana", Role.Researcher), await hub.TokenAsync("pid-curator", Role.Curator));
        var id = await DraftAsync(ana);
        await hub.PublishAsync(ana, curator, id);

        var node = await hub.DataAsync(
            "query ($id: ID!) { node(id: $id) { ... on Dataset { doi identifiers { type value } } } }",
            new { id }
        );
        var value = node.GetProperty("node").GetProperty("identifiers")[0].GetProperty("value").GetString()!;
        Assert.Matches("^local\\.researchhub/[0-9a-z]+-[0-9a-z]{1,2}$", value);
        Assert.Equal(JsonValueKind.Null, node.GetProperty("node").GetProperty("doi").ValueKind);

        var claimed = await hub.RunAsync(
            ana,
            "createDataset",
            new
            {
                accessMode = "OPEN",
                titles = DescribeOutputsTests.Titles("Claim"),
                identifiers = new[] { new { type = "LOCAL", value = "local.researchhub/zzz-1" } },
            }
        );
        Assert.Equal(["INVALID input.identifiers.0"], claimed.Problems());
    }

    [Fact]
    public void Suffixes_differ_for_all_keys()
    {
        var suffixes = Enumerable.Range(1000, 100_000).Select(key => IdSuffix.Of(key)).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(100_000, suffixes.Count);
        Assert.All(suffixes, suffix => Assert.Matches("^[0-9a-hjkmnp-tv-z]+-(u?[0-9a-hjkmnp-tv-zu])$", suffix));
    }

    /// <summary>The registry is ill at first; the server dies between its steps; at the end each DOI is there once, and says what is.</summary>
    [Fact]
    public async Task Dois_are_made_published_and_hidden_though_the_registry_falters_and_the_server_dies()
    {
        await using var registry = await DataCiteStub.StartAsync(Cancel);
        var ids = registry.Ids();
        await hub.InsertStudyAsync(9001, "PUBLISHED", ids.Of(9001).Value);
        await hub.InsertStudyAsync(9002, "WITHDRAWN", ids.Of(9002).Value);
        var queries = hub.Services.GetRequiredService<PersistentIdQueries>();
        var dying = new DyingReader(new PersistentIdReader(hub.RegistrarOf(ids)));
        var pump = new FeedPump<FeedEvent>(hub.Services.GetRequiredService<ChangeFeed>(), hub.Services.GetRequiredService<ReaderLeases>());
        await hub.AllIsFreeAsync("change_events");

        registry.FailNext(503, 429, 500);
        await Assert.ThrowsAsync<InvalidOperationException>(() => pump.RunAsync(dying, Cancel));
        registry.DieAfterNextDraft = true;
        await Assert.ThrowsAsync<RegistryUnavailableException>(() => pump.RunAsync(dying, Cancel));
        registry.DieAfterNextDraft = false;
        while (registry.StateOf(ids.Of(9001).Value) != "findable")
        {
            Assert.True(await pump.RunAsync(dying, Cancel));
        }
        var hidden = (await queries.FindAsync(9002, ids.Of(9002), Cancel))!;
        await ids.RegisterAsync(hidden with { Output = hidden.Output with { State = Core.Catalogue.PublicationState.Published } }, Cancel);
        await ids.RegisterAsync(hidden, Cancel);

        Assert.Equal("registered", registry.StateOf(ids.Of(9002).Value));
        await Snapshot.MatchAsync(registry.Contract(ids.Of(9001).Value), "datacite-contract");
    }

    [Fact]
    public async Task Wrong_credentials_hold_the_reader_back()
    {
        await using var registry = await DataCiteStub.StartAsync(Cancel);
        var ids = registry.Ids(password: "wrong");
        await hub.InsertStudyAsync(9003, "PUBLISHED", ids.Of(9003).Value);
        var record = await hub.Services.GetRequiredService<PersistentIdQueries>().FindAsync(9003, ids.Of(9003), Cancel);

        await Assert.ThrowsAsync<RegistryUnavailableException>(() => ids.RegisterAsync(record!, Cancel));

        Assert.Equal(0, registry.Count);
    }

    [Fact]
    public async Task What_the_registry_refuses_is_shown_to_curators_and_told_again()
    {
        await using var registry = await DataCiteStub.StartAsync(Cancel);
        var ids = registry.Ids();
        var (registrar, curator) = (hub.RegistrarOf(ids), await hub.TokenAsync("pid-refused", Role.Curator));
        await hub.InsertStudyAsync(9004, "PUBLISHED", ids.Of(9004).Value);
        registry.FailNext(422, 422);

        await registrar.RegisterAsync(9004, Cancel);
        var refused = await RegistrationsAsync(curator);
        hub.Clock.Advance(TimeSpan.FromMinutes(5));
        await registrar.RetryDueAsync(Cancel);
        var tooEarly = await RegistrationsAsync(curator);
        hub.Clock.Advance(TimeSpan.FromMinutes(10));
        await registrar.RetryDueAsync(Cancel);
        var done = await RegistrationsAsync(curator);

        var identifier = ids.Of(9004).Value;
        Assert.Equal(
            $"{identifier} REFUSED 1 DataCite answered with status 422: url: Its host is not one of the repository's; publicationYear: Must be four digits",
            refused
        );
        Assert.Equal(refused, tooEarly);
        Assert.Equal($"{identifier} REGISTERED 0 ", done);
    }

    private async Task<string> RegistrationsAsync(string curator)
    {
        var data = await hub.DataAsAsync(
            curator,
            "{ identifierRegistrations(first: 10) { nodes { identifier state attempts problem output { registration { state } } } } }"
        );
        var one = data.GetProperty("identifierRegistrations")
            .GetProperty("nodes")
            .EnumerateArray()
            .Single(node => node.GetProperty("identifier").GetString()!.EndsWith(IdSuffix.Of(9004), StringComparison.Ordinal));
        var state = one.GetProperty("state").GetString();
        Assert.Equal(state, one.GetProperty("output").GetProperty("registration").GetProperty("state").GetString());
        return $"{one.GetProperty("identifier").GetString()} {state} {one.GetProperty("attempts").GetInt32()} {one.GetProperty("problem").GetString()}";
    }

    private async Task<string> DraftAsync(string token) =>
        (await hub.DoneAsync(token, "createDataset", DescribeOutputsTests.Dataset("S oznakom"), "dataset { id }"))
            .GetProperty("dataset")
            .GetProperty("id")
            .GetString()!;

    /// <summary>Does its work, then dies before its position is kept, the first time.</summary>
    private sealed class DyingReader(IFeedReader<FeedEvent> reader) : IFeedReader<FeedEvent>
    {
        private bool _hasDied;

        public string Name => "dying";

        public bool StartsAtEnd => false;

        public async Task HandleAsync(IReadOnlyList<FeedEvent> events, CancellationToken cancellationToken)
        {
            await reader.HandleAsync(events, cancellationToken);
            if (!_hasDied && events.Any(one => one.SubjectId == 9001))
            {
                _hasDied = true;
                throw new InvalidOperationException("Killed.");
            }
        }
    }
}
