using System.Net;
using System.Text;
using System.Text.Json;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.Hosting;

/// <summary>What the running program tells of itself to those who operate it.</summary>
public sealed class TelemetryTests(PostgresFixture postgres) : IDisposable
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Secret = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3I";
    private readonly TestFolder _folder = new();
    private readonly HttpClient _http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collector_gets_the_trace_of_a_request_with_its_operation_and_sql_and_the_metrics()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var database = await postgres.CreateEmptyDatabaseAsync(Cancel);
        await using var hub = Start(
            database,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "100"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "500")
        );

        var graphql = await hub.ReadyAsync(Cancel);
        await AskAsync(graphql);
        await MissAsync(graphql);

        await collector.SeesTraceAsync(TraceId);
        await collector.SeesAsync("traces", "GET /feeds/members/{secret}", "/feeds/*");
        Assert.False(collector.HasSeen("traces", Secret));
        await collector.SeesAsync(
            "traces",
            "researchhub",
            "POST /graphql",
            "GraphQL query HowMany",
            "graphql.operation.name",
            "from research_outputs"
        );
        await collector.SeesAsync(
            "metrics",
            "graphql.operation.duration",
            "graphql.document_cache.misses",
            "http.server.request.duration",
            "db.client.",
            "dotnet.gc."
        );
        Assert.Empty(hub.Errors);
    }

    [Fact]
    public async Task Logs_are_lines_of_json_with_the_trace_when_asked_for()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(Cancel);
        await using var hub = Start(
            database,
            ("ResearchHub__LogFormat", "json"),
            ("Logging__LogLevel__Default", "Warning"),
            ("Logging__LogLevel__Microsoft.AspNetCore.Hosting.Diagnostics", "Information")
        );

        await AskAsync(await hub.ReadyAsync(Cancel));
        hub.Signal(HubProcess.Terminate);
        await hub.ExitAsync(Cancel);

        var lines = hub.Errors.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.NotEmpty(lines);
        Assert.All(
            lines,
            line =>
            {
                Assert.Equal("Information", line.GetProperty("LogLevel").GetString());
                Assert.Equal("Microsoft.AspNetCore.Hosting.Diagnostics", line.GetProperty("Category").GetString());
                Assert.Equal(TimeSpan.Zero, line.GetProperty("Timestamp").GetDateTimeOffset().Offset);
            }
        );
        Assert.Contains(lines, line => line.GetProperty("Scopes").ToString().Contains(TraceId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Addresses_that_are_secrets_stand_in_no_log_unless_lines_of_requests_are_asked_for()
    {
        await using var database = await postgres.CreateEmptyDatabaseAsync(Cancel);
        await using var hub = Start(database, ("ResearchHub__LogFormat", "json"), ("Logging__LogLevel__Default", "Information"));

        await MissAsync(await hub.ReadyAsync(Cancel));
        hub.Signal(HubProcess.Terminate);
        await hub.ExitAsync(Cancel);

        Assert.Contains(
            hub.Errors.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Scopes")).SelectMany(one => one.EnumerateArray()),
            scope => scope.TryGetProperty("RequestPath", out var path) && path.GetString() == "/feeds/*"
        );
        Assert.DoesNotContain(hub.Errors, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private HubProcess Start(TestDatabase database, params (string, string)[] environment) =>
        new(
            ["run", "--port", "0", "--no-seed", "--data", _folder.Path],
            [("ConnectionStrings__ResearchHub", database.ConnectionString), .. environment]
        );

    private async Task MissAsync(Uri graphql)
    {
        using var answer = await _http.GetAsync(new Uri(graphql, $"/feeds/members/{Secret}"), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task AskAsync(Uri graphql)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, graphql)
        {
            Content = new StringContent(
                """{"query":"query HowMany { studies(first: 1) { totalCount nodes { id } } }"}""",
                Encoding.UTF8,
                "application/json"
            ),
        };
        request.Headers.Add("traceparent", $"00-{TraceId}-00f067aa0ba902b7-01");
        using var answer = await _http.SendAsync(request, Cancel);

        Assert.Equal("""{"data":{"studies":{"totalCount":0,"nodes":[]}}}""", await answer.Content.ReadAsStringAsync(Cancel));
    }
}
