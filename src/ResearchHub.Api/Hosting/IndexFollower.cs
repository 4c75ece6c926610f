using Npgsql;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;

namespace ResearchHub.Api.Hosting;

/// <summary>Follows the change feed for the listeners and the index while the server runs, woken by the database, and looks by itself once a second.</summary>
internal sealed partial class IndexFollower(
    SearchProjection projection,
    FeedTail tail,
    NpgsqlDataSource database,
    Readiness readiness,
    ILogger<IndexFollower> logger
) : BackgroundService
{
    // A notification may come before its event can be read, while an older transaction is still open.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.Opened.WaitAsync(stoppingToken);
        for (var isFirstFailure = true; !stoppingToken.IsCancellationRequested; )
        {
            try
            {
                await FollowAsync(() => isFirstFailure = true, stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                if (isFirstFailure)
                {
                    LogInterrupted(exception.Message);
                }
                isFirstFailure = false;
                await Task.Delay(LongestSleep, stoppingToken);
            }
        }
    }

    private async Task FollowAsync(Action caughtUp, CancellationToken stoppingToken)
    {
        await using var connection = await database.OpenConnectionAsync(stoppingToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {ChangeFeed.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stoppingToken);
        }
        while (!stoppingToken.IsCancellationRequested)
        {
            await tail.ReadAsync(stoppingToken);
            await projection.CatchUpAsync(null, stoppingToken);
            caughtUp();
            await connection.WaitAsync(LongestSleep, stoppingToken);
        }
    }

    [LoggerMessage(201, LogLevel.Warning, "The search index lost the database and tries again: {Reason}")]
    private partial void LogInterrupted(string reason);
}
