using System.Diagnostics;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;

namespace ResearchHub.Api.Hosting;

/// <summary>
/// Lets the index follow the change feed, beside the listeners, so that nobody waits for it to hear of something. What was applied is found at once;
/// it is made durable once a second, because that costs more than applying it. Where it cannot be written, what was found before still is, and what came
/// since the last commit is applied again when it can.
/// </summary>
internal sealed class IndexFollower(
    SearchProjection projection,
    FeedTail<FeedEvent> tail,
    Readiness readiness,
    ILogger<IndexFollower> logger
) : Following(readiness, logger)
{
    private long? _uncommittedSince;

    /// <inheritdoc />
    protected override async Task FollowAsync(Action caughtUp, CancellationToken stoppingToken)
    {
        await projection.RestoreAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await NextAsync(stoppingToken) is { } events)
            {
                await projection.ApplyAsync(events, stoppingToken);
                _uncommittedSince ??= Stopwatch.GetTimestamp();
            }
            else
            {
                await projection.CommitAsync(stoppingToken);
                _uncommittedSince = null;
                caughtUp();
            }
        }
    }

    /// <summary>The next events; null when it is time to commit.</summary>
    private async Task<IReadOnlyList<FeedEvent>?> NextAsync(CancellationToken stoppingToken)
    {
        if (_uncommittedSince is not { } since)
        {
            return await tail.NextAsync(projection.Position, stoppingToken);
        }
        var left = LongestSleep - Stopwatch.GetElapsedTime(since);
        if (left <= TimeSpan.Zero)
        {
            return null;
        }
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        waiting.CancelAfter(left);
        try
        {
            return await tail.NextAsync(projection.Position, waiting.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
