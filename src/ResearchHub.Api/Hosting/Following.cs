using Npgsql;

namespace ResearchHub.Api.Hosting;

/// <summary>Something that follows the database while the server runs, and goes on when the database, or the disk that it writes to, comes back.</summary>
internal abstract partial class Following(Readiness readiness, ILogger logger) : BackgroundService
{
    /// <summary>How long until it looks by itself.</summary>
    protected static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    /// <summary>Follows until it is stopped, or loses the database or the disk.</summary>
    /// <param name="caughtUp">To be called when it has come to the end, so that the next interruption is told of again.</param>
    protected abstract Task FollowAsync(Action caughtUp, CancellationToken stoppingToken);

    /// <summary>Waits until something rings, but not longer than this.</summary>
    protected static async Task SleepAsync(Task rung, TimeSpan longest, CancellationToken stoppingToken) =>
        await rung.WaitAsync(longest, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

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
            catch (Exception exception) when (exception is NpgsqlException or IOException or UnauthorizedAccessException)
            {
                if (isFirstFailure)
                {
                    Tell(exception);
                }
                isFirstFailure = false;
                await Task.Delay(LongestSleep, stoppingToken);
            }
        }
    }

    private void Tell(Exception exception)
    {
        if (exception is NpgsqlException)
        {
            LogInterrupted(GetType().Name, exception.Message);
        }
        else
        {
            LogUnwritten(GetType().Name, exception.Message);
        }
    }

    [LoggerMessage(201, LogLevel.Warning, "{Follower} lost the database and tries again: {Reason}")]
    private partial void LogInterrupted(string follower, string reason);

    [LoggerMessage(202, LogLevel.Error, "{Follower} cannot write and tries again: {Reason}")]
    private partial void LogUnwritten(string follower, string reason);
}
