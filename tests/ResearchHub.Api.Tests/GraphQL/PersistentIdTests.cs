using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using ResearchHub.Api.DataCite;
using ResearchHub.Core.Access;
using ResearchHub.Core.Data;
using ResearchHub.Core.Delivery;
using ResearchHub.Core.Events;
using ResearchHub.Core.Publishing.PersistentIds;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL;

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
        var ids = new DataCiteIds(
            Options.Create(
                new PersistentIdOptions
                {
                    DataCite = registry.Address,
                    Prefix = "10.5072",
                    Repository = "RHUB.TEST",
                    Password = "secret",
                    RetryAfter = TimeSpan.FromMilliseconds(1),
                }
            ),
            Links,
            TimeProvider.System,
            NullLogger<DataCiteIds>.Instance
        );
        await InsertAsync(9001, "PUBLISHED", ids.Of(9001).Value);
        await InsertAsync(9002, "WITHDRAWN", ids.Of(9002).Value);
        var queries = hub.Services.GetRequiredService<PersistentIdQueries>();
        var dying = new DyingReader(new PersistentIdReader(RegistrarOf(ids)));
        var pump = new FeedPump<FeedEvent>(
            hub.Services.GetRequiredService<ChangeFeed>(),
            hub.Services.GetRequiredService<NpgsqlDataSource>()
        );

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
        var ids = new DataCiteIds(
            Options.Create(
                new PersistentIdOptions
                {
                    DataCite = registry.Address,
                    Prefix = "10.5072",
                    Repository = "X",
                    Password = "wrong",
                }
            ),
            Links,
            TimeProvider.System,
            NullLogger<DataCiteIds>.Instance
        );
        await InsertAsync(9003, "PUBLISHED", ids.Of(9003).Value);
        var record = await hub.Services.GetRequiredService<PersistentIdQueries>().FindAsync(9003, ids.Of(9003), Cancel);

        await Assert.ThrowsAsync<RegistryUnavailableException>(() => ids.RegisterAsync(record!, Cancel));

        Assert.Equal(0, registry.Count);
    }

    [Fact]
    public async Task What_the_registry_refuses_is_shown_to_curators_and_told_again()
    {
        await using var registry = await DataCiteStub.StartAsync(Cancel);
        var options = new PersistentIdOptions
        {
            DataCite = registry.Address,
            Prefix = "10.5072",
            Repository = "RHUB.TEST",
            Password = "secret",
        };
        var ids = new DataCiteIds(Options.Create(options), Links, TimeProvider.System, NullLogger<DataCiteIds>.Instance);
        var (registrar, curator) = (RegistrarOf(ids), await hub.TokenAsync("pid-refused", Role.Curator));
        await InsertAsync(9004, "PUBLISHED", ids.Of(9004).Value);
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
        Assert.Equal($"{identifier} REFUSED 1 DataCite answered with status 422: ", refused);
        Assert.Equal(refused, tooEarly);
        Assert.Equal($"{identifier} REGISTERED 0 ", done);
    }

    private static SiteLinks Links => new(new Uri("https://hub.example"), "https://hub.example/{kind}/{slug}");

    private Registrar RegistrarOf(IPersistentIds ids) =>
        new(ids, hub.Services.GetRequiredService<PersistentIdQueries>(), hub.Services.GetRequiredService<HubTransactions>(), hub.Clock);

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

    private Task<int> InsertAsync(long id, string state, string doi) =>
        hub.Database.ExecuteAsync(
            $$"""
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at,
              study_type, doi, published_on, published_year, license_id, publisher)
            values ({{id}}, 'STUDY', 'pid-{{id}}', 'DRAFT', 1, 'A title', '[{"language":"en","text":"A title"}]', '[{"language":"en","text":"About."}]',
              '{en}', 'OPEN', 'pid', '{{id}}', now(), now(), 'REPORT', '{{doi}}', '2026-03-01', 2026, 'CC-BY-4.0', 'IOM');
            insert into contributions (output_id, position, researcher_id, name_as_printed, credit_roles, affiliation_as_printed) values
              ({{id}}, 0, 31, 'Petrović, Ana', '{}', 'Univ. Novi Sad');
            insert into contributions (output_id, position, organization_id, name_as_printed, credit_roles, contributor_type) values
              ({{id}}, 1, 22, 'University of Novi Sad', '{}', 'HOSTING_INSTITUTION');
            insert into funding_references (output_id, position, organization_id, funder_name, award_number) values ({{id}}, 0, 22, 'UNS', 'RS-7');
            insert into output_relations (source_id, type, target_id) values ({{id}}, 'CITES', 101);
            insert into output_concepts (output_id, concept_id, position) values ({{id}}, 13, 0);
            update research_outputs set state = '{{state}}' where id = {{id}};
            insert into change_events (kind, subject_kind, subject_id) values ('PUBLISHED', 'STUDY', {{id}})
            """,
            Cancel
        );

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

