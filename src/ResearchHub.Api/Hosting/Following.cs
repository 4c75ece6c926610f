using Npgsql;

namespace ResearchHub.Api.Hosting;

/// <summary>Something that follows the database while the server runs, and goes on when the database comes back.</summary>
internal abstract partial class Following(Readiness readiness, ILogger logger) : BackgroundService
{
    /// <summary>How long until it looks by itself.</summary>
    protected static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    /// <summary>Follows until it is stopped or loses the database.</summary>
    /// <param name="caughtUp">To be called when it has come to the end, so that the next interruption is told of again.</param>
    protected abstract Task FollowAsync(Action caughtUp, CancellationToken stoppingToken);

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
                    LogInterrupted(GetType().Name, exception.Message);
                }
                isFirstFailure = false;
                await Task.Delay(LongestSleep, stoppingToken);
            }
        }
    }

    [LoggerMessage(201, LogLevel.Warning, "{Follower} lost the database and tries again: {Reason}")]
    private partial void LogInterrupted(string follower, string reason);
}
