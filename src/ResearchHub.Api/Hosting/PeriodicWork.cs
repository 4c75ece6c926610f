using Npgsql;

namespace ResearchHub.Api.Hosting;

/// <summary>Work that is done again and again while the server runs. What is due stands in the database, so that a missed time loses nothing.</summary>
internal abstract partial class PeriodicWork(TimeSpan interval, Readiness readiness, TimeProvider time, ILogger logger) : BackgroundService
{
    /// <summary>Does what is due. Several servers may do so at once.</summary>
    protected abstract Task WorkAsync(CancellationToken cancellationToken);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.Opened.WaitAsync(stoppingToken);
        while (true)
        {
            try
            {
                await WorkAsync(stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                LogInterrupted(GetType().Name, interval, exception.Message);
            }
            await Task.Delay(interval, time, stoppingToken);
        }
    }

    [LoggerMessage(212, LogLevel.Warning, "{Work} could not be done and will be tried again in {Interval}: {Reason}")]
    private partial void LogInterrupted(string work, TimeSpan interval, string reason);
}