/// <summary>Answers as DataCite's REST API does, and writes down what it was asked.</summary>
internal sealed class DataCiteStub : IAsyncDisposable
{
    private readonly Dictionary<string, string> _states = new(StringComparer.Ordinal);
    private readonly List<(string Line, string Body)> _asked = [];
    private readonly Queue<int> _failures = new();
    private readonly Lock _gate = new();
    private WebApplication _app = null!;

    public Uri Address { get; private set; } = null!;

    public bool DieAfterNextDraft { get; set; }

    public int Count => _states.Count;

    public static async Task<DataCiteStub> StartAsync(CancellationToken cancellationToken)
    {
        var stub = new DataCiteStub();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        stub._app = builder.Build();
        stub._app.Run(stub.AnswerAsync);
        await stub._app.StartAsync(cancellationToken);
        stub.Address = new Uri(stub._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return stub;
    }

    public void FailNext(params int[] statuses) => Array.ForEach(statuses, _failures.Enqueue);

    public string? StateOf(string doi) => _states.GetValueOrDefault(doi);

    /// <summary>Requests about a DOI, each form once, for review.</summary>
    public string Contract(string doi) =>
        string.Join(
            "\n\n",
            _asked
                .Where(one => one.Line.Contains(doi, StringComparison.Ordinal) || one.Body.Contains(doi, StringComparison.Ordinal))
                .Distinct()
                .Select(one => $"{one.Line}\n{one.Body}")
        );

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync();
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("RHUB.TEST:secret"));
        lock (_gate)
        {
            http.Response.StatusCode = Answer(http, text, isKnown: http.Request.Headers.Authorization == expected);
        }
        http.Response.ContentType = "application/vnd.api+json";
    }

    private int Answer(HttpContext http, string text, bool isKnown)
    {
        if (_failures.TryDequeue(out var failure))
        {
            http.Response.Headers.RetryAfter = "0";
            return failure;
        }
        if (!isKnown)
        {
            return 401;
        }
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || type.MediaType != "application/vnd.api+json")
        {
            return 415;
        }
        var body = JsonDocument.Parse(text).RootElement;
        _asked.Add(
            (
                $"{http.Request.Method} {http.Request.Path}",
                JsonSerializer.Serialize(
                    body,
                    new JsonSerializerOptions
                    {
                        WriteIndented = true,
                        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                    }
                )
            )
        );
        var attributes = body.GetProperty("data").GetProperty("attributes");
        if (HttpMethods.IsPost(http.Request.Method))
        {
            var doi = attributes.GetProperty("doi").GetString()!;
            return !_states.TryAdd(doi, "draft") ? 422 : 201;
        }
        if (DieAfterNextDraft)
        {
            return 502;
        }
        var known = http.Request.Path.Value!["/dois/".Length..];
        _states[known] = attributes.GetProperty("event").GetString() == "hide" ? "registered" : "findable";
        return 200;
    }
}
