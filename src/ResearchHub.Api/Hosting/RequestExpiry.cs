using ResearchHub.Core.Collaboration.Requests;

namespace ResearchHub.Api.Hosting;

/// <summary>Looks every minute whether the time of a request is over.</summary>
internal sealed partial class RequestExpiry(
    RequestExpirations requests,
    Readiness readiness,
    TimeProvider time,
    ILogger<RequestExpiry> logger
) : PeriodicWork(TimeSpan.FromMinutes(1), readiness, time, logger)
{
    /// <inheritdoc />
    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        var expired = await requests.ExpireDueAsync(cancellationToken);
        if (expired > 0)
        {
            LogExpired(logger, expired);
        }
    }

    [LoggerMessage(213, LogLevel.Information, "{Count} requests have expired.")]
    private static partial void LogExpired(ILogger logger, int count);
}
