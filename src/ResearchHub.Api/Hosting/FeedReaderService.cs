using Npgsql;
using ResearchHub.Core.Events;
using ResearchHub.Core.Publishing.PersistentIds;

namespace ResearchHub.Api.Hosting;

/// <summary>Lets every reader of a feed follow it while the server runs. What one cannot do now it does later; others go on.</summary>
internal sealed partial class FeedReaderService<T>(
    IEnumerable<IFeedReader<T>> readers,
    FeedPump<T> pump,
    FeedTail<T> tail,
    Readiness readiness,
    TimeProvider time,
    ILogger<FeedReaderService<T>> logger
) : BackgroundService
    where T : IFeedEntry
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(15);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.Opened.WaitAsync(stoppingToken);
        await Task.WhenAll(readers.Select(reader => FollowAsync(reader, stoppingToken)));
    }

    private async Task FollowAsync(IFeedReader<T> reader, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                var end = await tail.EndAsync(stoppingToken);
                await pump.RunAsync(reader, stoppingToken);
                await SleepAsync(end, stoppingToken);
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

    /// <summary>Until there is an entry after this position, or long enough.</summary>
    private async Task SleepAsync(FeedPosition end, CancellationToken stoppingToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        waiting.CancelAfter(LongestSleep);
        try
        {
            await tail.NextAsync(end, waiting.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // Looked at again even so: the server that served this reader may have died.
        }
    }

    [LoggerMessage(221, LogLevel.Warning, "The reader {Reader} of a feed is interrupted and tries again: {Reason}")]
    private partial void LogInterrupted(string reader, string reason);

    [LoggerMessage(222, LogLevel.Error, "The reader {Reader} of a feed failed and tries again.")]
    private partial void LogFailed(Exception exception, string reader);
}
