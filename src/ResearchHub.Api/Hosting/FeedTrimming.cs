using Microsoft.Extensions.Options;
using ResearchHub.Core.Collaboration.Inbox;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.Hosting;

/// <summary>Trims the feeds and the inboxes once an hour.</summary>
internal sealed class FeedTrimming(
    FeedTrimmer trimmer,
    ChangeFeed changes,
    ActivityFeed activities,
    NotificationTrimmer notifications,
    Readiness readiness,
    IOptions<HubOptions> options,
    TimeProvider time,
    ILogger<FeedTrimming> logger
) : PeriodicWork(TimeSpan.FromHours(1), readiness, time, logger)
{
    /// <inheritdoc />
    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        foreach (var feed in new[] { changes.Channel, activities.Channel })
        {
            await trimmer.TrimAsync(feed, TimeSpan.FromDays(options.Value.FeedDays), cancellationToken);
        }
        await notifications.TrimAsync(TimeSpan.FromDays(options.Value.InboxDays), cancellationToken);
    }
}
