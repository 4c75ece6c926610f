using ResearchHub.Core.Publishing.PersistentIds;

namespace ResearchHub.Api.Hosting;

/// <summary>Tells the registry of identifiers again of what it refused.</summary>
internal sealed partial class RegistrationRetries(
    Registrar registrar,
    Readiness readiness,
    TimeProvider time,
    ILogger<RegistrationRetries> logger
) : PeriodicWork(TimeSpan.FromMinutes(1), readiness, time, logger)
{
    /// <inheritdoc />
    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await registrar.RetryDueAsync(cancellationToken);
        }
        catch (RegistryUnavailableException exception)
        {
            LogUnavailable(logger, exception.Message);
        }
    }

    [LoggerMessage(232, LogLevel.Warning, "Refused identifiers could not be registered again: {Reason}")]
    private static partial void LogUnavailable(ILogger logger, string reason);
}
