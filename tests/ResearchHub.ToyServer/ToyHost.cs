using GraphQL.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Logging;
using ResearchHub.Api.Transport;

namespace ResearchHub.ToyServer;

/// <summary>The toy schema on a real Kestrel at a free port.</summary>
public sealed class ToyHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ToyHost(WebApplication app, RecordedLogs logs)
    {
        _app = app;
        Logs = logs;
        Url = new Uri(
            new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
            "/graphql"
        );
        Http = new HttpClient { BaseAddress = Url };
    }

    public Uri Url { get; }
    public HttpClient Http { get; }
    public RecordedLogs Logs { get; }
    public ToyLibrary Library => _app.Services.GetRequiredService<ToyLibrary>();
    public IServiceProvider Services => _app.Services;

    public static async Task<ToyHost> StartAsync(Action<GraphQLTransportOptions>? configure = null, int port = 0)
    {
        var logs = new RecordedLogs();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders().AddProvider(logs);
        builder.Services.AddSingleton<ToyLibrary>();
        builder.Services.AddSingleton<ISchema>(services => new ToySchema(services));
        builder.Services.AddGraphQLTransport(configure);
        var app = builder.Build();
        app.MapGraphQL("/graphql");
        await app.StartAsync();
        return new ToyHost(app, logs);
    }

    /// <summary>Ends with SIGTERM or Ctrl-C.</summary>
    public Task StoppedAsync() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>Keeps what was logged as an error.</summary>
public sealed class RecordedLogs : ILoggerProvider, ILogger
{
    private readonly List<string> _errors = [];

    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (_errors)
            {
                return [.. _errors];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose() { }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (logLevel >= LogLevel.Error)
        {
            lock (_errors)
            {
                _errors.Add($"{formatter(state, exception)} {exception}");
            }
        }
    }
}
