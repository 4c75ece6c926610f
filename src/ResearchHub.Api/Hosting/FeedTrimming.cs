using Microsoft.Extensions.Options;
using Npgsql;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.Hosting;

/// <summary>Trims the change feed once an hour. Several servers may do so at once.</summary>
internal sealed partial class FeedTrimming(
    FeedTrimmer trimmer,
    Readiness readiness,
    IOptions<HubOptions> options,
    TimeProvider time,
    ILogger<FeedTrimming> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.Opened.WaitAsync(stoppingToken);
        while (true)
        {
            try
            {
                await trimmer.TrimAsync(TimeSpan.FromDays(options.Value.FeedDays), stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                LogInterrupted(exception.Message);
            }
            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    [LoggerMessage(231, LogLevel.Warning, "The change feed could not be trimmed and will be in an hour: {Reason}")]
    private partial void LogInterrupted(string reason);
}
