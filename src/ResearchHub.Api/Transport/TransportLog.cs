namespace ResearchHub.Api.Transport;

internal static partial class TransportLog
{
    [LoggerMessage(2001, LogLevel.Error, "A resolver failed at {Path}; trace {TraceId}")]
    public static partial void ResolverFailed(this ILogger logger, Exception problem, string path, string traceId);

    [LoggerMessage(2002, LogLevel.Error, "A connection failed")]
    public static partial void ConnectionFailed(this ILogger logger, Exception problem);
}
