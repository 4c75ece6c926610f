using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ResearchHub.Api.Hosting;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Catalogue.Files;
using ResearchHub.Core.Collaboration.Inbox;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>A server on Kestrel over the test catalogue, for one test class.</summary>
public class HubServerFixture(PostgresFixture postgres) : HubDatabaseFixture(postgres)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private readonly TestFolder _folder = new();
    private WebApplication? _app;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>Each connection is a process that has to learn the tables and every statement anew: with 45, that was most of the work of the tests.</summary>
    private string FewConnections(int most) => $"{Database.ConnectionString};Maximum Pool Size={most}";

    /// <summary>Connections for reads: of fewer, statements of one query would wait for each other, and be one where they are two.</summary>
    protected virtual int MostReads => 8;

    /// <summary>Connections for commands and readers of feeds, of which two are always taken.</summary>
    protected virtual int MostWrites => 5;

    /// <summary>The server's clock.</summary>
    public TestClock Clock { get; } = new();

    /// <summary>Another server on the same database.</summary>
    public Task<WebApplication> StartAnotherAsync(TimeProvider clock, TestFolder folder, CancellationToken cancellationToken) =>
        StartAnotherAsync(clock, folder, new Silence(), cancellationToken);

    /// <inheritdoc cref="StartAnotherAsync(TimeProvider, TestFolder, CancellationToken)" />
    internal async Task<WebApplication> StartAnotherAsync(
        TimeProvider clock,
        TestFolder folder,
        IProgressReport progress,
        CancellationToken cancellationToken
    )
    {
        var setup = HubSetup.Read([
            new($"{HubOptions.Section}:{nameof(HubOptions.Port)}", "0"),
            new($"{HubOptions.Section}:{nameof(HubOptions.Seed)}", "false"),
            new($"{HubOptions.Section}:{nameof(HubOptions.DataDirectory)}", folder.File("data")),
        ]);
        var app = HubApplication.Create(setup, FewConnections(MostReads), services => Few(services).AddSingleton(clock));
        await app.StartAsync(cancellationToken);
        await app.OpenAsync(progress, cancellationToken);
        return app;
    }

    private IServiceCollection Few(IServiceCollection services) => services.AddSingleton(_ => HubDatabase.Open(FewConnections(MostWrites)));

    /// <summary>A folder of the server's data.</summary>
    public string Data(string folder) => Path.Combine(_folder.File("data"), folder);

    public IServiceProvider Services => _app!.Services;

    /// <summary>What else is configured, or otherwise.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings => [];

    /// <summary>The data of a document that must not fail.</summary>
    public async Task<JsonElement> DataAsync(string query, object? variables = null)
    {
        var answer = await AskAsync(query, variables);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ValueKind == JsonValueKind.Undefined ? "" : errors.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>The only error of a document that must fail: code and message.</summary>
    public async Task<(string Code, string Message)> ErrorAsync(string query, object? variables = null)
    {
        var answer = await AskAsync(query, variables);
        Assert.True(answer.TryGetProperty("errors", out var errors), answer.ToString());
        var error = Assert.Single(errors.EnumerateArray());
        return (error.GetProperty("extensions").GetProperty("code").GetString()!, error.GetProperty("message").GetString()!);
    }

    /// <summary>The whole answer.</summary>
    public async Task<JsonElement> AskAsync(string query, object? variables = null)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var response = await Http.PostAsJsonAsync("/graphql", new { query, variables }, cancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }

    /// <summary>The statements of requests, sorted because loaders ask side by side; those of the index that follows the feed are left out.</summary>
    public static IReadOnlyList<string> Asked(SqlCapture sql) => [.. sql.OfRequests.Order(StringComparer.Ordinal)];

    /// <summary>An answer as text for a snapshot.</summary>
    public static string Text(JsonElement answer) => JsonSerializer.Serialize(answer, Indented);

    /// <inheritdoc />
    protected override async Task FillTemplateAsync(string connectionString, CancellationToken cancellationToken)
    {
        await base.FillTemplateAsync(connectionString, cancellationToken);
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(TestCatalogue.Sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task DatabaseReadyAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder.File("seed/datasets"));
        await File.WriteAllTextAsync(_folder.File("seed/datasets/transfers.csv"), TestCatalogue.File, cancellationToken);
        var settings = new Dictionary<string, string?>
        {
            [$"{HubOptions.Section}:{nameof(HubOptions.Port)}"] = "0",
            [$"{HubOptions.Section}:{nameof(HubOptions.Seed)}"] = "false",
            [$"{HubOptions.Section}:{nameof(HubOptions.SeedDirectory)}"] = _folder.File("seed"),
            [$"{HubOptions.Section}:{nameof(HubOptions.DataDirectory)}"] = _folder.File("data"),
            ["GraphQL:Limits:MaxFileBytes"] = "2000000",
            // A test that looks elsewhere for a while answers no ping.
            ["GraphQL:KeepAlive"] = "00:02:00",
            // The feeds wait for writers of all databases on the server: templates are being made there meanwhile.
            [$"{HubOptions.Section}:{nameof(HubOptions.MinSequenceSeconds)}"] = "60",
        };
        foreach (var (name, value) in Settings)
        {
            settings[name] = value;
        }
        var setup = HubSetup.Read(settings);
        _app = HubApplication.Create(
            setup,
            FewConnections(MostReads),
            services =>
            {
                Few(services).AddSingleton<IFileScanner, EicarScanner>().AddSingleton<TimeProvider>(Clock);
                // Once a minute it would do what a test is about to do itself.
                services.Remove(services.Single(one => one.ImplementationType == typeof(RequestExpiry)));
            }
        );
        await _app.StartAsync(cancellationToken);
        await _app.OpenAsync(new Silence(), cancellationToken);
        Http = new HttpClient { BaseAddress = _app.Address() };
        await AllReadersHaveBegunAsync();
    }

    /// <summary>Some readers of feeds begin where the feed ends when they begin: what a test did before would never be handled.</summary>
    private Task AllReadersHaveBegunAsync()
    {
        string[] readers =
        [
            .. Services.GetServices<IFeedReader<FeedEvent>>().Select(one => one.Name),
            .. Services.GetServices<IFeedReader<ActivityEntry>>().Select(one => one.Name),
            .. Services.GetServices<IFeedReader<Notification>>().Select(one => one.Name),
        ];
        var names = string.Join(", ", readers.Select(one => $"'{one}'"));
        return this.UntilAsync($"select count(*)::text from feed_positions where reader in ({names})", $"{readers.Length}");
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app!.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _folder.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private sealed class Silence : IProgressReport
    {
        public void Line(string text) { }

        public void Count(string what, long done, long? total) { }
    }
}

/// <summary>Where a server listens.</summary>
internal static class ServerAddress
{
    public static Uri Address(this WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
}
