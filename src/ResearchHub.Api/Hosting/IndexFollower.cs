using Npgsql;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;

namespace ResearchHub.Api.Hosting;

/// <summary>
/// Follows the change feed while the server runs: for the listeners, woken by the database, and looks by itself once a second; and for the
/// index, beside them, so that nobody waits for a commit of the index to hear of something.
/// </summary>
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
        await Task.WhenAll(PersistAsync(FollowAsync, stoppingToken), PersistAsync(FollowWithIndexAsync, stoppingToken));
    }

    private async Task PersistAsync(Func<Action, CancellationToken, Task> follow, CancellationToken stoppingToken)
    {
        for (var isFirstFailure = true; !stoppingToken.IsCancellationRequested; )
        {
            try
            {
                await follow(() => isFirstFailure = true, stoppingToken);
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
            caughtUp();
            await connection.WaitAsync(LongestSleep, stoppingToken);
        }
    }

    private async Task FollowWithIndexAsync(Action caughtUp, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await projection.CatchUpAsync(null, stoppingToken);
            caughtUp();
            await tail.NextAsync(projection.Position, stoppingToken);
        }
    }

    [LoggerMessage(201, LogLevel.Warning, "What follows the change feed lost the database and tries again: {Reason}")]
    private partial void LogInterrupted(string reason);
}
