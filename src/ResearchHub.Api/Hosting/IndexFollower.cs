using ResearchHub.Core.Events;
using ResearchHub.Core.Search;

namespace ResearchHub.Api.Hosting;

/// <summary>Lets the index follow the change feed, beside the listeners, so that nobody waits for a commit of the index to hear of something.</summary>
internal sealed class IndexFollower(
    SearchProjection projection,
    FeedTail<FeedEvent> tail,
    Readiness readiness,
    ILogger<IndexFollower> logger
) : Following(readiness, logger)
{
    /// <inheritdoc />
    protected override async Task FollowAsync(Action caughtUp, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await projection.CatchUpAsync(null, stoppingToken);
            caughtUp();
            await tail.NextAsync(projection.Position, stoppingToken);
        }
    }
}
