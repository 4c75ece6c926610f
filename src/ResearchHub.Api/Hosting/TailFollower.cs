using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.Hosting;

/// <summary>Keeps the tail of a feed at its end: woken by the database, by itself once a second, and soon while a transaction holds entries back.</summary>
internal sealed class TailFollower<T>(
    FeedTail<T> tail,
    IFeedSource<T> feed,
    DatabaseBell bell,
    BackgroundTurns turns,
    Readiness readiness,
    ILogger<TailFollower<T>> logger
) : Following(readiness, logger)
    where T : IFeedEntry
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(5);

    /// <inheritdoc />
    protected override async Task FollowAsync(Action caughtUp, CancellationToken stoppingToken)
    {
        StatementTurns.Use(turns.Tails);
        for (var pause = LongestSleep; !stoppingToken.IsCancellationRequested; )
        {
            var rung = bell.Of(feed.Channel);
            var isHeldBack = await tail.ReadAsync(stoppingToken);
            caughtUp();
            // The transaction that holds entries back may tell nobody of its end. Most are short; the longer one takes, the less often it is looked at.
            pause =
                !isHeldBack ? LongestSleep
                : pause == LongestSleep ? FirstLook
                : pause * 2 < LongestSleep ? pause * 2
                : LongestSleep - FirstLook;
            await SleepAsync(rung, pause, stoppingToken);
        }
    }
}
