using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ResearchHub.Api.Transport;
using ResearchHub.Search;

namespace ResearchHub.Api.Hosting;

/// <summary>Traces and metrics over OTLP, only when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to.</summary>
internal static class Telemetry
{
    /// <summary>Name of our ActivitySource and Meter.</summary>
    public const string SourceName = "ResearchHub";
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[EndpointVariable]))
        {
            return;
        }
        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("researchhub", serviceVersion: Product.Version))
            .WithTracing(traces =>
                traces
                    .AddAspNetCoreInstrumentation(requests => requests.EnrichWithHttpRequest = SecretAddresses.Hide)
                    .AddHttpClientInstrumentation()
                    .AddNpgsql()
                    .AddSource(SourceName, TransportTelemetry.Name)
            )
            .WithMetrics(metrics =>
                metrics
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddNpgsqlInstrumentation()
                    .AddMeter(SourceName, TransportTelemetry.Name, SearchMetrics.MeterName)
            )
            .UseOtlpExporter();
    }

    /// <summary>Quiet by default (warnings); the levels are those of section <c>Logging</c>. Always to standard error.</summary>
    public static void AddLogs(this WebApplicationBuilder builder, HubOptions options)
    {
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // Lines of requests name their addresses, some of which are secrets: only who asks for these lines gets them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        if (string.Equals(options.LogFormat, "json", StringComparison.Ordinal))
        {
            builder.Services.AddSingleton<IExternalScopeProvider, ScopesWithoutSecrets>();
            builder.Logging.AddJsonConsole(json =>
            {
                json.TimestampFormat = "O";
                json.UseUtcTimestamp = true;
                json.IncludeScopes = true;
            });
        }
        else
        {
            builder.Logging.AddSimpleConsole(text => text.SingleLine = true);
        }
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
    }
}
