using System.Diagnostics;
using System.Diagnostics.Metrics;
using GraphQL;

namespace ResearchHub.Api.Transport;

/// <summary>Traces and metrics of the transport, under the name <see cref="Name"/>.</summary>
public static class TransportTelemetry
{
    /// <summary>Name of the ActivitySource and of the Meter.</summary>
    public const string Name = "ResearchHub.Transport";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "graphql.operation.duration",
        "s",
        "Time from the first look at a request to its result"
    );
    private static readonly Counter<long> Errors = Meter.CreateCounter<long>("graphql.errors", "{error}", "Errors of results, by code");

    internal static readonly Counter<long> DocumentCacheHits = Meter.CreateCounter<long>(
        "graphql.document_cache.hits",
        "{document}",
        "Requests whose document was already known to be valid"
    );
    internal static readonly Counter<long> DocumentCacheMisses = Meter.CreateCounter<long>(
        "graphql.document_cache.misses",
        "{document}",
        "Requests whose document was parsed and validated"
    );
    internal static readonly UpDownCounter<long> Streams = Meter.CreateUpDownCounter<long>(
        "graphql.streams",
        "{stream}",
        "Subscriptions open now"
    );

    internal static Activity? Start(OperationFacts? operation, string? operationName)
    {
        var activity = Source.StartActivity(operation?.SpanName ?? "GraphQL", ActivityKind.Internal);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag("graphql.operation.type", Type(operation));
            activity.SetTag("graphql.operation.name", operation?.Syntax.Name?.StringValue ?? operationName);
        }
        return activity;
    }

    internal static void Finish(Activity? activity, OperationFacts? operation, ExecutionResult result, long started)
    {
        if (Duration.Enabled)
        {
            Duration.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                new KeyValuePair<string, object?>("graphql.operation.type", Type(operation))
            );
        }
        if (result.Errors is not { Count: > 0 } errors)
        {
            return;
        }
        activity?.SetStatus(ActivityStatusCode.Error);
        foreach (var error in errors)
        {
            Errors.Add(1, new KeyValuePair<string, object?>("graphql.error.code", ErrorCodeMapper.Of(error)));
        }
    }

    private static string? Type(OperationFacts? operation) =>
        operation?.Syntax.Operation switch
        {
            null => null,
            GraphQLParser.AST.OperationType.Mutation => "mutation",
            GraphQLParser.AST.OperationType.Subscription => "subscription",
            _ => "query",
        };
}
