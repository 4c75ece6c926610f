using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.Hosting;

/// <summary>Looks every minute whether an embargo has ended.</summary>
internal sealed partial class EmbargoReleaser(
    EmbargoService embargoes,
    Readiness readiness,
    TimeProvider time,
    ILogger<EmbargoReleaser> logger
) : PeriodicWork(TimeSpan.FromMinutes(1), readiness, time, logger)
{
    /// <inheritdoc />
    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        var released = await embargoes.ReleaseDueAsync(cancellationToken);
        if (released > 0)
        {
            LogReleased(logger, released);
        }
    }

    [LoggerMessage(211, LogLevel.Information, "{Count} embargoes have ended.")]
    private static partial void LogReleased(ILogger logger, int count);
}
