using Npgsql;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.Hosting;

/// <summary>Looks every minute whether an embargo has ended. What is due stands in the database, so nothing is lost while no server runs.</summary>
internal sealed partial class EmbargoReleaser(
    EmbargoService embargoes,
    Readiness readiness,
    TimeProvider time,
    ILogger<EmbargoReleaser> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.Opened.WaitAsync(stoppingToken);
        while (true)
        {
            try
            {
                var released = await embargoes.ReleaseDueAsync(stoppingToken);
                if (released > 0)
                {
                    LogReleased(released);
                }
            }
            catch (NpgsqlException exception)
            {
                LogInterrupted(exception.Message);
            }
            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    [LoggerMessage(211, LogLevel.Information, "{Count} embargoes have ended.")]
    private partial void LogReleased(int count);

    [LoggerMessage(212, LogLevel.Warning, "Embargoes could not be looked at and will be in a minute: {Reason}")]
    private partial void LogInterrupted(string reason);
}
