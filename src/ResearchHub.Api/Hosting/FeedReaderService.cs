using Npgsql;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Core.Publishing.PersistentIds;

namespace ResearchHub.Api.Hosting;

/// <summary>Lets every reader of a feed follow it while the server runs. What one cannot do now it does later; others go on.</summary>
internal sealed partial class FeedReaderService<T>(
    IEnumerable<IFeedReader<T>> readers,
    FeedPump<T> pump,
    FeedTail<T> tail,
    BackgroundTurns turns,
    Readiness readiness,
    TimeProvider time,
    ILogger<FeedReaderService<T>> logger
) : BackgroundService
    where T : IFeedEntry
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(15);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.Opened.WaitAsync(stoppingToken);
        StatementTurns.Use(turns.Readers);
        await Task.WhenAll(readers.Select(reader => FollowAsync(reader, stoppingToken)));
    }

    private async Task FollowAsync(IFeedReader<T> reader, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                if (!await pump.ServeAsync(reader, tail, stoppingToken))
                {
                    // Another server serves this reader; it may die.
                    await Task.Delay(LookAgain, stoppingToken);
                }
            }
            catch (Exception exception) when (exception is NpgsqlException or RegistryUnavailableException)
            {
                LogInterrupted(reader.Name, exception.Message);
                await Task.Delay(AfterFailure, time, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // A fault of one reader must not end the server, nor hold the others.
                LogFailed(exception, reader.Name);
                await Task.Delay(AfterFailure, time, stoppingToken);
            }
        }
    }

    [LoggerMessage(221, LogLevel.Warning, "The reader {Reader} of a feed is interrupted and tries again: {Reason}")]
    private partial void LogInterrupted(string reader, string reason);

    [LoggerMessage(222, LogLevel.Error, "The reader {Reader} of a feed failed and tries again.")]
    private partial void LogFailed(Exception exception, string reader);
}
