using Npgsql;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.Hosting;

/// <summary>Keeps the tail of a feed at its end: woken by the database, and by itself once a second.</summary>
internal sealed class TailFollower<T>(
    FeedTail<T> tail,
    IFeedSource<T> feed,
    NpgsqlDataSource database,
    Readiness readiness,
    ILogger<TailFollower<T>> logger
) : Following(readiness, logger)
    where T : IFeedEntry
{
    /// <inheritdoc />
    protected override async Task FollowAsync(Action caughtUp, CancellationToken stoppingToken)
    {
        await using var connection = await database.OpenConnectionAsync(stoppingToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {feed.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stoppingToken);
        }
        while (!stoppingToken.IsCancellationRequested)
        {
            await tail.ReadAsync(stoppingToken);
            caughtUp();
            // A notification may come before its entry can be read, while an older transaction is still open.
            await connection.WaitAsync(LongestSleep, stoppingToken);
        }
    }
}
