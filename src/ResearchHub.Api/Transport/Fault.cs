using System.Diagnostics;
using GraphQL;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>A bug or broken infrastructure: logged once, and on the wire only a trace id by which to find it.</summary>
internal static class Fault
{
    public static ExecutionError Mask(ILogger logger, Exception problem, string path)
    {
        var traceId = Activity.Current?.TraceId.ToString() ?? ActivityTraceId.CreateRandom().ToString();
        logger.ResolverFailed(problem, path, traceId);
        return new ExecutionError("Something went wrong on the server; the trace id finds it in the logs.")
        {
            Code = ErrorCodes.Internal,
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["traceId"] = traceId },
        };
    }
}
